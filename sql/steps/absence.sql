-- Where a complete answer no longer has what an earlier answer to the same request had: since when, until
-- when.
with present as (
    select
        source_id,
        request,
        series_id,
        period,
        ordinal,
        max_by(receipt, (known_from, turn)) as receipt,
        max(known_from) as known_from
    from statement
    group by all
),

followed as (
    select
        *,
        lead(ordinal) over (
            partition by source_id, request, series_id, period order by ordinal
        ) as next_ordinal
    from present
)

select
    f.source_id,
    f.request,
    f.series_id,
    f.period,
    f.ordinal as last_ordinal,
    f.next_ordinal,
    min_by(a.receipt, a.ordinal) as receipt,
    min_by(a.snapshot, a.ordinal) as snapshot,
    min_by(a.received, a.ordinal) as received,
    greatest(min_by(a.received, a.ordinal), f.known_from) as known_from
from followed as f
inner join answer as a
    on f.source_id = a.source_id and f.request = a.request and f.ordinal < a.ordinal
where
    a.is_complete
    and a.ordinal < coalesce(f.next_ordinal, a.answers + 1)
    and coalesce(left(f.period, length(a.window_from)) >= a.window_from, true)
    and coalesce(left(f.period, length(a.window_to)) <= a.window_to, true)
group by f.source_id, f.request, f.series_id, f.period, f.ordinal, f.next_ordinal, f.known_from
