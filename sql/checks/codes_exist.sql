-- A code of an observation is in no code list.
--
-- severity: blocking
-- scope: touched
-- about: observation
with key as (
    select distinct
        publisher,
        indicator,
        area,
        frequency,
        unit
    from observation
),

used as (
    select distinct
        unnest([
            {'list': 'publisher', 'code': publisher},
            {'list': 'indicator', 'code': indicator},
            {'list': 'area', 'code': area},
            {'list': 'frequency', 'code': frequency},
            {'list': 'unit', 'code': unit}
        ]) as code
    from key
),

known as (
    select
        'publisher' as list,
        code
    from publisher
    union all
    select
        'indicator' as list,
        code
    from indicator
    union all
    select
        'area' as list,
        code
    from area
    union all
    select
        'frequency' as list,
        code
    from frequency
    union all
    select
        'unit' as list,
        code
    from unit
)

select
    u.code.list as list,
    u.code.code as code
from used as u
anti join known as k on u.code.list = k.list and u.code.code = k.code
