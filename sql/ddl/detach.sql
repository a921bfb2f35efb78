-- Closes a database.
detach this_name;
