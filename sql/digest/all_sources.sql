-- The sources that have observations.
select distinct source_id
from observation
order by source_id
