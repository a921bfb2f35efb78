-- What a figure says, with where each part was found; or the reason why that is not known.
--
-- snapshot: SHA-256 of the bytes in which the figure stands
-- figure: its number inside the snapshot
-- publisher: code of the publisher
-- indicator: code of the indicator
-- indicator_from: where it was found: span, sentence, paragraph, document or declaration
-- area: code of the area
-- area_from: where it was found
-- period: the period, for people
-- period_from: where it was found
-- frequency: code of the frequency
-- unit: code of the unit
-- unit_from: where it was found
-- qualifier: about, nearly, more_than, and so on, or empty
-- reason: why the claim is not whole; null where it is
select distinct
    snapshot,
    figure,
    publisher,
    indicator,
    indicator_from,
    area,
    area_from,
    period,
    period_from,
    frequency,
    unit,
    unit_from,
    qualifier,
    reason
from read_parquet(getvariable('claims'))
order by all
