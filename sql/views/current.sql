-- The world as known now: of every series and period the latest vintage, withdrawn and missing ones too.
select * exclude (known_until)
from vintages
where known_until is null
