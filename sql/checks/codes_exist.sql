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
    select
        'publisher' as list,
        publisher as code
    from key
    union
    select
        'indicator' as list,
        indicator as code
    from key
    union
    select
        'area' as list,
        area as code
    from key
    union
    select
        'frequency' as list,
        frequency as code
    from key
    union
    select
        'unit' as list,
        unit as code
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
    u.list,
    u.code
from used as u
anti join known as k on u.list = k.list and u.code = k.code
