-- Makes a step of the build that is read once and need not be kept.
create or replace temp view this_name as
from this_query;
