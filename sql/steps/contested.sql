-- Values, by the hash of series and period, of which the answers do not agree, so that their history has to
-- be worked out.
--
-- form: view
select s.cell
from standing as s
where s.held_by is null
