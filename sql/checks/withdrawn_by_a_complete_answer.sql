-- A value was withdrawn by an answer that does not claim to be complete.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    o.series_id,
    o.period,
    o.known_from,
    r.receipt,
    r.coverage
from observation as o
left join receipt as r on o.receipt = r.receipt
where
    o.event = 'withdrawn'
    and (
        coalesce(r.coverage, 'nothing') not in ('series', 'window')
        or r.kind = 'document'
        or left(o.period, length(r.window_from)) < r.window_from
        or left(o.period, length(r.window_to)) > r.window_to
    )
