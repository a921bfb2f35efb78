-- The cells of which answer `later` does not say what answer `earlier` said. What differs in its place
-- (table `unlike`) may still be said elsewhere in the other answer.
insert into touched_cell by name
with said_once as (
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
    from read_parquet(getvariable('later_files')) as l
    semi join unlike as u on l.series_id = u.pair[2].series_id and l.period = u.pair[2].period
    where l.snapshot = getvariable('later') and l.source_id = getvariable('compared_source')
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
