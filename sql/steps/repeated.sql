-- Values of which there is more than one word, or may be: those of requests that were answered anew.
select
    series_id,
    period
from given
group by series_id, period
having count(*) > 1 or bool_or(answers > 1)
