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

shown as (
    select
        snapshot,
        figure
    from verdict
    where verdict in ('repaired', 'quarantined')
),

-- The name of a vintage is put together here as in view `vintages`: that view would do it for all.
given as (
    select
        o.snapshot,
        o.figure,
        min(
            o.series_id || '/' || o.period || '/'
            || replace(strftime(o.known_from, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z')
        ) as observation_id
    from observation as o
    semi join shown as s on o.snapshot = s.snapshot and o.figure = s.figure
    where o.known_until is null
    group by o.snapshot, o.figure
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
