-- Notes the cells of the touched sources that were worked out anew.
insert into touched by name
select distinct
    c.source_id,
    c.series_id,
    c.period
from (
    select
        source_id,
        series_id,
        period
    from was
    union all
    select
        source_id,
        series_id,
        period
    from now_is
) as c
semi join touched as t on c.source_id = t.source_id
