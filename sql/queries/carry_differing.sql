-- The cells of which answer `later` does not say what answer `earlier` said. Rows are first compared place
-- by place; what differs there may still be said elsewhere in the other answer.
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

later as not materialized (
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
),

-- Rows that differ, a pair of them in a place.
unlike as materialized (
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
),

said_once as (
    (
        select pair[1] as said
        from unlike
        except
        select pair[2] as said
        from unlike
    )
    union all
    (
        select pair[2] as said
        from unlike
        except
        select pair[1] as said
        from unlike
    )
),

-- Where one answer has several words for a cell, their order tells which holds.
said_twice as (
    select
        l.series_id,
        l.period
    from later as l
    semi join unlike as u on l.series_id = u.pair[2].series_id and l.period = u.pair[2].period
    group by l.series_id, l.period
    having count(*) > 1
)

select
    struct_extract(said, 'series_id') as series_id,
    struct_extract(said, 'period') as period
from said_once
where struct_extract(said, 'series_id') is not null
union
select
    series_id,
    period
from said_twice
