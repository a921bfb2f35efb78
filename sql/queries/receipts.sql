-- The occasions that a generation knows of, as their logs have them.
select
    source_id,
    request,
    strftime(received, '%Y-%m-%dT%H:%M:%S.%fZ') as received,
    snapshot
from receipt
order by source_id, request, received, snapshot
