-- Places: countries, groups of countries, regions. A code list.
--
-- code: code of the area
-- name: its name in English
-- kind: country, group, region, and so on
-- iso2: ISO 3166-1 code of two letters
-- iso3: ISO 3166-1 code of three letters
-- eurostat: code that Eurostat uses
-- worldbank: code that the World Bank uses
-- statcan: code that Statistics Canada uses
-- oecd: code that the OECD uses
-- parent: area of which it is a part
select
    code,
    name,
    kind,
    iso2,
    iso3,
    eurostat,
    worldbank,
    statcan,
    oecd,
    parent
from codelist('area')
order by code
