-- What came in by source, and what became of it: the summary that a build prints.
--
-- source_id: code of the source
-- snapshots: how many different bytes were taken in
-- figures: numbers that were read and are not plain intact cells, and all numbers of texts
-- repaired: figures whose text was repaired
-- quarantined: figures that nobody could decide
-- observations: values of series, all vintages
with figures as (
    select
        r.source_id,
        count(*) as figures,
        count(*) filter (where v.verdict = 'repaired') as repaired,
        count(*) filter (where v.verdict = 'quarantined') as quarantined
    from (select distinct
        source_id,
        snapshot
    from receipt) as r
    inner join figure as f on r.snapshot = f.snapshot
    left join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
    group by r.source_id
),

taken as (
    select
        source_id,
        count(distinct snapshot) as snapshots
    from receipt
    group by source_id
),

given as (
    select
        source_id,
        count(*) as observations
    from observation
    group by source_id
),

happened as (
    select
        source_id,
        count(*) as events
    from event
    group by source_id
)

select
    t.source_id,
    t.snapshots,
    coalesce(f.figures, 0) as figures,
    coalesce(f.repaired, 0) as repaired,
    coalesce(f.quarantined, 0) as quarantined,
    coalesce(g.observations, 0) as observations,
    coalesce(h.events, 0) as events
from taken as t
left join figures as f on t.source_id = f.source_id
left join given as g on t.source_id = g.source_id
left join happened as h on t.source_id = h.source_id
order by t.source_id
