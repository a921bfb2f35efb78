-- The sources of the touched series, with how many of their observations are touched.
select
    o.source_id,
    count(*) as observations
from observation as o
semi join touched as t on o.series_id = t.series_id
group by o.source_id
order by o.source_id
