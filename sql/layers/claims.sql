-- The columns of the files of layer `claims`: what a figure says, or why that is not known.
select
    null::varchar as snapshot,
    null::bigint as figure,
    null::varchar as publisher,
    null::varchar as indicator,
    null::varchar as indicator_from,
    null::varchar as area,
    null::varchar as area_from,
    null::varchar as period,
    null::varchar as period_from,
    null::varchar as frequency,
    null::varchar as unit,
    null::varchar as unit_from,
    null::varchar as qualifier,
    null::varchar as reason
where false
