-- Words in print that make a number less than exact. A code list.
--
-- code: code of the qualifier; empty where the number stands alone
-- name: its name in English
-- description: what was printed
select
    coalesce(code, '') as code,
    name,
    description
from codelist('qualifier')
order by code
