-- Hangs the header of a macro's file on the macro.
comment on macro table this_name is 'this_comment';
