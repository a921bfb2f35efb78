-- Removes a table of the generation that is being built.
drop table if exists this_name;
