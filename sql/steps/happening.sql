-- Everything that ever happened to the contested values: said anew, withdrawn, said again; `word` is the row
-- of step `statement` that said it. Few columns: the rest of a row is asked for when it is known what holds.
with told as (
    select
        rowid as word,
        source_id,
        request,
        receipt,
        snapshot,
        figure,
        locator,
        series_id,
        period,
        ordinal,
        received,
        known_from,
        known_from_basis,
        is_declared,
        origin,
        value,
        content
    from statement
    where turn = 1
),

lined_up as (
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
    from told
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
        null::bigint as figure,
        null::varchar as locator,
        null::decimal(38, 20) as value
    ),
    true as is_withdrawn
from lined_up as s
inner join absence as a
    on
        s.source_id = a.source_id and s.request = a.request and s.series_id = a.series_id
        and s.period = a.period and s.ordinal = a.last_ordinal
where s.age = 1
