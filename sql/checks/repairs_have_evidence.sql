-- A repaired figure has no evidence for its text, or all evidence holds for every candidate alike.
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
    v.verdict = 'repaired'
    and not exists (
        select 1 from evidence as e
        where
            e.snapshot = v.snapshot and e.figure = v.figure
            and e.stance = 'for' and e.candidate = v.repaired
            -- What holds for every candidate is no evidence.
            and (
                select count(distinct c.text) from candidate as c
                where c.snapshot = v.snapshot and c.figure = v.figure
            ) <= 1
            or e.snapshot = v.snapshot and e.figure = v.figure
            and e.stance = 'for' and e.candidate = v.repaired
            and exists (
                select 1 from candidate as c
                where
                    c.snapshot = e.snapshot and c.figure = e.figure and c.text != e.candidate
                    and not exists (
                        select 1 from evidence as same
                        where
                            same.snapshot = c.snapshot and same.figure = c.figure and same.test = e.test
                            and same.stance = 'for' and same.candidate = c.text
                    )
            )
    )
