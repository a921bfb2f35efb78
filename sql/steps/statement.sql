-- What each answer says of the contested series and periods; `turn` 1 is its word for a moment.
select
    r.*,
    row(r.value, r.missing_reason, r.obs_status, r.origin, r.qualifier, r.value_low, r.value_high) as content,
    -- An intact figure says it better than a repaired one; then the first in the text.
    row_number() over (
        partition by r.receipt, r.series_id, r.period, r.known_from, r.is_declared
        order by
            list_position(['corrected', 'published', 'derived', 'repaired'], r.origin),
            r.figure,
            r.locator
    ) as turn
from reading as r
semi join contested as c on r.series_id = c.series_id and r.period = c.period
