-- The happenings of each moment, the one that holds first. The rule: received last; a value before a
-- withdrawal; an intact figure before a repaired one; the greatest hash; the first in the text.
select
    *,
    row_number() over (
        partition by series_id, period, known_from
        order by
            received desc,
            is_withdrawn asc,
            list_position(['corrected', 'published', 'derived', 'repaired'], origin) asc,
            snapshot desc,
            figure asc,
            locator asc
    ) as place
from happening
