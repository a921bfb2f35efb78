-- The same where rows have moved their places: they are looked up by what they are about.
insert into touched_cell by name
with earlier as (
    select
        series_id,
        period,
        value,
        missing_reason,
        obs_status,
        origin,
        qualifier,
        value_low,
        value_high,
        declared_from,
        declared_basis,
        evidence_from
    from read_parquet(getvariable('earlier_files'))
    where snapshot = getvariable('earlier') and source_id = getvariable('compared_source')
),

later as (
    select
        series_id,
        period,
        value,
        missing_reason,
        obs_status,
        origin,
        qualifier,
        value_low,
        value_high,
        declared_from,
        declared_basis,
        evidence_from
    from read_parquet(getvariable('later_files'))
    where snapshot = getvariable('later') and source_id = getvariable('compared_source')
)

select distinct
    coalesce(e.series_id, l.series_id) as series_id,
    coalesce(e.period, l.period) as period
from earlier as e
full join later as l
    on
        e.series_id = l.series_id and e.period = l.period
        and e.declared_from is not distinct from l.declared_from
where
    e.series_id is null
    or l.series_id is null
    or e.value is distinct from l.value
    or e.missing_reason is distinct from l.missing_reason
    or e.obs_status is distinct from l.obs_status
    or e.origin is distinct from l.origin
    or e.qualifier is distinct from l.qualifier
    or e.value_low is distinct from l.value_low
    or e.value_high is distinct from l.value_high
    or e.declared_basis is distinct from l.declared_basis
    or e.evidence_from is distinct from l.evidence_from
