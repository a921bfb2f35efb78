-- A vintage is dated later than the day on which it was received.
--
-- severity: warning
-- scope: touched
-- about: observation
select
    o.series_id,
    o.period,
    o.known_from,
    r.received
from observation as o
inner join receipt as r on o.receipt = r.receipt
where o.known_from > r.received and o.known_from_basis != 'evidence'
