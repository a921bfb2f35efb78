-- A figure that is intact or repaired is no observation, and nothing says why.
--
-- severity: blocking
-- scope: touched
-- about: figure
select
    f.snapshot,
    f.figure,
    f.printed
from figure as f
inner join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
left join claim as c on f.snapshot = c.snapshot and f.figure = c.figure
left join event as e on f.snapshot = e.snapshot and f.figure = e.figure
where
    v.verdict in ('intact', 'repaired')
    and c.reason is null
    and e.snapshot is null
    and not exists (
        select 1 from observation as o
        where o.snapshot = f.snapshot and o.figure = f.figure
    )
    -- It says what was known already: the observation then stands under another receipt.
    and not exists (
        select 1 from observation as o
        where
            o.publisher = c.publisher and o.indicator = c.indicator and o.area = c.area
            and o.period = c.period
    )
