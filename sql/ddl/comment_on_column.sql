-- Hangs what a header says of a column on the column.
comment on column this_name.this_column is 'this_comment';
