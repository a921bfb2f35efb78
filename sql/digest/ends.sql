-- What else is digested: where superseded vintages of some sources end.
select
    source_id,
    series_id,
    period,
    known_from,
    known_until
from observation
where known_until is not null and list_contains(getvariable('digested_sources'), source_id)
