-- Periods from which a series is not comparable with what stood before. A code list.
--
-- publisher: code of the publisher
-- indicator: code of the indicator
-- area: code of the area
-- frequency: code of the frequency
-- period: first period of the new run
-- reason: why it is not comparable
select
    publisher,
    indicator,
    area,
    frequency,
    period,
    reason
from codelist('break')
order by publisher, indicator, area, frequency, period
