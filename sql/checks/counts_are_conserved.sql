-- Figures in are not intact and repaired and quarantined together.
--
-- severity: blocking
-- scope: touched
-- about: snapshot
select
    snapshot,
    figures,
    intact,
    repaired,
    quarantined
from snapshot
where figures != intact + repaired + quarantined
