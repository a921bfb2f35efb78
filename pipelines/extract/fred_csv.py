"""Graph CSV of FRED and ALFRED: a date, and a column a series or a series as of a vintage.

Units are not in the file; only hand-edited headers carry one in brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text
from pipelines.extract.columns import cells, located, long
from pipelines.extract.status import SDMX
from pipelines.extract.text_encoding import beginning, shown
from pipelines.extract.zip_archive import Content, contents
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

OPENING: Final = re.compile(r'"?(?:observation_date|DATE)"?,"?[A-Z0-9]')
# ECOMSA, ECOMSA_20240101 (ALFRED), ECOMSA(in millions USD)
COLUMN: Final = re.compile(
    r"(?P<series_id>[^\s()]+?)(?:_(?P<vintage>\d{8}))?(?:\s*\((?P<unit>[^()]*)\))?"
)
ABSENT: Final = ("", ".")


def recognises(head: bytes, name: str) -> bool:
    """Tell a graph file by the name of its first column."""
    del name
    return OPENING.match(beginning(head)) is not None


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations: dimension `series_id`, vintage from the name of the column.

    Dates stay as received, those mangled by a spreadsheet too. Raises Refusal where the first
    column is no date and where a header is no series.
    """
    for content in contents(path):
        yield from _table(content, options)


def resolve(content: bytes, locator: str) -> str:
    """Give the field at `row=…;column=…`, read anew."""
    return csv_text.cell(content, locator, column=csv_text.in_header)


def _table(content: Content, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    with csv_text.opened(content, declared=options.get("encoding")) as cursor:
        _, header = cursor.record() or (0, [""])
        parts = _series(header, content.called)
        for frame in cursor.frames(len(header)):
            for fields in long(frame, [0], dict(enumerate(header[1:], 1))):
                yield _cells(fields.join(parts, on="place", maintain_order="left"), content.prefix)


def _series(header: list[str], called: str) -> pl.DataFrame:
    """Take the names of the columns apart: series, vintage, unit."""
    if header[0].lower() not in ("date", "observation_date") or len(header) < 2:
        message = (
            f'{called}: expected columns "observation_date" (or "DATE") and a series; found '
            f'"{shown(",".join(header))}". FRED answers an unknown series with a page.'
        )
        raise Refusal(message, exit_code=1)
    found = [COLUMN.fullmatch(name.strip()) for name in header[1:]]
    for place, part in enumerate(found, 1):
        if part is None or header.count(header[place]) > 1:
            name = shown(header[place])
            message = f'{called}: column {place + 1}, "{name}", names no series of its own.'
            raise Refusal(message, exit_code=1)
    rows = [part.groupdict() for part in found if part is not None]
    schema = {"series_id": pl.String, "vintage": pl.String, "unit": pl.String}
    return pl.DataFrame(rows, schema=schema).with_columns(
        place=pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    )


def _cells(fields: pl.DataFrame, prefix: str) -> pl.DataFrame:
    return cells(
        fields,
        {
            "locator": located(prefix, pl.col("header")),
            "printed": pl.col("value"),
            "period": pl.col("0"),
            "unit": pl.col("unit"),
            "vintage": pl.col("vintage"),
        },
        marks=SDMX,
        absent=ABSENT,
        dimensions={"series_id": pl.col("series_id")},
    )
