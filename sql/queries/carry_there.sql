-- The touched cells of series that are there already. Of none, nothing has to be looked for.
select t.*
from touched_cell as t
semi join before.main.series_key as k on t.series_id = k.series_id
