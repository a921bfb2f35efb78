-- The vintages of the contested values: what holds from each moment, where it differs from what held
-- before.
with held as (
    select
        *,
        lag(is_withdrawn) over (partition by series_id, period order by known_from) as was_withdrawn,
        lag(content) over (partition by series_id, period order by known_from) as content_before
    from ranked
    where place = 1
),

vintage as (
    select
        *,
        case
            when is_withdrawn then 'withdrawn' when was_withdrawn then 'reinstated' else 'value'
        end as event,
        lead(known_from) over (partition by series_id, period order by known_from) as known_until
    from held
    where
        is_withdrawn is distinct from was_withdrawn
        or (not is_withdrawn and content is distinct from content_before)
)

select
    s.* replace (
        v.receipt as receipt,
        v.snapshot as snapshot,
        v.received as received,
        v.known_from as known_from,
        v.known_from_basis as known_from_basis,
        v.figure as figure,
        v.locator as locator,
        case when not v.is_withdrawn then s.value end as value,
        case when not v.is_withdrawn then s.value_low end as value_low,
        case when not v.is_withdrawn then s.value_high end as value_high,
        case when not v.is_withdrawn then s.printed end as printed,
        case
            when v.is_withdrawn then 'The publisher no longer gives it.' else s.missing_reason
        end as missing_reason
    ),
    v.event,
    v.known_until
from statement as s
inner join vintage as v on s.rowid = v.word
