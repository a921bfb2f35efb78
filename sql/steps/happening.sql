-- Everything that ever happened to the contested values: said anew, withdrawn, said again.
with lined_up as (
    select
        *,
        lag(content) over (
            partition by source_id, request, series_id, period, case when is_declared then known_from end
            order by ordinal, known_from
        ) as content_before,
        row_number() over (
            partition by source_id, request, series_id, period, ordinal
            order by known_from desc
        ) as age
    from statement
    where turn = 1
)

select
    *,
    false as is_withdrawn
from lined_up
where content is distinct from content_before
union all by name
-- Back again after an absence.
select
    s.* replace (
        greatest(s.received, s.known_from) as known_from,
        case when s.received >= s.known_from then 'receipt' else s.known_from_basis end as known_from_basis
    ),
    false as is_withdrawn
from lined_up as s
inner join absence as a
    on
        s.source_id = a.source_id and s.request = a.request and s.series_id = a.series_id
        and s.period = a.period and s.ordinal = a.next_ordinal
where s.age = 1
union all by name
select
    s.* replace (
        a.receipt as receipt,
        a.snapshot as snapshot,
        a.received as received,
        a.known_from as known_from,
        'receipt' as known_from_basis,
        null::decimal(38, 20) as value,
        null::decimal(38, 20) as value_low,
        null::decimal(38, 20) as value_high,
        null::bigint as figure,
        null::varchar as locator,
        null::varchar as printed,
        'The publisher no longer gives it.' as missing_reason
    ),
    true as is_withdrawn
from lined_up as s
inner join absence as a
    on
        s.source_id = a.source_id and s.request = a.request and s.series_id = a.series_id
        and s.period = a.period and s.ordinal = a.last_ordinal
where s.age = 1
