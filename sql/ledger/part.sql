-- The digests of which those of observations are made. The next generation works out only those of what it
-- touches. Outside the content hash.
--
-- source_id: code of the source
-- series_id: the series
-- receipt: the receipt whose rows are digested together; empty for the ends of superseded vintages
-- rows_in: rows that it has
-- digest: SHA-256 over them, whatever their order
select
    null::varchar as source_id,
    null::varchar as series_id,
    null::varchar as receipt,
    null::bigint as rows_in,
    null::varchar as digest
where false
