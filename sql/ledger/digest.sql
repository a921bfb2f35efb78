-- The digests from which the root of this generation is made. Outside the content hash.
--
-- name: name of the table; for observations, observation/ and the source
-- rows_in: rows that it has
-- digest: SHA-256 over them, whatever their order
select
    null::varchar as name,
    null::bigint as rows_in,
    null::varchar as digest
where false
