-- The columns of everything in the file, with their types and what they mean.
select
    case when schema_name = 'main' then '' else schema_name || '.' end || table_name as relation,
    column_name,
    data_type,
    comment
from duckdb_columns()
where not internal and database_name = current_database() and schema_name != 'information_schema'
order by relation, column_index
