-- The digest of the observations of each source, out of those of its series and receipts.
select
    source_id,
    sum(rows_in)::bigint as rows_in,
    sha256(string_agg(
        concat_ws(chr(31), series_id, receipt, digest), chr(30) order by series_id, receipt
    )) as digest
from parts
group by source_id
order by source_id
