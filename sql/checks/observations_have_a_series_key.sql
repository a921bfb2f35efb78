-- The parts of a series_id are not those of its columns.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    series_id,
    publisher,
    indicator,
    area,
    frequency,
    unit,
    dimensions
from observation
where
    series_id is distinct from concat_ws(
        ':', publisher, indicator, area, frequency, unit, nullif(dimensions, '')
    )
group by all
