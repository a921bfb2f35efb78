-- Makes a step of the build for the touched cells only.
create or replace temp table this_name as
select g.*
from (from this_query) as g
semi join touched_cell as t on g.series_id = t.series_id and g.period = t.period;
