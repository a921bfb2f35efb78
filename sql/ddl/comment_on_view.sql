-- Hangs the header of a view's file on the view.
comment on view this_name is 'this_comment';
