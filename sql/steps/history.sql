-- The vintages of the contested values: what holds from each moment, where it differs from what held
-- before.
with held as (
    select
        *,
        lag(is_withdrawn) over (partition by series_id, period order by known_from) as was_withdrawn,
        lag(content) over (partition by series_id, period order by known_from) as content_before
    from ranked
    where place = 1
)

select
    *,
    case when is_withdrawn then 'withdrawn' when was_withdrawn then 'reinstated' else 'value' end as event,
    lead(known_from) over (partition by series_id, period order by known_from) as known_until
from held
where
    is_withdrawn is distinct from was_withdrawn
    or (not is_withdrawn and content is distinct from content_before)
