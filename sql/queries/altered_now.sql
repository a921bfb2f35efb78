-- The observations of table `altered` as they are.
create or replace temp view now_is as
select o.*
from observation as o
semi join altered as c on o.series_id = c.series_id and o.period = c.period
