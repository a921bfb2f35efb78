-- The theme has no row with a value.
--
-- severity: warning
-- scope: whole
-- about: themes.informatization
select c.code
from theme as c
where
    c.code = 'informatization'
    and not exists (
        select 1 from themes.informatization as r
        where r.value is not null
    )
