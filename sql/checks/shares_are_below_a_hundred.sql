-- A share is over one hundred percent.
--
-- severity: warning
-- scope: touched
-- about: observation
select
    series_id,
    period,
    value
from observation
where value > 100 and unit = 'percent' and regexp_matches(indicator, 'share|penetration')
