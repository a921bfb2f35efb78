-- The sources of the touched cells, with how many of their observations are touched.
select
    o.source_id,
    count(*) as observations
from observation as o
semi join touched_cell as t on o.series_id = t.series_id and o.period = t.period
group by o.source_id
order by o.source_id
