-- Finds every cell that differs from the generation before, and says what changed it. Compared are the
-- observations in `was` with those in `now_is`. A cell that was not there before in any vintage is new, not
-- changed.
insert into change by name
with side as (
    select
        'after' as side,
        series_id,
        period,
        known_from,
        value,
        missing_reason,
        obs_status,
        origin,
        event,
        qualifier,
        value_low,
        value_high,
        source_id,
        receipt,
        snapshot,
        figure,
        locator
    from now_is
    union all by name
    select
        'before' as side,
        series_id,
        period,
        known_from,
        value,
        missing_reason,
        obs_status,
        origin,
        event,
        qualifier,
        value_low,
        value_high,
        source_id,
        receipt,
        snapshot,
        figure,
        locator
    from was
),

told as (
    select
        *,
        row(value, missing_reason, obs_status, origin, qualifier, value_low, value_high) as said,
        row(value, missing_reason, obs_status, origin, event, qualifier, value_low, value_high) as content,
        case
            when event = 'withdrawn' then 'withdrawn'
            when missing_reason is not null then 'missing'
            when origin in ('corrected', 'repaired', 'derived') then origin
            when list_contains(obs_status, 'F') then 'forecast'
            when list_contains(obs_status, 'E') then 'estimated'
            when list_contains(obs_status, 'P') then 'provisional'
            else 'published'
        end as status
    from side
),

known_before as (
    select
        series_id,
        period,
        max(known_from) as last_from,
        max_by(value, known_from) as value,
        max_by(status, known_from) as status
    from told
    where side = 'before'
    group by series_id, period
),

new_receipt as (
    select r.*
    from receipt as r
    anti join before.main.receipt as b on r.receipt = b.receipt
),

newly_answered as (
    select distinct old.receipt
    from receipt as old
    inner join new_receipt as n on old.source_id = n.source_id and old.request = n.request
),

-- Figures that were there before and are answered differently now: by other rules, or by the same
-- rules with other figures of reference.
judged as (
    select
        v.snapshot,
        v.figure,
        (v.code_version is distinct from b.code_version) as is_rule
    from verdict as v
    inner join before.main.verdict as b on v.snapshot = b.snapshot and v.figure = b.figure
    where
        row(v.verdict, v.repaired, v.value, v.unit, v.qualifier, v.value_low, v.value_high)
        is distinct from row(b.verdict, b.repaired, b.value, b.unit, b.qualifier, b.value_low, b.value_high)
),

after as (
    select *
    from told
    where side = 'after'
),

earlier as (
    select *
    from told
    where side = 'before'
),

-- Places in the bytes that belong to another series or period now.
moved as (
    select distinct
        b.snapshot,
        b.locator
    from (
        select e.*
        from earlier as e
        anti join after as l
            on e.series_id = l.series_id and e.period = l.period and e.known_from = l.known_from
    ) as b
    inner join observation as a on b.snapshot = a.snapshot and b.locator = a.locator
    where row(a.series_id, a.period) is distinct from row(b.series_id, b.period)
),

compared as (
    select
        coalesce(a.series_id, b.series_id) as series_id,
        coalesce(a.period, b.period) as period,
        coalesce(a.known_from, b.known_from) as known_from,
        case
            when b.series_id is null and a.known_from > k.last_from then 'revised'
            when b.series_id is null then 'added to the past'
            when a.series_id is null then 'removed'
            else 'altered'
        end as what,
        case when b.series_id is null then k.value else b.value end as value_before,
        a.value as value_after,
        case when b.series_id is null then k.status else b.status end as status_before,
        a.status as status_after,
        coalesce(a.source_id, b.source_id) as source_id,
        -- The same receipt says the same: where its value reads differently, it is our doing. That it
        -- puts back what another receipt took away may be news.
        (a.receipt is distinct from b.receipt or a.said is not distinct from b.said)
        and (n.receipt is not null or l.receipt is not null)
        and m.snapshot is null as is_publisher,
        coalesce(x.is_rule, y.is_rule, false) as is_rule,
        coalesce(not coalesce(x.is_rule, y.is_rule), false) as is_reference,
        'corrected' in (a.origin, b.origin)
        and (row(a.origin, a.value) is distinct from row(b.origin, b.value)) as is_correction
    from after as a
    full join earlier as b
        on a.series_id = b.series_id and a.period = b.period and a.known_from = b.known_from
    left join known_before as k on a.series_id = k.series_id and a.period = k.period
    left join new_receipt as n on a.receipt = n.receipt
    left join newly_answered as l on coalesce(b.receipt, a.receipt) = l.receipt
    left join moved as m on b.snapshot = m.snapshot and b.locator = m.locator and a.series_id is null
    left join judged as x on a.snapshot = x.snapshot and a.figure = x.figure
    left join judged as y on b.snapshot = y.snapshot and b.figure = y.figure
    where
        (b.series_id is not null or k.series_id is not null)
        and a.content is distinct from b.content
),

named as (
    select
        *,
        list_filter(
            [
                case when is_publisher then 'publisher' end,
                case when is_rule then 'repair' end,
                case when is_correction then 'correction' end,
                case when is_reference then 'mapping' end
            ],
            lambda cause: cause is not null
        ) as own
    from compared
),

attributed as (
    select
        *,
        case when len(own) = 0 then ['mapping'] else own end as causes
    from named
),

-- Whatever changed an older vintage of a cell acted on its new vintage too.
acted as (
    select
        series_id,
        period,
        list_distinct(flatten(list(causes))) as causes
    from attributed
    where what in ('altered', 'removed')
    group by series_id, period
)

select
    getvariable('generation') as generation,
    t.series_id,
    t.period,
    t.known_from,
    t.what,
    t.value_before,
    t.value_after,
    t.status_before,
    t.status_after,
    case
        when len(list_distinct(list_concat(t.causes, coalesce(a.causes, [])))) > 1 then 'several'
        else t.causes[1]
    end as cause,
    list_sort(list_distinct(list_concat(t.causes, coalesce(a.causes, [])))) as causes,
    t.source_id
from attributed as t
left join acted as a
    on
        t.series_id = a.series_id and t.period = a.period
        and t.what in ('revised', 'added to the past')
