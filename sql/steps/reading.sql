-- What every answer says of series and periods, with the corrections that hold for it put in.
--
-- form: view
with answered as (
    select
        o.*,
        a.receipt,
        a.request,
        a.received,
        a.ordinal,
        a.answers,
        o.evidence_from at time zone 'UTC' as evidence_utc,
        coalesce(o.declared_from at time zone 'UTC', a.received) as said_from
    from read_parquet(getvariable('observations')) as o
    inner join answer as a on o.source_id = a.source_id and o.snapshot = a.snapshot
)

select
    o.source_id,
    o.snapshot,
    o.figure,
    o.locator,
    o.printed,
    coalesce(o.reconstructed, false) as reconstructed,
    o.series_id,
    o.publisher,
    o.indicator,
    o.area,
    o.frequency,
    o.unit,
    coalesce(o.dimensions, '') as dimensions,
    o.period,
    o.period_start,
    o.period_end,
    case when c.status is null then o.value else c.value end as value,
    case when c.status is null then o.missing_reason end as missing_reason,
    coalesce(o.obs_status, []) as obs_status,
    o.status_received,
    case when c.status is null then o.origin else 'corrected' end as origin,
    coalesce(o.qualifier, '') as qualifier,
    o.value_low,
    o.value_high,
    greatest(o.said_from, o.evidence_utc) as known_from,
    case
        when o.evidence_utc > o.said_from then 'evidence'
        when o.declared_from is null then 'receipt'
        else coalesce(o.declared_basis, 'vintage')
    end as known_from_basis,
    o.declared_from is not null as is_declared,
    o.basis,
    o.document,
    o.address,
    case when c.status is null then o.note else concat_ws('; ', c.reason, o.note) end as note,
    o.receipt,
    o.request,
    o.received,
    o.ordinal,
    o.answers
from answered as o
left join correction as c
    on
        o.snapshot = c.found_in and o.locator = c.locator and o.printed = c.printed
        and c.status = 'applied' and (c.until is null or o.said_from <= c.until)
