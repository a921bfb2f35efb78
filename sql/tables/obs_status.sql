-- What publishers say of a value, in SDMX codes. A code list.
--
-- code: SDMX code of the status
-- name: its name in English
-- description: what it says of the value
select
    code,
    name,
    description
from codelist('obs_status')
order by code
