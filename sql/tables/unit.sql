-- Units in which values are kept. A code list.
--
-- code: code of the unit
-- name: its name in English
-- kind: what it measures: currency, count, percent, and so on
-- description: what one of it is
select
    code,
    name,
    kind,
    description
from codelist('unit')
order by code
