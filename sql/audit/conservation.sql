-- Is anything lost? The figures of each snapshot, and what became of them.
--
-- source_id: a source that received it
-- placed: figures that are observations
-- without_place: intact or repaired figures that are none, because the claim is not whole
-- observations: vintages that stand on these bytes
-- lost: figures without a verdict; must be zero
with placed as (
    select
        f.snapshot,
        count(*) filter (where f.outcome = 'observation') as placed,
        count(*) filter (where starts_with(f.outcome, 'no place')) as without_place
    from all_figures as f
    semi join figure as g on f.snapshot = g.snapshot and f.figure = g.figure
    group by f.snapshot
),

standing as (
    select
        snapshot,
        count(*) as observations
    from observation
    where event != 'withdrawn'
    group by snapshot
)

select
    s.snapshot,
    min(r.source_id) as source_id,
    s.figures,
    s.intact,
    s.repaired,
    s.quarantined,
    s.figures - s.intact - s.repaired - s.quarantined as lost,
    coalesce(any_value(p.placed), 0) as placed,
    coalesce(any_value(p.without_place), 0) as without_place,
    s.stated,
    coalesce(any_value(o.observations), 0) as observations
from snapshot as s
left join receipt as r on s.snapshot = r.snapshot
left join placed as p on s.snapshot = p.snapshot
left join standing as o on s.snapshot = o.snapshot
group by s.snapshot, s.figures, s.intact, s.repaired, s.quarantined, s.stated
order by source_id, s.snapshot
