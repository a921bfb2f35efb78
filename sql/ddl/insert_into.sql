-- Adds rows to a table of a generation that is carried on.
insert into this_name by name from this_query;
