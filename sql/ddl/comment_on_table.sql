-- Hangs the header of a table's file on the table.
comment on table this_name is 'this_comment';
