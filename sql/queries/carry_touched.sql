-- The series of which `readings` say anything: they are worked out anew.
select distinct series_id
from read_parquet(getvariable('readings'))
