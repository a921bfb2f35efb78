-- Adds a run of rows in the order in which one series lies together.
insert into this_name by name
select s.*
from (from this_query) as s
order by s.series_id, s.period, s.known_from;
