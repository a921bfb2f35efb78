-- Receipts that say something new: those whose bytes are not those of the last receipt of the same
-- request.
with useful as (
    select distinct snapshot
    from read_parquet(getvariable('observations'))
),

usable as (
    select
        r.*,
        u.snapshot is not null as was_read,
        row(r.snapshot, r.coverage, r.window_from, r.window_to) as said
    from receipt as r
    left join useful as u on r.snapshot = u.snapshot
    where r.status is null or r.status between 200 and 299 or r.status = 304
),

compared as (
    select
        *,
        lag(said) over (partition by source_id, request order by received, receipt) as said_before
    from usable
)

select
    receipt,
    source_id,
    request,
    received,
    snapshot,
    window_from,
    window_to,
    -- Bytes out of which no value came withdraw nothing: that is more often our failure than the
    -- publisher's word.
    was_read and coverage in ('series', 'window') as is_complete,
    row_number() over (partition by source_id, request order by received, receipt) as ordinal,
    count(*) over (partition by source_id, request) as answers
from compared
where said is distinct from said_before
