-- A quarantined figure is an observation, and nobody corrected it.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    o.series_id,
    o.period,
    o.snapshot,
    o.figure
from observation as o
inner join verdict as v on o.snapshot = v.snapshot and o.figure = v.figure
inner join figure as f on o.snapshot = f.snapshot and o.figure = f.figure and o.locator = f.locator
where v.verdict = 'quarantined' and o.origin != 'corrected' and o.event != 'withdrawn' and o.value is not null
