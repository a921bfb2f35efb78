-- Notes which sources differ from the generation before; none where a code list does, for that reaches
-- into all of them.
insert into touched by name
with differing as (
    select coalesce(d.name, b.name) as name
    from digest as d
    full join before.main.digest as b on d.name = b.name
    where d.digest is distinct from b.digest
),

code_list as (
    select d.name
    from differing as d
    where
        not starts_with(d.name, 'observation/')
        and d.name not in (
            'candidate', 'claim', 'correction', 'event', 'evidence', 'figure', 'passed_over', 'publisher',
            'receipt', 'repair', 'series_key', 'snapshot', 'source', 'verdict'
        )
)

select replace(d.name, 'observation/', '') as source_id
from differing as d
where
    starts_with(d.name, 'observation/')
    and not exists (select 1 from code_list)
