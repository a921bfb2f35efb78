-- One applied rule. Applying the steps of a figure in order to its printed text gives the repaired text.
--
-- snapshot: SHA-256 of the bytes in which the figure stands
-- figure: its number inside the snapshot
-- step: place in the order in which they were applied, from 1
-- rule: name of the rule
-- before: the text before it
-- after: the text after it
select
    snapshot,
    figure,
    generate_subscripts(repairs, 1) as step,
    unnest(repairs).rule as rule,
    unnest(repairs).before as before,
    unnest(repairs).after as after
from answered
order by snapshot, figure, step
