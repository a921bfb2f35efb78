-- The theme has no row with a value.
--
-- severity: warning
-- scope: whole
-- about: themes.service_industry
select c.code
from theme as c
where
    c.code = 'service_industry'
    and not exists (
        select 1 from themes.service_industry as r
        where r.value is not null
    )
