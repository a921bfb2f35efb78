-- The theme has no row with a value.
--
-- severity: warning
-- scope: whole
-- about: themes.growth
select c.code
from theme as c
where
    c.code = 'growth'
    and not exists (
        select 1 from themes.growth as r
        where r.value is not null
    )
