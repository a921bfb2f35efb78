-- A text proposed in place of the printed one.
--
-- snapshot: SHA-256 of the bytes in which the figure stands
-- figure: its number inside the snapshot
-- rank: 1 is the likeliest
-- text: the text proposed
-- value: its exact value in the plain unit
-- cost: how much damage it assumes; smaller is likelier
select
    snapshot,
    figure,
    generate_subscripts(candidates, 1) as rank,
    unnest(candidates).text as text,
    unnest(candidates).value as value,
    unnest(candidates).cost as cost
from answered
order by snapshot, figure, rank
