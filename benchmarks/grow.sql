-- Adds the series numbered from $first up to $last to the table of observations: the series that is there, under
-- other names and with other values, in the order in which a build keeps them. $series is how many there are to
-- be.
--
-- They have five indicators, one of each theme and $indicator among them, and 55 products in each of up to 364
-- areas. One value in a hundred is revised a day later. Values and lines are those of benchmarks/table.py, from
-- $lines lines on the same ones again.
insert into observation by name
with pattern as (
    from observation
    where dimensions = 'PRODUCT=P00' and known_until is null
),

indicators as (
    select list(one.code order by one.code) as codes
    from (
        select coalesce(max(code) filter (where code = $indicator), min(code)) as code
        from indicator
        group by theme
    ) as one
),

areas as (
    select list(code order by code) as codes
    from area
),

numbered as (
    select
        n.range as number,
        i.codes[1 + n.range // ceil($series / 5)::bigint] as indicator,
        a.codes[1 + n.range % ceil($series / 5)::bigint // 55] as area,
        'PRODUCT=N' || lpad((n.range % ceil($series / 5)::bigint % 55)::varchar, 2, '0') as dimensions
    from range($first, $last) as n
    cross join indicators as i
    cross join areas as a
),

placed as (
    select
        p.* exclude (indicator, area, dimensions),
        n.indicator,
        n.area,
        n.dimensions,
        (n.number * 1000 + datediff('month', date '1941-01-01', p.period_start)) % $lines as line,
        (line * 7919 % 999983) + 1 + e.range as cents,
        e.range as edition
    from numbered as n
    cross join pattern as p
    cross join range(2) as e
    where e.range = 0 or line % 100 = 0
),

printed_anew as (
    select * replace ((cents // 100)::varchar || '.' || lpad((cents % 100)::varchar, 2, '0') as printed)
    from placed
)

select
    * exclude (line, cents, edition) replace (
        concat_ws(':', publisher, indicator, area, frequency, unit, dimensions) as series_id,
        printed::decimal(38, 20) as value,
        'row=' || (2 + line)::varchar || ';column=OBS_VALUE' as locator,
        case when edition = 0 then known_from else known_from + interval 1 day end as known_from,
        case when edition = 0 and line % 100 = 0 then known_from + interval 1 day end as known_until
    )
from printed_anew
order by series_id, period, known_from
