-- Makes a table of the generation in the order in which one series lies together.
create or replace table this_name as
select s.*
from (from this_query) as s
order by s.series_id, s.period, s.known_from;
