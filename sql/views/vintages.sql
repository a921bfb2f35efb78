-- Every vintage of every observation, with its name, its status in one word, and how to cite it.
--
-- observation_id: series_id/period/known_from; names the vintage for good
-- status: the first that holds of: withdrawn, missing, corrected, repaired, derived, forecast,
--   estimated, provisional, published
-- citation: publisher, document and address, or how the source asks to be cited
-- licence: the terms under which the source is published
select
    o.series_id || '/' || o.period || '/'
    || replace(strftime(o.known_from, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z') as observation_id,
    o.*,
    case
        when o.event = 'withdrawn' then 'withdrawn'
        when o.missing_reason is not null then 'missing'
        when o.origin in ('corrected', 'repaired', 'derived') then o.origin
        when list_contains(o.obs_status, 'F') then 'forecast'
        when list_contains(o.obs_status, 'E') then 'estimated'
        when list_contains(o.obs_status, 'P') then 'provisional'
        else 'published'
    end as status,
    coalesce(
        case when o.document is not null then concat_ws(', ', k.publisher_name, o.document, o.address) end,
        s.citation
    ) as citation,
    s.licence
from series_key as k
inner join observation as o on k.series_id = o.series_id and k.indicator = o.indicator and k.area = o.area
left join source as s on o.source_id = s.source_id
