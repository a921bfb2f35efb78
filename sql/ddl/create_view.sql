-- Makes a view of the generation out of a file of sql/views, sql/themes or sql/audit.
create or replace view this_name as
from this_query;
