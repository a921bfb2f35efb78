-- Makes a step of the build that takes arguments.
create or replace temp macro this_name(this_arguments) as table from this_query;
