-- The vintages of the contested values: what holds from each moment, where it differs from what held before.
with held as (
    select
        *,
        lag(is_withdrawn) over in_time as was_withdrawn,
        is_withdrawn is distinct from lag(is_withdrawn) over in_time
        or (not is_withdrawn and content is distinct from lag(content) over in_time) as is_new
    from ranked
    where place = 1
    window in_time as (partition by series_id, period order by known_from)
)

select
    *,
    case when is_withdrawn then 'withdrawn' when was_withdrawn then 'reinstated' else 'value' end as event,
    lead(known_from) over (partition by series_id, period order by known_from) as known_until
from held
where is_new
