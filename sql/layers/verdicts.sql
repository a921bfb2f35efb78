-- The columns of the files of the layers `verdicts` and `judgement`: one figure answered a row.
select
    null::varchar as snapshot,
    null::bigint as figure,
    null::varchar as verdict,
    null::varchar as kind,
    null::varchar as repaired,
    null::varchar as value,
    null::varchar as unit,
    null::varchar as qualifier,
    null::varchar as value_low,
    null::varchar as value_high,
    null::struct(text varchar, value varchar, cost double)[] as candidates,
    null::struct(
        test varchar, stance varchar, candidate varchar, reason varchar, source varchar
    )[] as evidence,
    null::struct(rule varchar, before varchar, after varchar)[] as repairs,
    null::timestamptz as evidence_from,
    null::varchar as gate,
    null::varchar as code_version
where false
