-- Notes the generation itself.
insert into build by name
select
    printf('%06d', s.sequence) || '-' || left(getvariable('root'), 12) as generation,
    s.sequence,
    getvariable('root') as root,
    getvariable('built_at') as built_at,
    getvariable('code_version') as code_version,
    version() as duckdb_version,
    (select count(*) from receipt) as receipts,
    (select count(*) from observation) as observations,
    getvariable('sql_version') as sql_version,
    getvariable('runs')::bigint as runs,
    getvariable('note') as note
from (select coalesce(max(b.sequence), 0) + 1 as sequence from build as b) as s
returning generation, sequence
