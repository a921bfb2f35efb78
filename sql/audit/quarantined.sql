-- Figures that nobody could decide, with what was proposed and what was found for and against it.
--
-- candidates: the texts proposed, likeliest first
-- evidence: what was found for and against each of them
-- indicator: what the figure would measure
-- reason: why the claim is not whole, where it is not
with proposed as (
    select
        snapshot,
        figure,
        list(text order by rank) as candidates
    from candidate
    group by snapshot, figure
),

found as (
    select
        snapshot,
        figure,
        list(stance || ' ' || candidate || ': ' || reason order by position) as evidence
    from evidence
    group by snapshot, figure
)

select
    f.snapshot,
    f.figure,
    f.locator,
    f.printed,
    f.context,
    p.candidates,
    e.evidence,
    min(m.indicator) as indicator,
    min(m.area) as area,
    min(m.period) as period,
    min(m.reason) as reason
from figure as f
inner join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
left join proposed as p on f.snapshot = p.snapshot and f.figure = p.figure
left join found as e on f.snapshot = e.snapshot and f.figure = e.figure
left join claim as m on f.snapshot = m.snapshot and f.figure = m.figure
where v.verdict = 'quarantined'
group by f.snapshot, f.figure, f.locator, f.printed, f.context, p.candidates, e.evidence
order by f.snapshot, f.figure
