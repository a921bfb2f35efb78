-- Notes the digests of the generation, given as a list of name, rows and digest.
insert into digest by name
select
    d.name,
    d.rows_in::bigint as rows_in,
    d.digest
from (select unnest(getvariable('digests'), recursive := true)) as d
