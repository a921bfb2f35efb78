-- Ranges of series of about a million observations each: so many are digested at a time, in bounded memory.
with size as (
    select
        series_id,
        sum(observations) as observations
    from (
        select
            series_id,
            count(*) as observations
        from to_digest
        group by series_id
        union all
        select
            series_id,
            count(*) as observations
        from ends
        group by series_id
    ) as counted
    group by series_id
),

so_far as (
    select
        series_id,
        sum(observations) over (order by series_id) as observations
    from size
)

select
    min(series_id) as first_series,
    max(series_id) as last_series
from so_far
group by observations // 1000000
order by first_series
