"""Quarantined figures of documents judged again, with figures of other publishers as references.

Only structured sources give references, and only figures that were received intact and are
not derived: so there are no circles, and no order of loading.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from pipelines import frames, repair
from pipelines.repair.figure import Reference
from pipelines.verdicts import CANONICAL, figure_of, verdict_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from pipelines.repair.figure import Figure

# What a reference must agree in with the claim; both frames have these columns.
KEY: Final = ("indicator", "area", "frequency", "period")
MATCH: Final = (*KEY, "unit")
# A transcribed figure is evidence only where it was read or recorded, to its printed precision.
BASES: Final = ("read", "recorded")


def judge_again(
    figures: pl.DataFrame,
    verdicts: pl.DataFrame,
    claims: pl.DataFrame,
    observations: pl.LazyFrame,
) -> pl.DataFrame:
    """Give `frames.VERDICTS` of every figure that is quarantined, changed by references or not.

    A figure whose claim is not whole is like nothing that another publisher printed, so it is
    judged without references. `observations` are those of structured sources, in columns of
    `frames.OBSERVATIONS` and `known_from`, the moment from which each was known. `evidence_from`
    of a figure that is repaired is the first moment at which what was known by then repairs it
    in the same way.
    """
    quarantined = (
        verdicts.filter(pl.col("verdict") == "quarantined")
        .join(figures, on=["snapshot", "figure"], maintain_order="left")
        .join(
            claims.filter(pl.col("reason").is_null()).select(
                "snapshot", "figure", "publisher", *KEY, pl.col("unit").alias("claimed")
            ),
            on=["snapshot", "figure"],
            how="left",
            maintain_order="left",
        )
    )
    references = _references(quarantined, observations)
    rows = [_judged(row, references) for row in quarantined.iter_rows(named=True)]
    return pl.DataFrame(rows, frames.VERDICTS)


def reference_rows(observations: pl.LazyFrame) -> pl.LazyFrame:
    """The observations that may serve as evidence: received intact, read or recorded, of no part.

    Rows with further dimensions are of a part of what the indicator names.
    """
    return observations.filter(
        pl.col("value").is_not_null(),
        pl.col("origin") == "published",
        pl.col("basis").is_null() | pl.col("basis").is_in(BASES),
        pl.col("dimensions") == "",
    )


def precision_of(printed: str, value: Decimal) -> int:
    """The power of ten of the last printed digit of a figure, in the plain unit of its value.

    >>> precision_of("1.31", Decimal(1310000000000)), precision_of("350.19", Decimal(35019000000))
    (10, 6)
    """
    number = Decimal(printed) if re.match(CANONICAL, printed) else value.normalize()
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101  a canonical cell is a finite number
    if not value:
        return exponent
    return exponent + value.adjusted() - number.adjusted()


def _references(
    quarantined: pl.DataFrame, observations: pl.LazyFrame
) -> Mapping[tuple[str, ...], list[dict[str, Any]]]:
    """The rows that match some claim, by what they agree in, the longest known first."""
    claimed = quarantined.select(*KEY, pl.col("claimed").alias("unit")).drop_nulls().unique()
    matched = (
        reference_rows(observations)
        .join(claimed.lazy(), on=list(MATCH), how="semi")
        .select(*MATCH, "publisher", "series_id", "printed", "value", "known_from")
        .sort("known_from", "series_id", "printed")
        .collect(engine="streaming")
    )
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in matched.iter_rows(named=True):
        found.setdefault(tuple(row[name] for name in MATCH), []).append(row)
    return found


def _judged(
    row: Mapping[str, Any], references: Mapping[tuple[str, ...], list[dict[str, Any]]]
) -> dict[str, Any]:
    figure = figure_of(row)
    key = tuple(row[name] for name in (*KEY, "claimed"))
    rows = references.get(key, [])
    answer = repair.judge_again(figure, [_reference(each, row["publisher"]) for each in rows])
    return verdict_row(
        row["snapshot"],
        row["figure"],
        answer,
        gate=row["gate"],
        evidence_from=_known(figure, answer, rows, row["publisher"]),
    )


def _reference(row: Mapping[str, Any], publisher: str) -> Reference:
    known_from = row["known_from"].strftime("%Y-%m-%dT%H:%M:%SZ")
    return Reference(
        source=f"{row['series_id']}/{row['period']}/{known_from}",
        publisher=row["publisher"],
        same_publisher=row["publisher"] == publisher,
        value=row["value"].normalize(),
        precision=precision_of(row["printed"], row["value"]),
    )


def _known(
    figure: Figure, answer: Figure, rows: Sequence[Mapping[str, Any]], publisher: str
) -> datetime | None:
    """The first moment at which the references known by then give the same repair."""
    if answer.verdict != "repaired":
        return None
    for moment in _moments(rows):
        known = [_reference(row, publisher) for row in rows if row["known_from"] <= moment]
        if repair.judge_again(figure, known).repaired == answer.repaired:
            return moment
    return None


def _moments(rows: Iterable[Mapping[str, Any]]) -> list[datetime]:
    return sorted({row["known_from"] for row in rows})
