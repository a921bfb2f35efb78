-- Takes over the digests of the sources that were not touched.
insert into part by name
select b.*
from before.main.part as b
where not list_contains(getvariable('digested_sources'), b.source_id)
