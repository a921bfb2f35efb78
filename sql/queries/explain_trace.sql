-- Everything about one vintage; its name is in `observation_id`.
select t.*
from audit.trace(getvariable('observation_id')) as t
