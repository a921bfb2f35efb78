-- Opens the generation before this one, to compare.
attach 'this_path' as this_name (read_only);
