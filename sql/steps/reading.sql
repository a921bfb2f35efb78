-- What every snapshot says of series and periods, with the corrections that apply put in.
--
-- form: view
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
    coalesce(o.obs_status, []::varchar[]) as obs_status,
    o.status_received,
    case when c.status is null then o.origin else 'corrected' end as origin,
    coalesce(o.qualifier, '') as qualifier,
    o.value_low,
    o.value_high,
    o.declared_from at time zone 'UTC' as declared_from,
    o.declared_basis,
    o.evidence_from at time zone 'UTC' as evidence_from,
    c.until,
    o.basis,
    o.document,
    o.address,
    case when c.status is null then o.note else concat_ws('; ', c.reason, o.note) end as note
from read_parquet(getvariable('observations')) as o
left join correction as c
    on o.snapshot = c.found_in and o.locator = c.locator and o.printed = c.printed and c.status = 'applied'
