-- The rows of the files of observations, with each answer in which they came.
--
-- form: view
select
    o.*,
    a.receipt,
    a.request,
    a.received,
    a.ordinal,
    a.answers,
    a.last_complete,
    a.request_number
from read_parquet(getvariable('readings')) as o
inner join answer as a on o.source_id = a.source_id and o.snapshot = a.snapshot
