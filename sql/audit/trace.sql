-- Where does this number come from, and who changed it? One vintage a row, walked back to its bytes.
--
-- form: lookup
-- verdict: intact, repaired or quarantined; null for a cell that was intact and has no row of its own
-- gate: what the gate said of the text: clean or garbled
-- context: the sentence in which the figure stands
-- start: first code point of the figure in the text of the bytes
-- end: code point after the last
-- repaired: the text after repair
-- candidates: the texts proposed, likeliest first
-- evidence: what was found for and against each of them
-- repairs: the steps from the printed text to the repaired one
-- said: what the figure says and where each part was found
-- stage: alone, or judged with other publishers' figures
-- code_version: version of the rules
-- received: when the bytes were received, in UTC
-- receipt_kind: fetch, transcription or document
-- http_status: HTTP status of the answer
-- received_from: address from which the bytes came
-- bytes: how many there are
-- source_title: title of the source
with proposed as (
    select
        c.snapshot,
        c.figure,
        list(c order by c.rank) as candidates
    from candidate as c
    group by c.snapshot, c.figure
),

found as (
    select
        e.snapshot,
        e.figure,
        list(e order by e.position) as evidence
    from evidence as e
    group by e.snapshot, e.figure
),

applied as (
    select
        r.snapshot,
        r.figure,
        list(r order by r.step) as repairs
    from repair as r
    group by r.snapshot, r.figure
),

said as (
    select
        c.snapshot,
        c.figure,
        list(c) as said
    from claim as c
    group by c.snapshot, c.figure
)

select
    v.observation_id,
    v.series_id,
    v.indicator,
    v.area,
    v.period,
    v.frequency,
    v.period_start,
    v.period_end,
    v.value,
    v.unit,
    v.qualifier,
    v.value_low,
    v.value_high,
    v.missing_reason,
    v.status,
    v.obs_status,
    v.status_received,
    v.origin,
    v.event,
    v.known_from,
    v.known_from_basis,
    v.known_until,
    v.printed,
    v.reconstructed,
    v.locator,
    v.figure,
    f.context,
    f.start,
    f."end",
    d.gate,
    d.verdict,
    d.stage,
    d.repaired,
    proposed.candidates,
    found.evidence,
    applied.repairs,
    said.said,
    d.code_version,
    v.snapshot,
    s.bytes,
    s.media_type,
    v.receipt,
    r.received,
    r.kind as receipt_kind,
    r.status as http_status,
    r.address as received_from,
    v.publisher,
    v.source_id,
    o.title as source_title,
    v.document,
    v.address,
    v.basis,
    v.note,
    v.citation,
    v.licence
from vintages as v
left join receipt as r on v.receipt = r.receipt
left join snapshot as s on v.snapshot = s.snapshot
left join source as o on v.source_id = o.source_id
left join figure as f on v.snapshot = f.snapshot and v.figure = f.figure and v.locator = f.locator
left join verdict as d on f.snapshot = d.snapshot and f.figure = d.figure
left join proposed on f.snapshot = proposed.snapshot and f.figure = proposed.figure
left join found on f.snapshot = found.snapshot and f.figure = found.figure
left join applied on f.snapshot = applied.snapshot and f.figure = applied.figure
left join said on f.snapshot = said.snapshot and f.figure = said.figure
