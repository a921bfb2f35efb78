-- Values of which there is more than one word, or may be: those of requests that were answered anew.
select
    o.series_id,
    o.period
from read_parquet(getvariable('observations')) as o
inner join answer as a on o.source_id = a.source_id and o.snapshot = a.snapshot
group by o.series_id, o.period
having count(*) > 1 or bool_or(a.answers > 1)
