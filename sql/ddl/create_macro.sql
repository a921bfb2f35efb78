-- Makes a table macro out of a file whose header names its arguments.
create or replace macro this_name(this_arguments) as table from this_query;
