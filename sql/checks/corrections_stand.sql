-- A correction finds no such figure, waits to be confirmed on a newer snapshot, or the publisher has
-- mended the text.
--
-- severity: warning
-- scope: touched
-- about: correction
select
    status,
    snapshot,
    locator,
    printed,
    found_in,
    found_printed
from correction
where status != 'applied'
