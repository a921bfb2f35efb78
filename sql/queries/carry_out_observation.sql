-- Takes the touched cells out of table observation.
delete from observation as o
using touched_there as t
where o.series_id = t.series_id and o.period = t.period
