-- The world as known at a moment (UTC): what `current` was then. A vintage that came later leaves no trace.
--
-- arguments: t
select * exclude (known_until)
from vintages
where known_from <= t::timestamp and (known_until is null or known_until > t::timestamp)
