-- One series a row, with two parts of its key: a reader who asks for one series is led to its rows by them.
-- DuckDB keeps the least and greatest text of a stretch of rows by their first eight bytes, which the names
-- of series share; codes of areas and indicators differ in them.
--
-- form: searched
-- series_id: publisher:indicator:area:frequency:unit[:DIM=CODE…]; readable and stable
-- indicator: code of the indicator
-- area: code of the area
-- publisher_name: name of its publisher in English; null where the code list has none
select
    o.series_id,
    o.indicator,
    o.area,
    p.name as publisher_name
from (
    select distinct
        series_id,
        publisher,
        indicator,
        area
    from observation
) as o
left join publisher as p on o.publisher = p.code
order by o.series_id
