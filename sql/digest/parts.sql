-- The table that takes up the digests of series, before there are any.
select
    null::varchar as source_id,
    null::varchar as series_id,
    null::varchar as receipt,
    null::bigint as rows_in,
    null::varchar as digest
where false
