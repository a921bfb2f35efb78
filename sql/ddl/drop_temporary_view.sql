-- Takes a view of the session away again.
drop view temp.this_name;
