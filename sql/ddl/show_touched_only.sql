-- Lets `observation` stand for the sources that differ from the generation before, for one session.
create temp view observation as
select o.*
from this_name.main.observation as o
where o.source_id in (select t.source_id from this_name.main.touched as t);
