-- The observations of the touched cells as they were.
select o.*
from observation as o
semi join touched_there as t on o.series_id = t.series_id and o.period = t.period
