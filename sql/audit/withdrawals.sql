-- Values that publishers took back, and those that came again.
select
    v.observation_id,
    v.series_id,
    v.period,
    v.event,
    v.value,
    v.known_from,
    v.known_until,
    v.receipt
from vintages as v
where v.event != 'value'
order by v.series_id, v.period, v.known_from
