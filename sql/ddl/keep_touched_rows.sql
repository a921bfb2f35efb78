-- Puts the observations of the cells that were worked out anew together, for one session.
create or replace temp table touched_rows as
select o.*
from this_name.main.observation as o
semi join this_name.main.touched as t on o.series_id = t.series_id and o.period = t.period;
