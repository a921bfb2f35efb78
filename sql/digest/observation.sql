-- The digest of the observations of each source, as for any other table. Columns are told apart by a
-- unit separator, null by a null character: at millions of rows the text of a record costs too much.
select
    b.source_id,
    sum(b.rows_in)::bigint as rows_in,
    sha256(string_agg(b.digest, '' order by b.bucket)) as digest
from (
    select
        h.source_id,
        h.row_digest[:2] as bucket,
        count(*) as rows_in,
        sha256(string_agg(h.row_digest, '' order by h.row_digest)) as digest
    from (
        select
            source_id,
            sha256(concat_ws(
                chr(31),
                series_id, publisher, indicator, area, frequency, unit, dimensions, period,
                period_start, period_end, coalesce(value::varchar, chr(0)), coalesce(missing_reason, chr(0)),
                obs_status, coalesce(status_received, chr(0)), origin, event, qualifier,
                coalesce(value_low::varchar, chr(0)), coalesce(value_high::varchar, chr(0)),
                known_from, known_from_basis, coalesce(known_until::varchar, chr(0)),
                source_id, receipt, snapshot,
                coalesce(figure::varchar, chr(0)), coalesce(locator, chr(0)), coalesce(printed, chr(0)),
                reconstructed, coalesce(basis, chr(0)), coalesce(document, chr(0)), coalesce(address, chr(0)),
                coalesce(note, chr(0))
            )) as row_digest
        from observation
    ) as h
    group by h.source_id, bucket
) as b
group by b.source_id
order by b.source_id
