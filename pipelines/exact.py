"""Exact decimals: text and a power of ten to `frames.DECIMAL`, or the word that it does not fit.

polars rounds what has more than 20 decimals; so nothing reaches its cast that it could round.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import polars as pl

from pipelines import frames

# DECIMAL(38,20): 18 digits before the point, 20 behind.
WHOLE: Final = 18
FRACTION: Final = 20
# No published number is longer; a longer one cannot fit unless it is mostly zeros.
LONGEST: Final = 200
# What polars casts exactly, with any scale from 0 on: it answers null where it overflows.
PLAIN: Final = r"^[+-]?[0-9]{1,18}(?:\.[0-9]{1,20})?$"
FACTORS: Final = WHOLE + FRACTION


def with_exact(
    frame: pl.DataFrame, number: str, scale: str | None = None, *, into: str = "value"
) -> pl.DataFrame:
    """Add the column `into`: the text in column `number` times ten to the power of `scale`.

    Null where the number is null, is no number, or does not fit without being rounded.
    """
    power = pl.col(scale).fill_null(0) if scale else pl.lit(0, pl.Int64)
    text = pl.col(number)
    is_plain = text.str.contains(PLAIN) & power.is_between(0, FACTORS)
    shifted = pl.when(power == 0).then(text).otherwise(text + "e" + power.cast(pl.String))
    plain = pl.when(is_plain).then(shifted).cast(frames.DECIMAL, strict=False)
    found = frame.with_columns(plain.alias(into), power.alias("_power"))
    odd = (
        found.filter(text.is_not_null() & ~is_plain)
        .select(pl.col(number).alias("_text"), "_power")
        .unique()
        .sort("_text", "_power")
    )
    if odd.is_empty():
        return found.drop("_power")
    answers = odd.with_columns(
        pl.Series("_odd", [exact_text(*row) for row in odd.iter_rows()], pl.String).cast(
            frames.DECIMAL
        )
    )
    return (
        found.join(
            answers,
            left_on=[number, "_power"],
            right_on=["_text", "_power"],
            how="left",
            maintain_order="left",
        )
        .with_columns(pl.coalesce(into, "_odd").alias(into))
        .drop("_power", "_odd")
    )


def exact_text(number: str, scale: int = 0) -> str | None:
    """Give a number times ten to the power of `scale` in plain digits; None where it does not fit.

    >>> exact_text("1.31", 12), exact_text("5e-21"), exact_text("50e-21"), exact_text("1e18")
    ('1310000000000', None, '0.00000000000000000005', None)
    """
    if len(number) > LONGEST:
        return None
    try:
        sign, digits, exponent = Decimal(number).as_tuple()
    except ArithmeticError:
        return None
    if not isinstance(exponent, int):
        return None
    whole = "".join(map(str, digits)).lstrip("0")
    short = whole.rstrip("0")
    if not short:
        return "0"
    power = exponent + scale + len(whole) - len(short)
    if power < -FRACTION or len(short) + power > WHOLE:
        return None
    minus = "-" if sign else ""
    if power >= 0:
        return minus + short + "0" * power
    padded = short.rjust(1 - power, "0")
    return f"{minus}{padded[:power]}.{padded[power:]}"
