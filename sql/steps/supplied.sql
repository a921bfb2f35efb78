-- Values that people gave to quarantined figures: they stand in no file of observations.
--
-- form: view
with answered as (
    select distinct
        source_id,
        snapshot
    from answer
)

select
    a.source_id,
    f.snapshot,
    f.figure,
    f.locator,
    f.printed,
    false as reconstructed,
    concat_ws(':', m.publisher, m.indicator, m.area, m.frequency, m.unit) as series_id,
    m.publisher,
    m.indicator,
    m.area,
    m.frequency,
    m.unit,
    '' as dimensions,
    m.period,
    m.period_start,
    m.period_end,
    'The figure is quarantined.' as missing_reason,
    'published' as origin,
    m.qualifier
from correction as c
inner join figure as f on c.found_in = f.snapshot and c.locator = f.locator and c.printed = f.printed
inner join complete_claim as m on f.snapshot = m.snapshot and f.figure = m.figure
inner join answered as a on f.snapshot = a.snapshot
where c.status = 'applied'
