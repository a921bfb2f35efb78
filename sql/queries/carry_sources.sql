-- The sources of the touched cells, as they were and as they are.
select source_id
from was
union
select source_id
from now_is
