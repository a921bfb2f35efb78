-- How many cells were worked out anew; 0 where it is not known which.
select count(series_id) as cells
from touched
