-- The theme has no row with a value.
--
-- severity: warning
-- scope: whole
-- about: themes.environment
select c.code
from theme as c
where
    c.code = 'environment'
    and not exists (
        select 1 from themes.environment as r
        where r.value is not null
    )
