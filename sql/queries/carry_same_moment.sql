-- The cells of which there may be another word for the moment of a new answer, and those where one is known.
insert into touched_cell by name
with fresh as (
    select
        a.source_id,
        a.received
    from answer as a
    anti join before.main.receipt as b on a.receipt = b.receipt
)

select
    p.series_id,
    p.period
from before.main.passed_over as p
semi join fresh as f on p.source_id = f.source_id
union
select
    o.series_id,
    o.period
from read_parquet(getvariable('observations')) as o
semi join fresh as f on o.declared_from at time zone 'UTC' = f.received
union
select
    o.series_id,
    o.period
from read_parquet(getvariable('observations')) as o
semi join fresh as f on o.evidence_from at time zone 'UTC' = f.received
