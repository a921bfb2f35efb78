-- One series a row: what it measures, how long it is, and when it was last heard of.
--
-- indicator_name: name of the indicator in English
-- area_name: name of the area in English
-- first_period: the first period with a value
-- last_period: the last period with a value
-- periods: periods of which anything is known
-- missing: of them, without a value today
-- vintages: observations with all their vintages
-- last_known_from: the youngest vintage, in UTC
select
    o.series_id,
    o.publisher,
    o.indicator,
    i.name as indicator_name,
    o.area,
    a.name as area_name,
    o.frequency,
    o.unit,
    o.dimensions,
    min_by(o.period, o.period_start)
    filter (where o.known_until is null and o.value is not null) as first_period,
    max_by(o.period, o.period_start)
    filter (where o.known_until is null and o.value is not null) as last_period,
    count(*) filter (where o.known_until is null) as periods,
    count(*) filter (where o.known_until is null and o.value is null) as missing,
    count(*) as vintages,
    max(o.known_from) as last_known_from
from observation as o
left join indicator as i on o.indicator = i.code
left join area as a on o.area = a.code
group by
    o.series_id, o.publisher, o.indicator, i.name, o.area, a.name, o.frequency, o.unit, o.dimensions
