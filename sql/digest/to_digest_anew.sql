-- What is digested where the rest is known: the observations of series and receipts that are other than
-- before.
select o.*
from observation as o
semi join renewed as r on o.series_id = r.series_id and o.receipt = r.receipt
