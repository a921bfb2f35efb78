-- Takes the touched series out of table passed_over.
delete from passed_over
where series_id in (select t.series_id from touched as t)
