-- An observation is not in the unit of its indicator, nor in another unit of the same kind.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    o.indicator,
    i.unit as expected,
    o.unit,
    count(*) as series
from (
    select distinct
        series_id,
        indicator,
        unit
    from observation
) as o
inner join indicator as i on o.indicator = i.code
left join unit as ours on o.unit = ours.code
left join unit as theirs on i.unit = theirs.code
where o.unit != i.unit and ours.kind is distinct from theirs.kind
group by all
