-- Notes the files of observations; their paths and hashes are in `files`.
insert into input by name
with known as (select unnest(getvariable('files'), recursive := true))

select distinct
    f.file,
    o.snapshot
from read_parquet(getvariable('observations'), filename = true) as o
inner join known as f on o.filename = f.path
