-- A figure that is intact or repaired is no observation, and nothing says why.
--
-- severity: blocking
-- scope: touched
-- about: figure
with placed as (
    select
        f.snapshot,
        f.figure,
        f.printed,
        c.publisher,
        c.indicator,
        c.area,
        c.period
    from figure as f
    inner join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
    left join claim as c on f.snapshot = c.snapshot and f.figure = c.figure
    left join event as e on f.snapshot = e.snapshot and f.figure = e.figure
    where v.verdict in ('intact', 'repaired') and c.reason is null and e.snapshot is null
),

said as (
    select distinct
        o.snapshot,
        o.figure
    from observation as o
    semi join placed as p on o.snapshot = p.snapshot and o.figure = p.figure
),

-- It says what was known already: the observation then stands under another receipt.
known as (
    select distinct
        o.publisher,
        o.indicator,
        o.area,
        o.period
    from observation as o
    semi join placed as p
        on
            o.publisher = p.publisher and o.indicator = p.indicator and o.area = p.area
            and o.period = p.period
)

select
    p.snapshot,
    p.figure,
    p.printed
from placed as p
anti join said as s on p.snapshot = s.snapshot and p.figure = s.figure
anti join known as k
    on
        p.publisher = k.publisher and p.indicator = k.indicator and p.area = k.area
        and p.period = k.period
