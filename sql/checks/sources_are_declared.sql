-- An observation names a source that is not declared.
--
-- severity: blocking
-- scope: touched
-- about: observation
select
    o.source_id,
    count(*) as observations
from observation as o
anti join source as s on o.source_id = s.source_id
group by o.source_id
