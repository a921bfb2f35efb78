-- Paths of the files that have something new to say: new ones, and those of requests with a new receipt.
with request as (
    select distinct
        r.source_id,
        r.request
    from receipt as r
    anti join before.main.receipt as b on r.receipt = b.receipt
),

answered as (
    select r.snapshot
    from receipt as r
    semi join request as n on r.source_id = n.source_id and r.request = n.request
),

said as (
    select i.file
    from input as i
    semi join answered as a on i.snapshot = a.snapshot
    union
    select i.file
    from input as i
    anti join before.main.input as b on i.file = b.file
)

select distinct f.path
from (select unnest(getvariable('files'), recursive := true)) as f
semi join said as s on f.file = s.file
order by f.path
