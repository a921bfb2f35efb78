-- A correction lacks its reason, its evidence or one of its two names, or both names are one.
--
-- severity: blocking
-- scope: touched
-- about: correction
select
    snapshot,
    locator,
    reason,
    evidence,
    made_by,
    second_reader
from correction
where
    reason is null
    or evidence is null
    or made_by is null
    or second_reader is null
    or made_by = second_reader
