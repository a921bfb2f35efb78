-- A series has two values for one period and one moment.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    series_id,
    period,
    known_from,
    count(*) as observations
from observation
group by series_id, period, known_from
having count(*) > 1
