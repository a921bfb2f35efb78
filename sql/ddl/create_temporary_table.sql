-- Makes a step of the build that does not stay in the file.
create or replace temp table this_name as
from this_query;
