"""Cells of structured sources to observations, in polars; a document's go through documents.py.

    cells -> ordinals -> verdicts (verdicts.py) -> names (naming.py) -> periods (periods.py)
          -> exact values (exact.py) -> observations | left_out

Every cell ends as an observation or as a row of `left_out` with its reason; `counts` proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines import frames, periods
from pipelines.exact import with_exact
from pipelines.naming import with_names
from pipelines.repair.figure import Evidence, Figure
from pipelines.verdicts import cell_verdicts, verdict_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipelines.codelists import Codelists
    from pipelines.source import Source

# A cell that is no observation, and why: `reason` is one of REASONS, `detail` the text at fault.
LEFT_OUT: Final = {
    "snapshot": pl.String,
    "figure": pl.Int64,
    "locator": pl.String,
    "printed": pl.String,
    "reason": pl.String,
    "detail": pl.String,
}
REASONS: Final[Mapping[str, str]] = {
    "no measure": "no measure of the source is declared for these dimensions",
    "unknown publisher": "the publisher is not in the code list",
    "unknown area": "the area is not in the code list, nor in the source's own table",
    "unknown unit": "the unit is not in the code lists, nor in the measure's own table",
    "unknown period": "the period is not one of the forms of periods.py, or not of its frequency",
    "quarantined": "the figure is quarantined",
    "does not fit": "the value has more than 18 digits before or 20 behind the point",
}
FIT: Final = Evidence(
    test="fit",
    stance="against",
    candidate="",
    reason="does not fit DECIMAL(38,20) without rounding",
)
_ATTRIBUTES: Final = ("basis", "document", "address", "note", "qualifier", "published")


@dataclass(frozen=True, slots=True)
class Layers:
    """What one batch of cells gives; `figures` and `verdicts` are of cells that are not canonical.

    `counts`: cells, missing, intact, repaired, quarantined (these four add up to cells),
    observations and left_out (these two as well).
    """

    observations: pl.DataFrame
    figures: pl.DataFrame
    verdicts: pl.DataFrame
    left_out: pl.DataFrame
    counts: Mapping[str, int]


def cells_to_observations(
    source: Source, cells: Iterable[pl.DataFrame], snapshot: str, lists: Codelists
) -> Iterator[Layers]:
    """Give the layers of each batch of a snapshot's cells; figures are numbered through it.

    A cell in two measures belongs to the first. Raises Refusal where the cells lack a dimension
    that the source declares.
    """
    begin = 0
    for batch in cells:
        numbered = batch.with_columns(
            pl.int_range(begin, begin + len(batch), dtype=pl.Int64).alias("figure")
        )
        yield _layers(source, numbered, snapshot, lists)
        begin += len(batch)


def _layers(source: Source, cells: pl.DataFrame, snapshot: str, lists: Codelists) -> Layers:
    judged, figures, verdicts = cell_verdicts(cells, snapshot)
    named = periods.with_periods(with_names(judged, source, lists), lists)
    valued = with_exact(named, "number", "scale")
    is_unfit = pl.col("number").is_not_null() & pl.col("value").is_null()
    valued = valued.with_columns(
        pl.when(is_unfit).then(pl.lit("quarantined")).otherwise("verdict").alias("verdict"),
        _reason(source, lists, is_unfit),
    )
    unfit = valued.filter(is_unfit)
    whole = valued.filter(pl.col("reason").is_null())
    observations = _observations(whole, source, snapshot)
    left_out = _left_out(valued.filter(pl.col("reason").is_not_null()), source, snapshot)
    return Layers(
        observations=observations,
        figures=_with_unfit_figures(figures, unfit, snapshot),
        verdicts=_with_unfit_verdicts(verdicts, unfit, snapshot),
        left_out=left_out,
        counts=_counts(valued, observations, left_out),
    )


def _reason(source: Source, lists: Codelists, is_unfit: pl.Expr) -> pl.Expr:
    """The first thing that keeps a cell from being an observation."""
    indicator, publisher = lists.indicator["code"].implode(), lists.publisher["code"].implode()
    is_known = pl.col("publisher").is_in(publisher) | (pl.col("publisher") == source.publisher)
    tests = {
        "no measure": ~pl.col("indicator").is_in(indicator).fill_null(value=False),
        "unknown publisher": ~is_known.fill_null(value=False),
        "unknown area": pl.col("area").is_null(),
        "unknown unit": pl.col("unit").is_null(),
        "unknown period": pl.col("period").is_null(),
        "quarantined": pl.col("verdict") == "quarantined",
        "does not fit": is_unfit,
    }
    return pl.coalesce(pl.when(test).then(pl.lit(reason)) for reason, test in tests.items()).alias(
        "reason"
    )


def _observations(whole: pl.DataFrame, source: Source, snapshot: str) -> pl.DataFrame:
    has = set(whole.columns)
    att = {
        name: pl.col(f"att:{name}") if f"att:{name}" in has else pl.lit(None, pl.String)
        for name in _ATTRIBUTES
    }
    vintage = _instant(whole, "vintage")
    published = _instant(whole, "att:published")
    basis = pl.coalesce(
        pl.when(vintage.is_not_null()).then(pl.lit("vintage")),
        pl.when(published.is_not_null()).then(pl.lit("publication")),
    )
    return whole.with_columns(
        pl.lit(source.id).alias("source_id"),
        pl.lit(snapshot).alias("snapshot"),
        series_id().alias("series_id"),
        pl.col("missing").alias("missing_reason"),
        pl.col("status").alias("status_received"),
        pl.when(pl.col("verdict") == "repaired")
        .then(pl.lit("repaired"))
        .when(att["basis"] == "derived")
        .then(pl.lit("derived"))
        .otherwise(pl.lit("published"))
        .alias("origin"),
        pl.when(att["qualifier"] != "").then(att["qualifier"]).alias("qualifier"),
        pl.lit(None, frames.DECIMAL).alias("value_low"),
        pl.lit(None, frames.DECIMAL).alias("value_high"),
        pl.coalesce(vintage, published).alias("declared_from"),
        basis.alias("declared_basis"),
        pl.lit(None, frames.INSTANT).alias("evidence_from"),
        *(att[name].alias(name) for name in ("basis", "document", "address", "note")),
    ).select(pl.col(name).cast(kind) for name, kind in frames.OBSERVATIONS.items())


def series_id() -> pl.Expr:
    """`publisher:indicator:area:frequency:unit[:DIM=CODE...]` out of the columns of these names."""
    parts = [pl.col("publisher")]
    for name in ("indicator", "area", "frequency", "unit"):
        parts += [pl.lit(":"), pl.col(name)]
    further = pl.col("dimensions")
    colon = pl.when(further != "").then(pl.lit(":")).otherwise(pl.lit(""))
    return pl.concat_str(*parts, colon, further)


def _instant(whole: pl.DataFrame, column: str) -> pl.Expr:
    """The moments that a column of declared dates says; the grammar runs once for each text."""
    if column not in whole.columns:
        return pl.lit(None, frames.INSTANT)
    texts = whole[column].drop_nulls().unique().sort()
    moments = {text: periods.instant_of(text) for text in texts if text}
    if not moments:
        return pl.lit(None, frames.INSTANT)
    return pl.col(column).replace_strict(moments, default=None, return_dtype=frames.INSTANT)


def _left_out(rest: pl.DataFrame, source: Source, snapshot: str) -> pl.DataFrame:
    area = "dim:area" if not source.measures else f"dim:{source.area_dimension}"
    own = [name for name in rest.columns if name.startswith("dim:")]
    dimensions = [pl.concat_str(pl.lit(name[4:] + "="), pl.col(name).fill_null("")) for name in own]
    at_fault = {
        "no measure": pl.concat_str(dimensions, separator=":") if own else pl.lit(""),
        "unknown publisher": pl.col("publisher"),
        "unknown area": pl.col(area) if area in own else pl.lit(None, pl.String),
        "unknown unit": pl.col("unit_received"),
        "unknown period": pl.col("period_received"),
    }
    detail = pl.coalesce(
        pl.when(pl.col("reason") == reason).then(text) for reason, text in at_fault.items()
    )
    return rest.with_columns(pl.lit(snapshot).alias("snapshot"), detail.alias("detail")).select(
        pl.col(name).cast(kind) for name, kind in LEFT_OUT.items()
    )


def _with_unfit_figures(figures: pl.DataFrame, unfit: pl.DataFrame, snapshot: str) -> pl.DataFrame:
    """Give a cell that is canonical, but whose value does not fit, a row of its own after all."""
    new = unfit.join(figures, on="figure", how="anti", maintain_order="left")
    rows = [
        {"snapshot": snapshot, "figure": number, "locator": locator, "printed": printed}
        for number, locator, printed in new.select("figure", "locator", "printed").iter_rows()
    ]
    return pl.concat([figures, pl.DataFrame(rows, frames.FIGURES)]).sort("figure")


def _with_unfit_verdicts(
    verdicts: pl.DataFrame, unfit: pl.DataFrame, snapshot: str
) -> pl.DataFrame:
    rows = [
        verdict_row(
            snapshot,
            number,
            Figure(0, len(printed), printed, "quarantined", "other", evidence=(FIT,)),
            gate="clean",
        )
        for number, printed in unfit.select("figure", "printed").iter_rows()
    ]
    others = verdicts.join(unfit, on="figure", how="anti", maintain_order="left")
    return pl.concat([others, pl.DataFrame(rows, frames.VERDICTS)]).sort("figure")


def _counts(
    valued: pl.DataFrame, observations: pl.DataFrame, left_out: pl.DataFrame
) -> Mapping[str, int]:
    found = dict(valued["verdict"].value_counts().iter_rows())
    each = {name: found.get(name, 0) for name in ("missing", "intact", "repaired", "quarantined")}
    return {
        "cells": len(valued),
        **each,
        "observations": len(observations),
        "left_out": len(left_out),
    }
