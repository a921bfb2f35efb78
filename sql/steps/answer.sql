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
),

numbered as (
    select
        *,
        -- Bytes out of which no value came withdraw nothing: that is more often our failure than the
        -- publisher's word.
        was_read and coverage in ('series', 'window') as is_complete,
        row_number() over (partition by source_id, request order by received, receipt) as ordinal
    from compared
    where said is distinct from said_before
),

marked as (
    select
        *,
        case when is_complete then ordinal end as complete_ordinal
    from numbered
)

select
    receipt,
    source_id,
    request,
    received,
    snapshot,
    window_from,
    window_to,
    is_complete,
    ordinal,
    dense_rank() over (order by source_id, request) as request_number,
    count(*) over (partition by source_id, request) as answers,
    coalesce(max(complete_ordinal) over (partition by source_id, request), 0) as last_complete
from marked
