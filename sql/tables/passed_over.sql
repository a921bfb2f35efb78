-- What was said of a value for the same moment as the word that holds, and differs from it. Nothing is
-- lost.
--
-- series_id: the series
-- period: the period, for people
-- known_from: the moment, in UTC
-- value: the value that does not hold
-- held_value: the value that holds
-- source_id: code of the source that said it
-- snapshot: SHA-256 of the bytes in which it stands
-- figure: number of the figure inside the snapshot
-- locator: its address in the snapshot
-- printed: the text exactly as printed
-- held_snapshot: SHA-256 of the bytes of the word that holds
select distinct
    l.series_id,
    l.period,
    l.known_from,
    l.value,
    h.value as held_value,
    l.source_id,
    l.snapshot,
    l.figure,
    l.locator,
    l.printed,
    h.snapshot as held_snapshot
from (
    select
        series_id,
        period,
        known_from,
        value,
        source_id,
        snapshot,
        figure,
        locator,
        printed,
        content
    from statement
) as l
inner join ranked as h
    on
        l.series_id = h.series_id and l.period = h.period and l.known_from = h.known_from
        and h.place = 1 and l.content is distinct from h.content
order by all
