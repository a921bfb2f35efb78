-- Requests with new receipts of which it cannot be said from their last two answers alone what is new: all
-- that they ever said is worked out anew. Of the others every new answer came after all that were known,
-- and withdraws nothing that the answer before it could not have withdrawn.
with fresh as (
    select r.*
    from receipt as r
    anti join before.main.receipt as b on r.receipt = b.receipt
),

known as (
    select
        source_id,
        request,
        max(received) as received
    from before.main.receipt
    group by source_id, request
),

-- Bytes that were received before, and could not be read then.
read_late as (
    select distinct i.snapshot
    from input as i
    anti join before.main.input as b on i.file = b.file
    semi join before.main.receipt as r on i.snapshot = r.snapshot
),

in_order as (
    select
        *,
        lag(is_complete) over (partition by source_id, request order by ordinal) as was_complete,
        lag(window_from) over (partition by source_id, request order by ordinal) as from_before,
        lag(window_to) over (partition by source_id, request order by ordinal) as to_before
    from answer
)

select
    f.source_id,
    f.request
from fresh as f
left join known as k on f.source_id = k.source_id and f.request = k.request
where f.received > k.received is not true
union
-- What another request said at the same moment stands against it.
select
    f.source_id,
    f.request
from fresh as f
semi join before.main.receipt as b on f.received = b.received
union
select
    a.source_id,
    a.request
from answer as a
semi join read_late as l on a.snapshot = l.snapshot
union
-- A correction holds for one answer and not for the next, though both print the same.
select
    a.source_id,
    a.request
from answer as a
semi join fresh as f on a.source_id = f.source_id and a.request = f.request
semi join correction as c on a.snapshot = c.found_in
union
select
    a.source_id,
    a.request
from in_order as a
semi join fresh as f on a.receipt = f.receipt
where
    a.was_complete is null
    or (
        a.is_complete
        and not (
            a.was_complete
            and (a.from_before is null or a.window_from is not distinct from a.from_before)
            and (a.to_before is null or a.window_to is not distinct from a.to_before)
        )
    )
