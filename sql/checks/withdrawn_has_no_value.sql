-- A withdrawn observation still carries a value.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    series_id,
    period,
    known_from,
    value
from observation
where event = 'withdrawn' and (value is not null or value_low is not null or value_high is not null)
