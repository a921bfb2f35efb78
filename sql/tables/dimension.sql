-- Further dimensions of series keys and their codes. A code list.
--
-- dimension: name of the dimension
-- code: a code of it; empty where another list holds the codes
-- name: what the code stands for
-- description: what it is
select
    dimension,
    code,
    name,
    description
from codelist('dimension')
order by dimension, code
