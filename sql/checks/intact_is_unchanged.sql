-- A figure that is intact carries a repair or a repaired text.
--
-- severity: blocking
-- scope: touched
-- about: verdict
select
    v.snapshot,
    v.figure,
    v.repaired
from verdict as v
where
    v.verdict = 'intact'
    and (
        v.repaired is not null
        or exists (
            select 1 from repair as r
            where r.snapshot = v.snapshot and r.figure = v.figure
        )
    )
