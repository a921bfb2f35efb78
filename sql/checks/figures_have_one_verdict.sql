-- A figure has no verdict or several, or a verdict has no figure.
--
-- severity: blocking
-- scope: touched
-- about: verdict
select
    coalesce(f.snapshot, v.snapshot) as snapshot,
    coalesce(f.figure, v.figure) as figure,
    count(v.verdict) as verdicts
from figure as f
full join verdict as v on f.snapshot = v.snapshot and f.figure = v.figure
group by all
having count(v.verdict) != 1 or count(f.snapshot) != 1
