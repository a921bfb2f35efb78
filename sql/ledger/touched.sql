-- Sources of which anything differs from the generation before. Empty where all have to be looked at.
-- Outside the content hash.
--
-- source_id: code of the source
select null::varchar as source_id
where false
