-- The rows of the files of observations, and of what people supplied, with each answer in which they came.
--
-- form: view
with row_of_file as (
    select *
    from read_parquet(getvariable('readings'))
    union all by name
    select *
    from supplied
)

select
    o.*,
    a.receipt,
    a.request,
    a.received,
    a.ordinal,
    a.answers,
    a.last_complete,
    a.request_number
from row_of_file as o
inner join answer as a on o.source_id = a.source_id and o.snapshot = a.snapshot
