-- Whether a generation can be carried on: how large it is, what made it, in how many runs it lies.
select
    observations,
    sql_version,
    duckdb_version = version() as is_same_duckdb,
    runs
from build
order by sequence desc
limit 1
