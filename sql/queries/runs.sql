-- How many sorted runs the files of observations make, one after the other. Few are as good as one.
select count(*) as runs
from (
    select o.series_id < lag(o.series_id) over () as is_first
    from read_parquet(getvariable('observations')) as o
) as n
where n.is_first
