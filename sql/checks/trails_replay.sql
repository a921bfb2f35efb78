-- The steps of a repair do not lead from the printed text to the repaired one.
--
-- severity: blocking
-- scope: touched
-- about: repair
with trail as (
    select
        r.snapshot,
        r.figure,
        r.step,
        r.rule,
        r.before,
        r.after,
        lag(r.after, 1, f.printed) over steps as expected_before,
        case when lead(r.step) over steps is null then v.repaired else r.after end as expected_after
    from repair as r
    left join figure as f on r.snapshot = f.snapshot and r.figure = f.figure
    left join verdict as v on r.snapshot = v.snapshot and r.figure = v.figure and v.verdict = 'repaired'
    window steps as (partition by r.snapshot, r.figure order by r.step)
)

select
    snapshot,
    figure,
    step,
    rule,
    before,
    after
from trail
where before is distinct from expected_before or after is distinct from expected_after
union all
select
    v.snapshot,
    v.figure,
    null as step,
    'no step' as rule,
    f.printed as before,
    v.repaired as after
from verdict as v
left join figure as f on v.snapshot = f.snapshot and v.figure = f.figure
anti join repair as r on v.snapshot = r.snapshot and v.figure = r.figure
where v.verdict = 'repaired'
