-- Corrections that people wrote for the place `snapshot` and `locator`.
select
    c.status,
    c.printed,
    c.replacement,
    c.reason,
    c.evidence,
    c.made_by,
    c.second_reader,
    c.until
from correction as c
where c.found_in = getvariable('snapshot') and c.locator = getvariable('locator')
