-- Quarantined figures of which everything is known but the value, with the days of their period.
with dated as (
    select
        c.*,
        case
            when c.frequency = 'event' and i.event_start is not null
                then try_cast(c.period || '-' || i.event_start as date)
            when c.frequency in ('A', 'event', 'I', 'target') then try_cast(c.period || '-01-01' as date)
            when c.frequency = 'H'
                then make_date(left(c.period, 4)::integer, right(c.period, 1)::integer * 6 - 5, 1)
            when c.frequency = 'Q'
                then make_date(left(c.period, 4)::integer, right(c.period, 1)::integer * 3 - 2, 1)
            when c.frequency = 'YTD' then try_cast(left(c.period, 4) || '-01-01' as date)
            when c.frequency in ('M', 'S') then try_cast(c.period || '-01' as date)
            when c.frequency = 'D' then try_cast(c.period as date)
        end as first_day,
        i.event_end
    from claim as c
    inner join verdict as v on c.snapshot = v.snapshot and c.figure = v.figure
    left join indicator as i on c.indicator = i.code
    where v.verdict = 'quarantined' and c.reason is null
)

select
    * exclude (first_day, event_end, indicator_from, area_from, period_from, unit_from, reason),
    case when frequency = 'S' then last_day(first_day) else first_day end as period_start,
    case
        when frequency = 'event' and event_end is not null then try_cast(period || '-' || event_end as date)
        when frequency in ('A', 'event', 'I', 'target') then first_day + interval 1 year - interval 1 day
        when frequency = 'H' then first_day + interval 6 month - interval 1 day
        when frequency = 'Q' then first_day + interval 3 month - interval 1 day
        when frequency = 'YTD' then last_day(try_cast(period || '-01' as date))
        when frequency in ('M', 'S') then last_day(first_day)
        else first_day
    end::date as period_end
from dated
where first_day is not null
