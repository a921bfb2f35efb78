-- Makes the new observations of the touched cells, in the order in which one series lies together.
create or replace temp table now_is as
select s.*
from (from this_query) as s
order by s.series_id, s.period, s.known_from;
