-- Phrases of prose that name an indicator, an area or a publisher. A code list.
--
-- phrase: the words in print
-- kind: what they name: indicator, area, publisher, and so on
-- code: code of what they name
-- measure: for an indicator: its level, or its growth
-- note: what to know about it
select
    phrase,
    kind,
    code,
    measure,
    note
from codelist('phrase')
order by kind, phrase
