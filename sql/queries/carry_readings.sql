-- Paths of all files that say anything of the touched cells.
select distinct o.filename
from read_parquet(getvariable('observations'), filename = true) as o
semi join touched_cell as t on o.series_id = t.series_id and o.period = t.period
order by o.filename
