-- One fact, able to fail, for or against a candidate.
--
-- snapshot: SHA-256 of the bytes in which the figure stands
-- figure: its number inside the snapshot
-- position: place in the order in which it was found, from 1
-- test: name of the test
-- stance: for or against
-- candidate: text of the candidate
-- reason: what was found, in words
-- source: observation_id of another publisher's figure, where one was used
select
    snapshot,
    figure,
    generate_subscripts(evidence, 1) as position,
    unnest(evidence).test as test,
    unnest(evidence).stance as stance,
    unnest(evidence).candidate as candidate,
    unnest(evidence).reason as reason,
    unnest(evidence).source as source
from answered
order by snapshot, figure, position
