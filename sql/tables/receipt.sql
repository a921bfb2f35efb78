-- One occasion on which bytes were received. The log behind it only grows.
--
-- receipt: source, request, moment and the beginning of the hash; names the receipt
-- source_id: code of the source
-- request: what was asked for; vintages are told apart by it
-- received: when, in UTC
-- snapshot: SHA-256 of the bytes
-- bytes: how many there were
-- status: HTTP status; null where nothing was fetched
-- kind: fetch, transcription (an edition that ships with the project) or document (added by hand)
-- media_type: what the bytes say they are
-- address: where they came from
-- headers: the headers of the answer, as JSON text
-- coverage: what a complete answer covers: series, window or nothing
-- window_from: first period that the answer covers, where it covers a window
-- window_to: last period that the answer covers
-- title: title of the document or edition
select distinct
    source || '/' || request || '/'
    || replace(strftime(received::timestamp, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z')
    || '/' || left(sha256, 12) as receipt,
    source as source_id,
    request,
    received::timestamp as received,
    sha256 as snapshot,
    bytes,
    status,
    kind,
    media_type,
    address,
    headers::varchar as headers,
    coverage,
    window_from,
    window_to,
    title
from
    read_ndjson(
        getvariable('receipts'),
        columns = {
            source: 'varchar', request: 'varchar', received: 'varchar', sha256: 'varchar', bytes: 'bigint',
            status: 'bigint', kind: 'varchar', media_type: 'varchar', address: 'varchar', headers: 'json',
            coverage: 'varchar', window_from: 'varchar', window_to: 'varchar', title: 'varchar'
        }
    )
order by source_id, request, received, snapshot
