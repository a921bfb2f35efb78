-- Notes the generation itself.
insert into build by name
select
    printf('%06d', s.sequence) || '-' || $root[:12] as generation,
    s.sequence,
    $root as root,
    $built_at as built_at,
    $code_version as code_version,
    version() as duckdb_version,
    (select count(*) from receipt) as receipts,
    (select count(*) from observation) as observations,
    (
        select count(*) from change as c
        where c.generation = printf('%06d', s.sequence) || '-' || $root[:12]
    ) as changed,
    $note as note
from (select coalesce(max(b.sequence), 0) + 1 as sequence from build as b) as s
returning generation, sequence
