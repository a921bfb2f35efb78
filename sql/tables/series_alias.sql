-- Former names of series, so that an old reference still finds its series. A code list.
--
-- alias: the former series_id
-- series_id: the series_id of today
-- reason: why it was renamed
select
    alias,
    series_id,
    reason
from codelist('series_alias')
order by alias
