-- Two words of one publisher for the same series, period and moment differ; one of them holds.
--
-- severity: warning
-- scope: touched
-- about: passed_over
select
    series_id,
    period,
    known_from,
    held_value,
    value,
    source_id,
    locator
from passed_over
