-- The generation that a file holds, as it says itself.
select
    generation,
    sequence,
    root,
    code_version
from build
order by sequence desc
limit 1
