-- The first row of the table named in `compared` that only one of two generations has.
select
    d.side,
    d.record
from (
    select
        'only in what was published' as side,
        p.record
    from (
        select t::varchar as record
        from query_table(getvariable('compared')) as t
        except all
        select t::varchar as record
        from query_table('rebuilt.main.' || getvariable('compared')) as t
    ) as p
    union all
    select
        'only in what was rebuilt' as side,
        r.record
    from (
        select t::varchar as record
        from query_table('rebuilt.main.' || getvariable('compared')) as t
        except all
        select t::varchar as record
        from query_table(getvariable('compared')) as t
    ) as r
) as d
order by d.side, d.record
limit 1
