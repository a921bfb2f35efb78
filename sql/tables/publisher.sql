-- The bodies that issue statistics, and each document that names none as its own publisher.
--
-- code: code of the publisher; doc-… for a document that names none
-- name: its name, or the title of the document
-- description: what it is
-- homepage: where it publishes
-- kind: what sort of body: statistical office, ministry, company, document, and so on
select
    p.code,
    p.name,
    p.description,
    p.homepage,
    p.kind
from codelist('publisher') as p
union all by name
select
    o.publisher as code,
    coalesce(min(r.title), o.publisher) as name,
    'A document that names no publisher.' as description,
    null as homepage,
    'document' as kind
from read_parquet(getvariable('observations')) as o
left join receipt as r on o.snapshot = r.snapshot
where starts_with(o.publisher, 'doc-')
group by o.publisher
order by code
