-- The series and receipts of which a row is another than before, and, as receipt '', the series of the
-- touched cells, whose vintages may end at another moment.
with was as (
    select o.* replace (null as known_until)
    from before.main.observation as o
    semi join touched_cell as t on o.series_id = t.series_id and o.period = t.period
),

now_is as (
    select o.* replace (null as known_until)
    from observation as o
    semi join touched_cell as t on o.series_id = t.series_id and o.period = t.period
),

differing as (
    (
        from was
        except
        from now_is
    )
    union all
    (
        from now_is
        except
        from was
    )
)

select
    series_id,
    receipt
from differing
union
select
    series_id,
    '' as receipt
from touched_cell
