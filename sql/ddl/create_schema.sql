-- Makes a schema of the generation.
create schema if not exists this_name;
