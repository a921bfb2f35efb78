-- Theme environment: users, skills and rules; laws and standards stand beside, in table event.
-- One row for each publisher's series and period at its latest vintage; nothing is chosen and nothing is
-- blended.
select
    r.series_id,
    r.indicator,
    r.indicator_name,
    r.area,
    r.period,
    r.frequency,
    r.value,
    r.unit,
    r.qualifier,
    r.growth,
    r.publisher,
    r.source_id,
    r.is_preferred,
    r.status,
    r.known_from,
    r.observation_id,
    r.citation,
    r.licence,
    r.note,
    r.origin
from theme_rows('environment') as r
