-- A value and a reason why there is none, or neither of them.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    series_id,
    period,
    known_from,
    value,
    missing_reason
from observation
where
    (value is null) != (missing_reason is not null)
    and not (qualifier = 'range' and value is null and value_low is not null and value_high is not null)
