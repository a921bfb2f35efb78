-- Every cell that differs between a generation and the one before it, and what changed it.
--
-- generation: the generation in which it differs
-- series_id: the series
-- period: the period, for people
-- known_from: the vintage, in UTC
-- what: revised (a new vintage of a known cell), altered (an old vintage reads differently), removed, or
--   added to the past
-- value_before: value before; of a new vintage, that of the vintage before it
-- value_after: value after
-- status_before: status before
-- status_after: status after
-- cause: publisher, repair, correction, mapping, or several
-- causes: what acted, by name
-- source_id: code of the source
select
    null::varchar as generation,
    null::varchar as series_id,
    null::varchar as period,
    null::timestamp as known_from,
    null::varchar as what,
    null::decimal(38, 20) as value_before,
    null::decimal(38, 20) as value_after,
    null::varchar as status_before,
    null::varchar as status_after,
    null::varchar as cause,
    null::varchar[] as causes,
    null::varchar as source_id
where false
