-- The columns of a file of corrections (CSV): one repair written by a person a row, all text.
select
    null::varchar as snapshot,
    null::varchar as locator,
    null::varchar as printed,
    null::varchar as replacement,
    null::varchar as value,
    null::varchar as reason,
    null::varchar as evidence,
    null::varchar as made_by,
    null::varchar as second_reader,
    null::varchar as until
where false
