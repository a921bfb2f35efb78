-- Two publishers are more than twice apart for the same indicator, area and period.
--
-- severity: warning
-- scope: whole
-- about: observation
select
    a.indicator,
    a.area,
    a.period,
    a.publisher,
    a.value,
    b.publisher as other_publisher,
    b.value as other_value
from observation as a
inner join observation as b
    on
        a.indicator = b.indicator and a.area = b.area and a.period = b.period and a.frequency = b.frequency
        and a.unit = b.unit and a.dimensions = b.dimensions and a.publisher < b.publisher
where
    a.known_until is null and b.known_until is null
    and a.value > 0 and b.value > 0
    and (a.value > 2 * b.value or b.value > 2 * a.value)
    and a.unit != 'percent'
