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
--   it); no place (nothing says what the figure measures); or no such figure
with standing_there as (
    select
        o.snapshot,
        o.locator,
        o.printed,
        true as has_place
    from read_parquet(getvariable('observations')) as o
    semi join written as w on o.locator = w.locator
    union all
    select
        f.snapshot,
        f.locator,
        f.printed,
        c.snapshot is not null as has_place
    from figure as f
    semi join written as w on f.locator = w.locator
    left join complete_claim as c on f.snapshot = c.snapshot and f.figure = c.figure
),

place as (
    select
        snapshot,
        locator,
        printed,
        bool_or(has_place) as has_place
    from standing_there
    group by snapshot, locator, printed
),

same_request as (
    select distinct
        a.snapshot,
        b.snapshot as found_in
    from receipt as a
    inner join receipt as b on a.source_id = b.source_id and a.request = b.request
    semi join written as w on a.snapshot = w.snapshot
    where a.snapshot = b.snapshot or a.received < b.received
),

looked_up as (
    select
        w.*,
        coalesce(s.found_in, w.snapshot) as found_in,
        coalesce(s.found_in, w.snapshot) = w.snapshot as is_own
    from written as w
    left join same_request as s on w.snapshot = s.snapshot
)

select
    w.snapshot,
    w.locator,
    w.printed,
    w.replacement,
    w.value,
    w.reason,
    w.evidence,
    w.made_by,
    w.second_reader,
    w.until,
    w.found_in,
    p.printed as found_printed,
    case
        when w.printed = p.printed and not w.is_own then 'to be confirmed'
        when not w.is_own then 'closed'
        when coalesce(w.printed != p.printed, true) then 'no such figure'
        when p.has_place then 'applied'
        else 'no place'
    end as status
from looked_up as w
left join place as p on w.found_in = p.snapshot and w.locator = p.locator
where w.is_own or p.printed is not null
order by all
