-- The corrections as people wrote them.
select
    snapshot,
    locator,
    printed,
    replacement,
    value::decimal(38, 20) as value,
    reason,
    evidence,
    made_by,
    second_reader,
    until::timestamp as until
from read_csv(
    getvariable('corrections'),
    all_varchar = true, header = true, delim = ',', quote = '"', escape = '"'
)
