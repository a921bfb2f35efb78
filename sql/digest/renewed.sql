-- The series and receipts of which a row is another than before, and, as receipt '', the series of the
-- touched cells, whose vintages may end at another moment.
with differing as (
    (
        select * replace (null as known_until)
        from was
        except
        select * replace (null as known_until)
        from now_is
    )
    union all
    (
        select * replace (null as known_until)
        from now_is
        except
        select * replace (null as known_until)
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
