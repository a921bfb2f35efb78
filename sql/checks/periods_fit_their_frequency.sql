-- A period is not written as its frequency asks, or its days are not in order.
--
-- severity: blocking
-- scope: touched
-- about: observation
with stretch as (
    select
        frequency,
        period,
        period_start,
        period_end,
        count(*) as observations
    from observation
    group by frequency, period, period_start, period_end
)

select
    frequency,
    period,
    period_start,
    period_end,
    observations
from stretch
where
    period_start is null
    or period_end is null
    or period_start > period_end
    or not coalesce(regexp_full_match(
        period,
        case
            when frequency in ('A', 'target') or starts_with(frequency, 'FY') then '\d{4}'
            when frequency = 'H' then '\d{4}-S[12]'
            when frequency = 'Q' then '\d{4}-Q[1-4]'
            when frequency = 'B' then '\d{4}-B[1-6]'
            when frequency in ('M', 'YTD', 'S') then '\d{4}-(0[1-9]|1[0-2])'
            when frequency = 'W' then '\d{4}-W\d{2}'
            when frequency = 'D' then '\d{4}-\d{2}-\d{2}'
            else '\d{4}.*'
        end
    ), false)
