-- A vintage does not end where the next begins.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    o.series_id,
    o.period,
    o.known_from,
    o.known_until
from (
    select
        series_id,
        period,
        known_from,
        known_until,
        lead(known_from) over (partition by series_id, period order by known_from) as next_from
    from observation
    where
        known_until is not null
        or (series_id, period) in (
            select
                x.series_id,
                x.period
            from observation as x
            where x.known_until is not null
        )
) as o
where o.known_until is distinct from o.next_from
