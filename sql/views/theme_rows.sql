-- The rows of one theme: one for each publisher's series and period at its latest vintage, side by side.
--
-- arguments: theme_code
-- indicator_name: name of the indicator in English
-- growth: percent on the period before in the same series; null across a break or gap, and where levels
--   cannot be compared
-- is_preferred: true for the publisher that the code list `preference` puts first for this indicator and
--   area
-- note: what to know about the row, and why it is not comparable with its neighbours
with wanted as (
    select indicator
    from indicator_theme
    where theme = theme_code
    union
    select code as indicator
    from indicator
    where theme = theme_code
),

growths as (
    select distinct growth_indicator as indicator
    from indicator
    where growth_indicator is not null
),

placed as (
    select
        c.*,
        i.name as indicator_name,
        i.levels_comparable,
        g.indicator is not null as is_growth,
        p.rank,
        k.reason as break_reason
    from current as c
    semi join wanted as w on c.indicator = w.indicator
    left join growths as g on c.indicator = g.indicator
    left join indicator as i on c.indicator = i.code
    left join preference as p
        on c.indicator = p.indicator and c.area = p.area and c.publisher = p.publisher
    left join break as k
        on
            c.publisher = k.publisher and c.indicator = k.indicator and c.area = k.area
            and c.frequency = k.frequency and c.period = k.period
),

compared as (
    select
        *,
        lag(value) over in_time as value_before,
        -- The neighbour is the period that ends the day before; a yearly event has one a year, a
        -- survey one or two.
        lag(period_end) over in_time + 1 = period_start
        or (
            frequency = 'event'
            and date_diff('year', lag(period_start) over in_time, period_start) = 1
        )
        or (
            frequency = 'S'
            and date_diff('month', lag(period_start) over in_time, period_start) in (6, 12)
        )
            as is_next,
        -- A listed publisher before any other, and a document that names none last.
        rank() over (
            partition by indicator, area, frequency, unit, dimensions, period
            order by
                value is null and qualifier != 'range',
                starts_with(publisher, 'doc-'),
                rank nulls last
        ) as standing
    from placed
    window in_time as (partition by series_id, area order by period_start, period)
)

select
    series_id,
    indicator,
    indicator_name,
    area,
    period,
    frequency,
    value,
    unit,
    qualifier,
    case
        when is_next and value_before > 0 and levels_comparable and not is_growth and break_reason is null
            then round(100 * (value / value_before - 1), 4)
    end as growth,
    publisher,
    source_id,
    -- Where two stand equal, none is preferred: a view never chooses.
    standing = 1 and count(*) over (
        partition by indicator, area, frequency, unit, dimensions, period, standing
    ) = 1 as is_preferred,
    status,
    known_from,
    observation_id,
    citation,
    licence,
    nullif(concat_ws(
        '; ',
        note,
        'not comparable with the period before: ' || break_reason,
        case when not levels_comparable then 'levels are not comparable from period to period' end
    ), '') as note,
    origin
from compared
