-- The world as known at a moment (UTC): what `current` was then. A vintage that came later leaves no trace.
--
-- arguments: t
select v.* exclude (known_until)
from vintages as v
where v.known_from <= t::timestamp and (v.known_until is null or v.known_until > t::timestamp)
