-- How much publishers revise: number, size and direction of the revisions of each series.
--
-- revisions: vintages that put another value in place of an earlier one
-- upward: of them, those that raised it
-- downward: of them, those that lowered it
-- mean_percent: mean revision, in percent of the value before
-- mean_absolute_percent: mean size of a revision, in percent of the value before
-- largest_percent: the largest revision, in percent of the value before
-- last_revised: when it was last revised, in UTC
with pair as (
    select
        series_id,
        period,
        known_from,
        value,
        lag(value) over (partition by series_id, period order by known_from) as value_before
    from observation
    where event != 'withdrawn'
),

revision as (
    select
        series_id,
        known_from,
        value > value_before as is_upward,
        100 * (value / nullif(value_before, 0) - 1) as percent
    from pair
    where value != value_before
)

select
    series_id,
    count(*) as revisions,
    count(*) filter (where is_upward) as upward,
    count(*) filter (where not is_upward) as downward,
    round(fsum(percent) / count(percent), 6) as mean_percent,
    round(fsum(abs(percent)) / count(percent), 6) as mean_absolute_percent,
    round(max_by(percent, abs(percent)), 6) as largest_percent,
    max(known_from) as last_revised
from revision
group by series_id
order by series_id
