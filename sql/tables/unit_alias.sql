-- How units and scales are written in print. A code list.
--
-- text: the words or sign in print
-- unit: code of the unit
-- scale: power of ten that the words add
-- language: language of the words
select
    text,
    unit,
    scale::integer as scale,
    language
from codelist('unit_alias')
order by language, text
