-- One figure, answered: intact, repaired or quarantined.
--
-- snapshot: SHA-256 of the bytes in which the figure stands
-- figure: its number inside the snapshot
-- verdict: intact, repaired or quarantined
-- kind: amount, count, percent, period, ratio or other
-- repaired: the text after repair; null unless repaired
-- value: exact decimal in the plain unit, or ISO period, as text; null when quarantined
-- unit: plain unit of the value
-- qualifier: about, nearly, more_than, at_least, less_than, up_to, range, or empty
-- value_low: lower end of a range
-- value_high: upper end of a range
-- evidence_from: moment from which the youngest evidence used was known, in UTC
-- gate: what the gate said of the text: clean or garbled
-- code_version: version of the rules
-- stage: alone, or judged with other publishers' figures
select
    snapshot,
    figure,
    verdict,
    kind,
    repaired,
    value,
    unit,
    qualifier,
    value_low,
    value_high,
    evidence_from at time zone 'UTC' as evidence_from,
    gate,
    code_version,
    stage
from answered
order by snapshot, figure
