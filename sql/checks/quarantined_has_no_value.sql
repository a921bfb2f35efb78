-- A quarantined figure carries a value or a repaired text.
--
-- severity: blocking
-- scope: touched
-- about: verdict
select
    snapshot,
    figure,
    value,
    repaired
from verdict
where verdict = 'quarantined' and (value is not null or repaired is not null)
