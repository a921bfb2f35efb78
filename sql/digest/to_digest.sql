-- What is digested: the observations of some sources.
select *
from observation
where list_contains(getvariable('digested_sources'), source_id)
