-- Gives a name to what the build reads: lists of files, folders.
set variable this_name = $value;
