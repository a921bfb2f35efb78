-- Makes a step of the build for the touched series only.
create or replace temp view this_name as
select g.*
from (from this_query) as g
semi join touched as t on g.series_id = t.series_id;
