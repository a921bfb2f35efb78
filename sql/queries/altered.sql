-- The cells that may differ from the generation before: a first look over everything, in few columns. Only
-- sources whose digest differs are looked at.
create or replace temp table altered as
with touched as (
    select replace(coalesce(d.name, b.name), 'observation/', '') as source_id
    from digest as d
    full join before.main.digest as b on d.name = b.name
    where starts_with(coalesce(d.name, b.name), 'observation/') and d.digest is distinct from b.digest
),

was as (
    select *
    from before.main.observation
    where source_id in (select t.source_id from touched as t)
),

known_series as (
    select distinct series_id
    from before.main.observation
)

select distinct
    coalesce(a.series_id, b.series_id) as series_id,
    coalesce(a.period, b.period) as period
from (
    select o.*
    from observation as o
    semi join known_series as k on o.series_id = k.series_id
    where o.source_id in (select t.source_id from touched as t)
) as a
full join was as b on a.series_id = b.series_id and a.period = b.period and a.known_from = b.known_from
where
    a.series_id is distinct from b.series_id
    or a.value is distinct from b.value
    or a.missing_reason is distinct from b.missing_reason
    or a.obs_status is distinct from b.obs_status
    or a.origin is distinct from b.origin
    or a.event is distinct from b.event
    or a.qualifier is distinct from b.qualifier
    or a.value_low is distinct from b.value_low
    or a.value_high is distinct from b.value_high
    or a.source_id is distinct from b.source_id
    or a.receipt is distinct from b.receipt
    or a.snapshot is distinct from b.snapshot
    or a.figure is distinct from b.figure
    or a.locator is distinct from b.locator
