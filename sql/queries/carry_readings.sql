-- Paths of all files that say anything of the touched series.
select distinct o.filename
from read_parquet(getvariable('observations'), filename = true) as o
semi join touched as t on o.series_id = t.series_id
order by o.filename
