-- Rows of answers `earlier` and `later` that differ, a pair of them in a place; no more than tell that
-- places are no guide.
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

select [e, l] as pair -- noqa: RF02
from earlier as e
positional join later as l
where
    e.series_id is distinct from l.series_id
    or e.period is distinct from l.period
    or e.value is distinct from l.value
    or e.missing_reason is distinct from l.missing_reason
    or e.obs_status is distinct from l.obs_status
    or e.origin is distinct from l.origin
    or e.qualifier is distinct from l.qualifier
    or e.value_low is distinct from l.value_low
    or e.value_high is distinct from l.value_high
    or e.declared_from is distinct from l.declared_from
    or e.declared_basis is distinct from l.declared_basis
    or e.evidence_from is distinct from l.evidence_from
limit 250001 -- noqa: AM09
