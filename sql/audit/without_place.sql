-- Figures that are sound and yet no observation, with the reason: no indicator, no period, two readings.
select
    f.snapshot,
    f.figure,
    f.printed,
    f.context,
    v.verdict,
    c.reason,
    c.indicator,
    c.area,
    c.period
from figure as f
inner join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
inner join claim as c on f.snapshot = c.snapshot and f.figure = c.figure
where v.verdict != 'quarantined' and c.reason is not null
order by f.snapshot, f.figure
