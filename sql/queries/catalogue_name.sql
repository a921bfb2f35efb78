-- The name under which the open file is attached.
select current_database() as catalogue_name
