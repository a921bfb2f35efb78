-- Values that are not simply what the first answer says: the ordinal of the answer whose word holds, or
-- null where their history has to be worked out. One answer's word holds where all answers to one request
-- say the same and no complete one lacks it: that of the first of them.
select
    r.series_id,
    r.period,
    case
        when
            count(r.value) in (0, count(*))
            and coalesce(min(r.value) = max(r.value), true)
            and coalesce(min(r.manner) = max(r.manner), true)
            and min(r.request_number) = max(r.request_number)
            and count(r.evidence_utc) = 0
            -- No answer says it twice, and none after the first lacks it.
            and count(*) = bit_count(bit_or(1::hugeint << least(r.ordinal, 126)::integer))
            and (count(*) = max(r.answers) - min(r.ordinal) + 1 or max(r.last_complete) <= min(r.ordinal))
            then min(r.ordinal)
    end as held_by
from reading as r
semi join repeated as t on r.series_id = t.series_id and r.period = t.period
group by r.series_id, r.period
having held_by is distinct from 1
