"""A constructed SDMX-CSV table of many series, and the same table with 1% of its values revised.

The values mean nothing; what counts is their number, and that any two runs write the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PERIODS: Final = 1000  # months of one series, from 1941-01 on
PRODUCTS: Final = 50
REVISED: Final = 100  # one value in so many is another in the second edition
FIRST_YEAR: Final = 1941
COLUMNS: Final = (
    *("DATAFLOW", "FREQ", "REF_AREA", "PRODUCT", "UNIT_MEASURE"),
    *("TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"),
)


def write_table(path: Path, rows: int, areas: Sequence[str], *, edition: int) -> None:
    """Write `rows` observations, a series of a thousand months after the other.

    Edition 1 and 2 differ in one value of a hundred.
    """
    months = pl.DataFrame(
        {"TIME_PERIOD": [f"{FIRST_YEAR + n // 12}-{n % 12 + 1:02}" for n in range(PERIODS)]}
    )
    with path.open("wb") as sink:
        for begin in range(0, rows, 200 * PERIODS):
            part = _part(begin, min(rows, begin + 200 * PERIODS), areas, months, edition)
            part.write_csv(sink, include_header=begin == 0)


def _part(
    begin: int, end: int, areas: Sequence[str], months: pl.DataFrame, edition: int
) -> pl.DataFrame:
    number = pl.int_range(begin, end, eager=True).alias("number").to_frame()
    series, is_revised = pl.col("number") // PERIODS, pl.col("number") % REVISED == 0
    cents = pl.col("number") * 7_919 % 999_983 + 1 + (edition - 1) * is_revised.cast(pl.Int64)
    area = (series // PRODUCTS).replace_strict(dict(enumerate(areas)), return_dtype=pl.String)
    product = (series % PRODUCTS).cast(pl.String).str.zfill(2)
    values = {
        "DATAFLOW": pl.lit("BENCH:TABLE(1.0)"),
        "FREQ": pl.lit("M"),
        "REF_AREA": area,
        "PRODUCT": pl.concat_str(pl.lit("P"), product),
        "UNIT_MEASURE": pl.lit("PS"),
        "TIME_PERIOD": pl.lit(months["TIME_PERIOD"]).gather(pl.col("number") % PERIODS),
        "OBS_VALUE": (cents // 100).cast(pl.String)
        + "."
        + (cents % 100).cast(pl.String).str.zfill(2),
        "OBS_STATUS": pl.lit("A"),
    }
    return number.select(values[name].alias(name) for name in COLUMNS)
