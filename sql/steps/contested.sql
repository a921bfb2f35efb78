-- Series and periods of which there is more than one word, so that their history has to be worked out.
select
    r.series_id,
    r.period
from reading as r
group by r.series_id, r.period
having count(*) > 1 or bool_or(r.answers > 1)
