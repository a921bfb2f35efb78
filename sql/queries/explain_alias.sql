-- The name of today of a series that was called `series_id` before.
select a.series_id
from series_alias as a
where a.alias = getvariable('series_id')
