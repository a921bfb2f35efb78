-- Takes over the history from the generation before, whatever columns it had.
insert into build by name
select
    generation,
    sequence,
    root,
    built_at,
    code_version,
    duckdb_version,
    receipts,
    observations,
    sql_version,
    runs,
    note
from (
    select * from build
    union all by name
    select * from before.main.build
) as b
