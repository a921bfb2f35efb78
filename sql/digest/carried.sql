-- Takes over the digests of the touched sources that still hold.
insert into parts by name
select b.*
from before.main.part as b
anti join renewed as r on b.series_id = r.series_id and b.receipt = r.receipt
where list_contains(getvariable('digested_sources'), b.source_id)
