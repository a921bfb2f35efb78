-- Receipts that say something new: those whose bytes are not those of the last receipt of the same request.
with usable as (
    select
        r.*,
        r.snapshot in (select distinct o.snapshot from read_parquet(getvariable('observations')) as o) as was_read
    from receipt as r
    where r.status is null or r.status between 200 and 299 or r.status = 304
),

compared as (
    select
        *,
        lag((snapshot, coverage, window_from, window_to)) over in_time
        is distinct from (snapshot, coverage, window_from, window_to) as is_new
    from usable
    window in_time as (partition by source_id, request order by received, receipt)
)

select
    receipt,
    source_id,
    request,
    received,
    snapshot,
    window_from,
    window_to,
    -- Bytes out of which no value came withdraw nothing: that is more often our failure than the publisher's word.
    was_read and coverage in ('series', 'window') as is_complete,
    row_number() over (partition by source_id, request order by received, receipt) as ordinal,
    count(*) over (partition by source_id, request) as answers
from compared
where is_new
