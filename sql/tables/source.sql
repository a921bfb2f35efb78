-- Recurring publications and API data sets, each as it is declared.
--
-- source_id: code of the source
-- title: its title
-- publisher: code of the publisher; empty where each row names its own
-- licence: the terms under which it is published
-- citation: how it asks to be cited
-- format: the reader that takes it in
-- cadence: how often it is fetched
-- kind: structured, prose or events
select
    source_id,
    title,
    publisher,
    licence,
    citation,
    format,
    cadence,
    kind
from
    read_ndjson(
        getvariable('sources'),
        columns = {
            source_id: 'varchar', title: 'varchar', publisher: 'varchar', licence: 'varchar',
            citation: 'varchar', format: 'varchar', cadence: 'varchar', kind: 'varchar'
        }
    )
order by source_id
