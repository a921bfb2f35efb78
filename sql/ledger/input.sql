-- The files of observations that a generation is made of. The next one works out only what is new in them.
-- Outside the content hash.
--
-- file: SHA-256 of the file
-- snapshot: SHA-256 of bytes out of which it was read
select
    null::varchar as file,
    null::varchar as snapshot
where false
