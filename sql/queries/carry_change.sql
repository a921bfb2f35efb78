-- Takes over the changes between earlier generations, whatever columns they had.
insert into change by name
select
    generation,
    series_id,
    period,
    known_from,
    what,
    value_before,
    value_after,
    status_before,
    status_after,
    cause,
    causes,
    source_id
from (
    select * from change
    union all by name
    select * from before.main.change
) as c
