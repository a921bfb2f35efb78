-- One series a row, with two parts of its key: a reader who asks for one series is led to its rows by them.
-- DuckDB keeps the least and greatest text of a stretch of rows by their first eight bytes, which the names
-- of series share; codes of areas and indicators differ in them.
--
-- series_id: publisher:indicator:area:frequency:unit[:DIM=CODE…]; readable and stable
-- indicator: code of the indicator
-- area: code of the area
select distinct
    series_id,
    indicator,
    area
from observation
order by series_id
