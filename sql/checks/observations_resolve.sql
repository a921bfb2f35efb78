-- An observation has no receipt, or its receipt is of other bytes.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    o.series_id,
    o.period,
    o.receipt,
    o.snapshot
from observation as o
left join receipt as r on o.receipt = r.receipt and o.snapshot = r.snapshot
where r.receipt is null
