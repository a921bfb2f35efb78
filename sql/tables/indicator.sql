-- What is measured: a concept and its scope, never the publisher. A code list.
--
-- code: code of the indicator
-- name: its name in English
-- description: what it counts, what it leaves out, and what it must not be mixed with
-- theme: theme under which it is read first
-- unit: unit in which every observation of it is kept
-- unit_kind: what the unit measures: currency, count, percent, and so on
-- levels_comparable: false where published levels cannot be compared from one period to the next
-- growth_indicator: the indicator that holds growth as published, where there is one
-- scope: scope of the concept: whole country, one platform, customs, and so on
-- event_start: first day of a yearly event, as MM-DD
-- event_end: last day of a yearly event, as MM-DD
select
    code,
    name,
    description,
    theme,
    unit,
    unit_kind,
    levels_comparable = 'true' as levels_comparable,
    growth_indicator,
    scope,
    event_start,
    event_end
from codelist('indicator')
order by code
