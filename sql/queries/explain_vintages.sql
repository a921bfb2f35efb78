-- All vintages of `series_id` and `period`, the first first.
select
    v.known_from,
    v.known_from_basis,
    v.event,
    v.value,
    v.status,
    v.receipt
from vintages as v
where v.series_id = getvariable('series_id') and v.period = getvariable('period')
order by v.known_from
