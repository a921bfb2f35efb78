-- The world as known now: of every series and period the latest vintage, withdrawn and missing ones too.
select v.* exclude (known_until)
from vintages as v
where v.known_until is null
