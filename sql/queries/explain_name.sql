-- The name of the latest vintage of `series_id` and `period`.
select v.observation_id
from vintages as v
where
    v.series_id = getvariable('series_id')
    and v.period = getvariable('period')
    and v.known_until is null
