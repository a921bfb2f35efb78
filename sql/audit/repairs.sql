-- Figures that were repaired: what stood there, what it reads now, by which rules, and why.
--
-- rules: the rules applied, by name
-- reasons: the evidence for the text chosen
-- against: the evidence against other candidates
-- indicator: what the figure measures
select
    f.snapshot,
    f.figure,
    f.locator,
    f.printed,
    v.repaired,
    v.value,
    v.unit,
    list(distinct r.rule order by r.rule) as rules,
    list(distinct e.reason order by e.reason)
    filter (where e.stance = 'for' and e.candidate = v.repaired) as reasons,
    list(distinct e.reason order by e.reason) filter (where e.stance = 'against') as against,
    min(m.indicator) as indicator,
    min(m.area) as area,
    min(m.period) as period,
    v.stage,
    f.context
from figure as f
inner join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
left join repair as r on f.snapshot = r.snapshot and f.figure = r.figure
left join evidence as e on f.snapshot = e.snapshot and f.figure = e.figure
left join claim as m on f.snapshot = m.snapshot and f.figure = m.figure
where v.verdict = 'repaired'
group by f.snapshot, f.figure, f.locator, f.printed, v.repaired, v.value, v.unit, v.stage, f.context
order by f.snapshot, f.figure
