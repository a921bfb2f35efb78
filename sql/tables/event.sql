-- Laws, standards and other dated happenings. They stand beside the figures and are no observations.
--
-- source_id: code of the source
-- snapshot: SHA-256 of the bytes in which it stands
-- figure: its number inside the snapshot
-- locator: its address in the snapshot
-- printed: the date exactly as printed
-- event: what happened
-- kind: law, standard, and so on
-- date: the day
-- area: code of the area
-- theme: code of the theme
-- publisher: code of the publisher
-- document: title of the document
-- address: where the document is found
-- note: what to know about it
-- receipt: first receipt of the bytes
-- known_from: moment of that receipt, in UTC
with first_receipt as (
    select
        source_id,
        snapshot,
        min_by(receipt, row(received, receipt)) as receipt,
        min(received) as known_from
    from receipt
    group by source_id, snapshot
)

select distinct
    e.*,
    r.receipt,
    r.known_from
from read_parquet(getvariable('events')) as e
left join first_receipt as r on e.source_id = r.source_id and e.snapshot = r.snapshot
order by all
