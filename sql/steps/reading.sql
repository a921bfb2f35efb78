-- What every answer says of series and periods, with the corrections that hold for it put in.
--
-- form: view
with answered as (
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
        o.value,
        o.missing_reason,
        coalesce(o.obs_status, []) as obs_status,
        o.status_received,
        o.origin,
        coalesce(o.qualifier, '') as qualifier,
        o.value_low,
        o.value_high,
        o.declared_from is not null as is_declared,
        coalesce(o.declared_from at time zone 'UTC', o.received) as said_from,
        case
            when o.declared_from is null then 'receipt'
            else coalesce(o.declared_basis, 'vintage')
        end as said_by,
        o.evidence_from at time zone 'UTC' as evidence_utc,
        o.basis,
        o.document,
        o.address,
        o.note,
        o.receipt,
        o.request,
        o.received,
        o.ordinal,
        o.answers,
        o.last_complete,
        o.request_number
    from given as o
)

select
    r.* replace (
        case when c.status is null then r.value else c.value end as value,
        case when c.status is null then r.missing_reason end as missing_reason,
        case when c.status is null then r.origin else 'corrected' end as origin,
        case when c.status is null then r.note else concat_ws('; ', c.reason, r.note) end as note
    ),
    greatest(r.said_from, r.evidence_utc) as known_from,
    -- All that a vintage may differ in but the value, where there is another answer to compare with. DuckDB's
    -- own hash has six collisions in a hundred of such texts.
    case when r.answers > 1 then md5_number(concat_ws(
        chr(31),
        coalesce(r.missing_reason, chr(0)),
        r.obs_status,
        r.origin,
        r.qualifier,
        coalesce(r.value_low::varchar, chr(0)),
        coalesce(r.value_high::varchar, chr(0)),
        r.said_by,
        coalesce(case when r.is_declared then r.said_from::varchar end, chr(0)),
        coalesce(c.status, chr(0))
    )) end as manner,
    case when r.evidence_utc > r.said_from then 'evidence' else r.said_by end as known_from_basis
from answered as r
left join correction as c
    on
        r.snapshot = c.found_in and r.locator = c.locator and r.printed = c.printed
        and r.said_from <= coalesce(c.until, 'infinity') and c.status = 'applied'
