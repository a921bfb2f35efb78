-- Figures that were repaired or quarantined, those that became values first: what a build shows.
--
-- verdict: repaired or quarantined
-- printed: exactly as printed
-- repaired: the text that was put in its place; null where quarantined
-- candidates: for a quarantined figure the likeliest readings
-- context: the sentence
-- observation_id: the value it became, for `tallybook explain`
with likeliest as (
    select
        snapshot,
        figure,
        string_agg(text, ', ' order by rank) as candidates
    from candidate
    where rank <= 3
    group by snapshot, figure
),

given as (
    select
        snapshot,
        figure,
        min(observation_id) as observation_id
    from current
    group by snapshot, figure
)

select
    v.verdict,
    f.printed,
    v.repaired,
    l.candidates,
    f.context,
    g.observation_id
from verdict as v
inner join figure as f on v.snapshot = f.snapshot and v.figure = f.figure
left join likeliest as l on v.snapshot = l.snapshot and v.figure = l.figure
left join given as g on v.snapshot = g.snapshot and v.figure = g.figure
where v.verdict in ('repaired', 'quarantined')
order by v.verdict desc, g.observation_id is null asc, f.snapshot asc, f.figure asc
