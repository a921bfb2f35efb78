-- The observations of table `altered` as they were.
create or replace temp view was as
select o.*
from before.main.observation as o
semi join altered as c on o.series_id = c.series_id and o.period = c.period
