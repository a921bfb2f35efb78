-- Whose figure to take first where several publishers give one. A code list.
--
-- indicator: code of the indicator
-- area: code of the area
-- publisher: code of the publisher
-- rank: 1 is taken first
select
    indicator,
    area,
    publisher,
    rank::integer as rank
from codelist('preference')
order by indicator, area, rank, publisher
