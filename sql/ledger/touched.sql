-- Sources of which anything differs from the generation before, and where most of it was carried on also the
-- cells that were worked out anew. Empty where all have to be looked at. Outside the content hash.
--
-- source_id: code of the source
-- series_id: series of a cell that was worked out anew; null where the row names the source alone
-- period: its period, for people
select
    null::varchar as source_id,
    null::varchar as series_id,
    null::varchar as period
where false
