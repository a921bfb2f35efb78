-- Every figure that was ever taken in, from prose and from cells alike, with what became of it.
--
-- verdict: intact, repaired or quarantined; a cell that has no row in `figure` is intact
-- series_id: the series it became a value of; null where it became none
-- outcome: observation, restated (it says what was known already), no place, with the reason, or
--   quarantined
with unplaced as (
    select
        snapshot,
        figure,
        max(reason) as reason
    from claim
    group by snapshot, figure
)

select
    f.snapshot,
    f.figure,
    f.locator,
    f.printed,
    v.verdict,
    o.series_id,
    o.period,
    case
        when v.verdict = 'quarantined' then 'quarantined'
        when o.series_id is not null then 'observation'
        when c.reason is not null then 'no place: ' || c.reason
        else 'restated'
    end as outcome
from figure as f
left join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
left join unplaced as c on f.snapshot = c.snapshot and f.figure = c.figure
left join observation as o
    on f.snapshot = o.snapshot and f.figure = o.figure and f.locator = o.locator and o.event != 'withdrawn'
union all
select
    o.snapshot,
    o.figure,
    o.locator,
    o.printed,
    'intact' as verdict,
    o.series_id,
    o.period,
    'observation' as outcome
from observation as o
anti join figure as f on o.snapshot = f.snapshot and o.figure = f.figure
where o.event != 'withdrawn'
