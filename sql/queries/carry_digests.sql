-- Digests of the sources that were not touched, as the generation before has them.
select
    d.name,
    d.rows_in,
    d.digest
from before.main.digest as d
where
    starts_with(d.name, 'observation/')
    and not list_contains(getvariable('digested_sources'), replace(d.name, 'observation/', ''))
order by d.name
