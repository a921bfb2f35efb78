-- Corrections by people, and where each stands: a row for the snapshot it was written for and for each
-- later one.
--
-- snapshot: SHA-256 of the bytes in which the figure was read
-- locator: its address in the snapshot
-- printed: the text for which the correction was written
-- replacement: the text that should have been printed
-- value: its exact value in the unit of the series
-- reason: why it was made
-- evidence: what was consulted
-- made_by: who made it
-- second_reader: who read it again
-- until: last vintage for which it holds, in UTC; null for no end
-- found_in: snapshot in which the place was looked up
-- found_printed: the text that stands there; null where nothing does
-- status: applied; to be confirmed (a newer snapshot prints the same); closed (the publisher has mended
--   it); or no such figure
with place as (
    -- What stands where a correction points, in any snapshot.
    select distinct
        o.snapshot,
        o.locator,
        o.printed
    from read_parquet(getvariable('observations')) as o
    semi join written as w on o.locator = w.locator
    union
    select
        f.snapshot,
        f.locator,
        f.printed
    from read_parquet(getvariable('figures')) as f
    semi join written as w on f.locator = w.locator
),

same_request as (
    select distinct
        a.snapshot,
        b.snapshot as found_in
    from receipt as a
    inner join receipt as b on a.source_id = b.source_id and a.request = b.request
    semi join written as w on a.snapshot = w.snapshot
    where a.snapshot = b.snapshot or a.received < b.received
)

select
    w.*,
    coalesce(s.found_in, w.snapshot) as found_in,
    p.printed as found_printed,
    case
        when coalesce(s.found_in, w.snapshot) = w.snapshot and w.printed = p.printed then 'applied'
        when coalesce(s.found_in, w.snapshot) = w.snapshot then 'no such figure'
        when w.printed = p.printed then 'to be confirmed'
        else 'closed'
    end as status
from written as w
left join same_request as s on w.snapshot = s.snapshot
left join place as p on s.found_in = p.snapshot and w.locator = p.locator
where coalesce(s.found_in, w.snapshot) = w.snapshot or p.printed is not null
order by all
