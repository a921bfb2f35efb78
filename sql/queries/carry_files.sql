-- Paths of the files with all that requests of table `unsure` ever said.
with known as (select unnest(getvariable('files'), recursive := true)),

said as (
    select a.snapshot
    from answer as a
    semi join unsure as u on a.source_id = u.source_id and a.request = u.request
)

select distinct f.path
from known as f
inner join input as i on f.file = i.file
semi join said as s on i.snapshot = s.snapshot
order by f.path
