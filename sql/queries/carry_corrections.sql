-- Corrections that the generation before did not have, or had and are gone.
(
    from correction
    except
    from before.main.correction
)
union all
(
    from before.main.correction
    except
    from correction
)
