-- What each answer says of the contested series and periods, once for each answer and moment.
select
    r.*,
    a.receipt,
    a.request,
    a.received,
    a.ordinal,
    greatest(coalesce(r.declared_from, a.received), r.evidence_from) as known_from,
    (r.value, r.missing_reason, r.obs_status, r.origin, r.qualifier, r.value_low, r.value_high) as content,
    -- An intact figure says it better than a repaired one; then the first in the text.
    row_number() over (
        partition by a.receipt, r.series_id, r.period, r.declared_from, r.evidence_from
        order by list_position(['corrected', 'published', 'derived', 'repaired'], r.origin), r.figure, r.locator
    ) as turn
from reading as r
inner join answer as a on r.source_id = a.source_id and r.snapshot = a.snapshot
semi join contested as c on r.series_id = c.series_id and r.period = c.period
