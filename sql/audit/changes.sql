-- What changed between generations, and what changed it: the publisher, our repair, a correction, a
-- mapping, or several.
--
-- built_at: when the generation was built, in UTC
select
    c.generation,
    b.built_at,
    c.series_id,
    c.period,
    c.known_from,
    c.what,
    c.value_before,
    c.value_after,
    c.status_before,
    c.status_after,
    c.cause,
    c.causes,
    c.source_id
from change as c
left join build as b on c.generation = b.generation
