-- Digests the observations of a range of series, those of one series and receipt together, whatever their
-- order, and under receipt '' where its superseded vintages end. Columns are told apart by a unit separator,
-- null is a null character. What follows from series_id or receipt is left to the checks that hold it to
-- them.
insert into parts by name
select
    source_id,
    series_id,
    receipt,
    count(*) as rows_in,
    sha256(array_to_string(
        list_sort(list(concat_ws(
            chr(31),
            period, period_start, period_end, known_from, known_from_basis, event, origin, qualifier,
            obs_status, reconstructed,
            coalesce(value::varchar, chr(0)), coalesce(missing_reason, chr(0)),
            coalesce(status_received, chr(0)),
            coalesce(value_low::varchar, chr(0)), coalesce(value_high::varchar, chr(0)),
            coalesce(figure::varchar, chr(0)),
            coalesce(locator, chr(0)), coalesce(printed, chr(0)), coalesce(basis, chr(0)),
            coalesce(document, chr(0)), coalesce(address, chr(0)), coalesce(note, chr(0))
        ))),
        chr(30)
    )) as digest
from to_digest
where series_id between getvariable('first_series') and getvariable('last_series')
group by source_id, series_id, receipt
union all by name
select
    source_id,
    series_id,
    '' as receipt,
    0 as rows_in,
    sha256(array_to_string(
        list_sort(list(concat_ws(chr(31), period, known_from, known_until))), chr(30)
    )) as digest
from ends
where series_id between getvariable('first_series') and getvariable('last_series')
group by source_id, series_id
