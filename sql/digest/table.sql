-- The digest of a table: SHA-256 of its rows in two steps, whatever their order. The table's name is in
-- `digested`.
select
    coalesce(sum(b.rows_in)::bigint, 0) as rows_in,
    sha256(coalesce(string_agg(b.digest, '' order by b.bucket), '')) as digest
from (
    select
        h.row_digest[:2] as bucket,
        count(*) as rows_in,
        sha256(string_agg(h.row_digest, '' order by h.row_digest)) as digest
    from (
        select sha256(t::varchar) as row_digest
        from query_table(getvariable('digested')) as t
    ) as h
    group by bucket
) as b
