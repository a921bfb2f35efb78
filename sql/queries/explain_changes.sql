-- What earlier and later generations changed in `series_id` and `period`.
select
    c.generation,
    c.what,
    c.value_before,
    c.value_after,
    c.causes
from audit.changes as c
where c.series_id = getvariable('series_id') and c.period = getvariable('period')
order by c.generation, c.known_from
