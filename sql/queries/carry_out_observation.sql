-- Takes the touched series out of table observation.
delete from observation
where series_id in (select t.series_id from touched as t)
