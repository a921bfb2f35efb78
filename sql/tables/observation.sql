-- One value of a series, for a period, as of a vintage. Every vintage is kept.
--
-- form: sorted
-- series_id: publisher:indicator:area:frequency:unit[:DIM=CODE…]; readable and stable
-- publisher: code of the publisher
-- indicator: code of the indicator
-- area: code of the area
-- frequency: code of the frequency
-- unit: code of the unit
-- dimensions: further dimensions as DIM=CODE, in declared order, or empty
-- period: the period, for people
-- period_start: its first day
-- period_end: its last day
-- value: exact decimal in the unit; null where missing or withdrawn
-- missing_reason: why there is no value; null where there is one
-- obs_status: SDMX status codes
-- status_received: the status as the publisher gave it
-- origin: published, repaired, corrected or derived
-- event: value, withdrawn or reinstated
-- qualifier: about, nearly, more_than, at_least, less_than, up_to, range, or empty
-- value_low: lower end of a range
-- value_high: upper end of a range
-- known_from: moment from which this was the known value, in UTC
-- known_from_basis: vintage, publication, receipt or evidence: what that moment is
-- known_until: moment from which another value was known, in UTC; null for the latest
-- source_id: code of the source
-- receipt: the receipt that said it
-- snapshot: SHA-256 of the bytes
-- figure: number of the figure inside the snapshot
-- locator: its address in the snapshot
-- printed: the text exactly as printed
-- reconstructed: true where the format gave a float and printed is its shortest text
-- basis: how the figure was taken down: read, recorded, cross_checked, completed, derived; null for live
--   sources
-- document: title of the document in which it stands
-- address: where the document is found
-- note: what to know about it
with said_once as (
    select
        r.*,
        null::timestamp as known_until,
        'value' as event
    from reading as r
    left join standing as s on r.series_id = s.series_id and r.period = s.period
    where case when s.series_id is null then 1 else s.held_by end = r.ordinal
)

select
    v.series_id,
    v.publisher,
    v.indicator,
    v.area,
    v.frequency,
    v.unit,
    v.dimensions,
    v.period,
    v.period_start,
    v.period_end,
    v.value,
    v.missing_reason,
    v.obs_status,
    v.status_received,
    v.origin,
    v.event,
    v.qualifier,
    v.value_low,
    v.value_high,
    v.known_from,
    v.known_from_basis,
    v.known_until,
    v.source_id,
    v.receipt,
    v.snapshot,
    v.figure,
    v.locator,
    v.printed,
    v.reconstructed,
    v.basis,
    v.document,
    v.address,
    v.note
from (
    select * from said_once
    union all by name
    (
        select * from history
        order by series_id, period, known_from
    )
) as v
