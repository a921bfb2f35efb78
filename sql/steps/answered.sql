-- The last word on each figure: judged with other publishers' figures where that was done, else alone.
select distinct
    *,
    'judged' as stage
from read_parquet(getvariable('judgement'))
union by name
select distinct
    v.*,
    'alone' as stage
from read_parquet(getvariable('verdicts')) as v
anti join read_parquet(getvariable('judgement')) as j on v.snapshot = j.snapshot and v.figure = j.figure
