-- Values of which the answers do not agree, so that their history has to be worked out.
--
-- form: view
select
    s.series_id,
    s.period
from standing as s
where s.held_by is null
