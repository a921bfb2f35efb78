-- Makes the macro that looks one observation up in a view. The parts of its name lead to its place at once.
create or replace macro this_name(id) as table
select t.*
from (from this_query) as t
where
    t.series_id = regexp_extract(id, '^(.*)/([^/]*)/([^/]*)$', 1)
    and t.period = regexp_extract(id, '^(.*)/([^/]*)/([^/]*)$', 2)
    and t.observation_id = id;
