-- A share is over one hundred percent.
--
-- severity: warning
-- scope: touched
-- about: observation
select
    o.series_id,
    o.period,
    o.value
from observation as o
inner join indicator as i on o.indicator = i.code
where
    o.value > 100 and o.unit = 'percent'
    and regexp_matches(o.indicator, 'share|penetration')
