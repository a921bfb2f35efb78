-- Every repaired figure with its printed text and the steps that were applied to it.
select
    v.snapshot,
    v.figure,
    f.printed,
    v.repaired,
    list(r.rule order by r.step) filter (where r.step is not null) as rules,
    list(r.before order by r.step) filter (where r.step is not null) as befores,
    list(r.after order by r.step) filter (where r.step is not null) as afters
from verdict as v
left join figure as f on v.snapshot = f.snapshot and v.figure = f.figure
left join repair as r on v.snapshot = r.snapshot and v.figure = r.figure
where v.verdict = 'repaired'
group by v.snapshot, v.figure, f.printed, v.repaired
order by v.snapshot, v.figure
