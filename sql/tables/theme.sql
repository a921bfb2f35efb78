-- Development themes under which indicators are read. A code list.
--
-- code: code of the theme, and name of its view in schema themes
-- name: its name in English
-- description: what the theme argues
-- position: place in the order in which the themes are argued
select
    code,
    name,
    description,
    position::integer as position
from codelist('theme')
order by position
