-- Where publishers disagree: the same indicator, area and period, in the same unit, with more than one
-- value.
--
-- publishers: how many publishers give a value
-- lowest: the smallest value given
-- highest: the largest value given
-- percent_apart: how far the largest is above the smallest, in percent
-- said: what each publisher gives
select
    c.indicator,
    c.area,
    c.frequency,
    c.unit,
    c.dimensions,
    c.period,
    count(distinct c.publisher) as publishers,
    min(c.value) as lowest,
    max(c.value) as highest,
    round(100 * (max(c.value) / nullif(min(c.value), 0) - 1), 4) as percent_apart,
    list(c.publisher || ' ' || c.value::varchar order by c.publisher, c.value) as said
from current as c
where c.value is not null
group by c.indicator, c.area, c.frequency, c.unit, c.dimensions, c.period
having count(distinct c.publisher) > 1 and count(distinct c.value) > 1
order by c.indicator, c.area, c.period
