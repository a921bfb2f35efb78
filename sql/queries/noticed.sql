-- Figures that were repaired or quarantined, those that became values first: what a build shows.
--
-- verdict: repaired or quarantined
-- printed: exactly as printed
-- repaired: the text that was put in its place; null where quarantined
-- candidates: for a quarantined figure the likeliest readings
-- context: the sentence
-- observation_id: the value it became, for `tallybook explain`
select
    v.verdict,
    f.printed,
    v.repaired,
    (
        select string_agg(c.text, ', ' order by c.rank) filter (where c.rank <= 3)
        from candidate as c
        where c.snapshot = v.snapshot and c.figure = v.figure
    ) as candidates,
    f.context,
    (
        select min(c.observation_id) from current as c
        where c.snapshot = f.snapshot and c.figure = f.figure and c.locator = f.locator
    ) as observation_id
from verdict as v
inner join figure as f on v.snapshot = f.snapshot and v.figure = f.figure
where v.verdict in ('repaired', 'quarantined')
order by v.verdict desc, observation_id is null, f.snapshot, f.figure
