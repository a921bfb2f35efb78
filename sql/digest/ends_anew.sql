-- What else is digested where the rest is known: where superseded vintages of touched series end.
select
    o.source_id,
    o.series_id,
    o.period,
    o.known_from,
    o.known_until
from observation as o
semi join renewed as r on o.series_id = r.series_id and r.receipt = ''
where o.known_until is not null
