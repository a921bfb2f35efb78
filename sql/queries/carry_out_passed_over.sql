-- Takes the touched cells out of table passed_over.
delete from passed_over as o
using touched_cell as t
where o.series_id = t.series_id and o.period = t.period
