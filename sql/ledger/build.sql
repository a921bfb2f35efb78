-- The history of generations. It is outside the content hash: it holds the clock.
--
-- generation: name of the generation: its number and the beginning of its root
-- sequence: its number, from 1
-- root: digest over all content tables
-- built_at: when it was built, in UTC
-- code_version: version of the code that built it
-- duckdb_version: version of DuckDB that built it
-- receipts: receipts known to it
-- observations: vintages in it
-- sql_version: hash of the statements that made it
-- runs: sorted runs in which the observations lie
-- note: what to know about it
select
    null::varchar as generation,
    null::bigint as sequence,
    null::varchar as root,
    null::timestamp as built_at,
    null::varchar as code_version,
    null::varchar as duckdb_version,
    null::bigint as receipts,
    null::bigint as observations,
    null::varchar as sql_version,
    null::bigint as runs,
    null::varchar as note
where false
