-- The columns of the files of layer `figures`: one number exactly as printed a row.
select
    null::varchar as snapshot,
    null::bigint as figure,
    null::varchar as locator,
    null::varchar as printed,
    null::bigint as start,
    null::bigint as "end",
    null::bigint as sentence,
    null::bigint as paragraph,
    null::varchar as context
where false
