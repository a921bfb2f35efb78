-- How long a period is. A code list.
--
-- code: code of the frequency
-- name: its name in English
-- description: what a period of it is, and how it is written
select
    code,
    name,
    description
from codelist('frequency')
order by code
