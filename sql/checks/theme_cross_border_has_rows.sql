-- The theme has no row with a value.
--
-- severity: warning
-- scope: whole
-- about: themes.cross_border
select c.code
from theme as c
where
    c.code = 'cross_border'
    and not exists (
        select 1 from themes.cross_border as r
        where r.value is not null
    )
