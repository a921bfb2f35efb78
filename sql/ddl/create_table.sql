-- Makes a table of the generation out of a file of sql/tables.
create or replace table this_name as
from this_query;
