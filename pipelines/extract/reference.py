"""Published figures transcribed by hand, one a row, each with its citation (format `reference`).

A row names its series in codes of ours; every code is checked against the code lists here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines import periods
from pipelines.codelists import FOLDER, check_keys, nearest, read_codelists, read_table
from pipelines.extract import csv_text
from pipelines.extract.columns import SCHEMA, filled, located
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelines.codelists import Codelists

HEADER: Final = (
    *("indicator", "area", "frequency", "period", "printed", "unit", "scale", "qualifier"),
    *("dimensions", "publisher", "document", "published", "address", "basis", "note"),
)
KEY: Final = (
    *("publisher", "indicator", "area", "frequency", "period", "unit", "dimensions", "published"),
)
# A transcribed figure is an exact decimal; marks of thousands are left out when it is copied.
DECIMAL: Final = r"^-?[0-9]+(?:\.[0-9]+)?$"
SCALE: Final = r"^-?[0-9]{1,2}$"
DIMENSIONS: Final = r"^(?:[A-Z_]+=[^:=,]+(?::[A-Z_]+=[^:=,]+)*)?$"
CLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "qualifier": ("", "about", "nearly", "more_than", "at_least", "less_than", "up_to"),
    "basis": ("read", "recorded", "cross_checked", "completed", "derived"),
}
OWN: Final = ("indicator", "area", "frequency", "publisher", "dimensions")
CITATION: Final = ("document", "published", "address", "basis", "note", "qualifier")


def recognises(head: bytes, name: str) -> bool:
    """Tell the file by its header."""
    del name
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"indicator,area,frequency,period,printed")


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give all rows as one frame; option `codelists` is the folder of the code lists.

    Raises Refusal naming file, line and value where a column, key, code, period or number is wrong.
    """
    table = read_table(path, HEADER)
    lists = read_codelists(Path(options.get("codelists", FOLDER)))
    check_keys(table, KEY, path.name)
    check_codes(table, lists, path.name, ("indicator", "area", "unit", "publisher"))
    for column, allowed in CLOSED.items():
        check(
            table, path.name, column, pl.col(column).is_in(allowed), f"one of: {', '.join(allowed)}"
        )
    check(table, path.name, "printed", pl.col("printed").str.contains(DECIMAL), "a plain decimal")
    check(
        table, path.name, "scale", pl.col("scale").str.contains(SCALE), "a power of ten such as 8"
    )
    check(table, path.name, "dimensions", pl.col("dimensions").str.contains(DIMENSIONS), "DIM=CODE")
    _check_periods(table, path.name)
    check_dates(table, path.name, "published")
    yield table.select(
        located("", "printed").alias("locator"),
        "printed",
        pl.lit(value=False).alias("reconstructed"),
        pl.lit(None, pl.String).alias("missing"),
        "period",
        "unit",
        pl.col("scale").cast(pl.Int64),
        pl.lit(None, pl.String).alias("status"),
        pl.lit(None, SCHEMA["obs_status"]).alias("obs_status"),
        pl.lit(None, pl.String).alias("vintage"),
        *(pl.col(name).alias(f"dim:{name}") for name in OWN),
        *(filled(pl.col(name)).alias(f"att:{name}") for name in CITATION),
    )


def resolve(content: bytes, locator: str) -> str:
    """Give the text at `row=LINE;column=NAME`, read from the bytes anew."""
    return csv_text.cell(content, locator, column=csv_text.in_header)


def check_codes(table: pl.DataFrame, lists: Codelists, name: str, columns: tuple[str, ...]) -> None:
    """Refuse the first code that is not in the list of its column's name."""
    for column in columns:
        codes = getattr(lists, column)["code"]
        unknown = table.filter(~pl.col(column).is_in(codes.implode()))
        if len(unknown):
            code, line = unknown.select(column, "row").row(0)
            message = (
                f'{name} line {line}: {column} "{code}" is not in sql/codelists/{column}.csv; '
                f"{nearest(code, codes)}. Correct the row, or add the code."
            )
            raise Refusal(message)


def check(table: pl.DataFrame, name: str, column: str, holds: pl.Expr, expected: str) -> None:
    """Refuse the first row in which a column is not what is expected."""
    wrong = table.filter(~holds)
    if len(wrong):
        value, line = wrong.select(column, "row").row(0)
        message = f'{name} line {line}: {column} "{value}"; expected {expected}. Correct the row.'
        raise Refusal(message)


def check_dates(table: pl.DataFrame, name: str, column: str) -> None:
    """Refuse the first text that is neither empty nor a date, a month or a year."""
    for text, line in table.filter(pl.col(column) != "").select(column, "row").iter_rows():
        try:
            periods.instant_of(text)
        except Refusal:
            message = f'{name} line {line}: {column} "{text}"; expected a date such as 2014-03-04.'
            raise Refusal(message) from None


def _check_periods(table: pl.DataFrame, name: str) -> None:
    pairs = table.select(pl.col("period").alias("text"), pl.col("frequency").alias("hint"))
    read_ = periods.period_frame(pairs).filter(pl.col("period").is_null())
    unknown = table.join(
        read_, left_on=["period", "frequency"], right_on=["text", "hint"], how="semi"
    )
    if len(unknown):
        line, text, frequency = unknown.select("row", "period", "frequency").row(0)
        message = (
            f'{name} line {line}: period "{text}" is none of frequency "{frequency}"; '
            "expected such as 2013 for A, 2013-S1 for H, 2013-Q3 for Q. Correct the row."
        )
        raise Refusal(message)
