-- The newest answer of a request that covers whole series or a window gave no value: it was empty, refused
-- or set aside. That is more often a fault than the publisher's word, so it withdraws nothing and the values
-- before it stand. See `tallybook sources` for the reason and look at what the publisher shows; then ask
-- again (`tallybook build --live`).
--
-- severity: warning
-- scope: touched
-- about: receipt
with answer as (
    select
        r.source_id,
        r.request,
        r.received,
        r.snapshot,
        r.coverage,
        s.stated,
        max(s.stated) over (partition by r.source_id, r.request) as most_stated,
        row_number() over (
            partition by r.source_id, r.request order by r.received desc, r.receipt desc
        ) as age
    from receipt as r
    inner join snapshot as s on r.snapshot = s.snapshot
    where r.status is null or r.status between 200 and 299 or r.status = 304
)

select
    source_id,
    request,
    received,
    snapshot,
    coverage
from answer
where age = 1 and stated = 0 and most_stated > 0 and coverage in ('series', 'window')
order by source_id, request
