-- The columns of the files of layer `events`: one law, standard or other dated happening a row.
select
    null::varchar as source_id,
    null::varchar as snapshot,
    null::bigint as figure,
    null::varchar as locator,
    null::varchar as printed,
    null::varchar as event,
    null::varchar as kind,
    null::date as date,
    null::varchar as area,
    null::varchar as theme,
    null::varchar as publisher,
    null::varchar as document,
    null::varchar as address,
    null::varchar as note
where false
