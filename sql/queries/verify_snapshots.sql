-- The hashes of all snapshots.
select
    s.snapshot,
    s.bytes
from snapshot as s
order by s.snapshot
