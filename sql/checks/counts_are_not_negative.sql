-- A count or a share is below zero.
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
where o.value < 0 and i.unit_kind = 'count'
