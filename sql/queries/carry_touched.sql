-- The cells (a series and a period) of which `readings` say anything: they are worked out anew.
select distinct
    series_id,
    period
from read_parquet(getvariable('readings'))
