-- One code list of sql/codelists, all columns text, empty cells null.
--
-- arguments: name
from read_csv(
    getvariable('codelists') || '/' || name || '.csv',
    all_varchar = true, header = true, delim = ',', quote = '"', escape = '"'
)
