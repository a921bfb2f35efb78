"""Cells that became no observation, as rows of the layers: a figure, a verdict and a claim each.

Why a cell was left out is decided in normalise.py; here it is only written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from pipelines import frames, repair

if TYPE_CHECKING:
    from pipelines.normalise import Layers


def with_left_out(made: Layers) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Give figures, verdicts and claims of a batch, cells that were left out among them.

    A cell without a number holds no figure; it stays with the cells that the reader gave.
    """
    numbers = made.left_out.filter(pl.col("printed").str.contains(r"[0-9]"))
    plain = numbers.join(made.figures, on=["snapshot", "figure"], how="anti", maintain_order="left")
    figures = plain.with_columns(
        pl.concat_str("reason", "detail", separator=": ", ignore_nulls=True).alias("context")
    )
    verdicts = plain.with_columns(
        pl.lit("intact").alias("verdict"),
        pl.lit("other").alias("kind"),
        pl.lit("").alias("qualifier"),
        pl.lit("clean").alias("gate"),
        pl.lit(repair.VERSION).alias("code_version"),
    )
    return (
        pl.concat([made.figures, _shaped(figures, frames.FIGURES)]),
        pl.concat([made.verdicts, _shaped(verdicts, frames.VERDICTS)]),
        _shaped(numbers, frames.CLAIMS),
    )


def _shaped(frame: pl.DataFrame, schema: frames.Schema) -> pl.DataFrame:
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )
