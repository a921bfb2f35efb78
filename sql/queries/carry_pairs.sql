-- Each new answer to any other request, beside the answer before it: their snapshots and their files.
with known as (select unnest(getvariable('files'), recursive := true)),

in_order as (
    select
        *,
        lag(snapshot) over (partition by source_id, request order by ordinal) as snapshot_before
    from answer
),

pair as (
    select distinct
        a.source_id,
        a.snapshot_before as earlier,
        a.snapshot as later
    from in_order as a
    anti join before.main.receipt as b on a.receipt = b.receipt
    anti join unsure as u on a.source_id = u.source_id and a.request = u.request
),

file as (
    select
        i.snapshot,
        list(f.path order by f.path) as paths
    from input as i
    inner join known as f on i.file = f.file
    group by i.snapshot
)

select
    p.source_id,
    p.earlier,
    p.later,
    coalesce(e.paths, []) as earlier_files,
    coalesce(l.paths, []) as later_files
from pair as p
left join file as e on p.earlier = e.snapshot
left join file as l on p.later = l.snapshot
order by all
