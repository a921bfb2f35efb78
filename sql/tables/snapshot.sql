-- One file of bytes as received, and how many figures came out of it.
--
-- snapshot: SHA-256 of the bytes, which is its name
-- bytes: how many there are
-- media_type: what the bytes say they are
-- first_received: moment of its first receipt, in UTC
-- receipts: how many times it was received
-- figures: rows in table figure
-- intact: of them, with verdict intact
-- repaired: of them, with verdict repaired
-- quarantined: of them, with verdict quarantined
-- stated: values of series that it gives, rows of layer observations
with printed as (
    select
        snapshot,
        count(*) as figures
    from figure
    group by snapshot
),

answered as (
    select
        snapshot,
        count(*) filter (where verdict = 'intact') as intact,
        count(*) filter (where verdict = 'repaired') as repaired,
        count(*) filter (where verdict = 'quarantined') as quarantined
    from verdict
    group by snapshot
),

said as (
    select
        snapshot,
        count(*) as stated
    from read_parquet(getvariable('observations'))
    group by snapshot
)

select
    r.snapshot,
    min(r.bytes) as bytes,
    min(r.media_type) as media_type,
    min(r.received) as first_received,
    count(*) as receipts,
    coalesce(any_value(p.figures), 0) as figures,
    coalesce(any_value(a.intact), 0) as intact,
    coalesce(any_value(a.repaired), 0) as repaired,
    coalesce(any_value(a.quarantined), 0) as quarantined,
    coalesce(any_value(s.stated), 0) as stated
from receipt as r
left join printed as p on r.snapshot = p.snapshot
left join answered as a on r.snapshot = a.snapshot
left join said as s on r.snapshot = s.snapshot
group by r.snapshot
order by r.snapshot
