"""Eurostat's TSV, of the bulk download and of the API, and its re-saves as CSV: periods in columns.

The first field of a row is the key, its parts joined by commas; a cell is a value, or `:`, and
flags behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text
from pipelines.extract.columns import cells, located, long
from pipelines.extract.status import EUROSTAT
from pipelines.extract.text_encoding import beginning, shown
from pipelines.extract.zip_archive import Content, contents
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# freq,unit,geo\TIME_PERIOD or unit,geo\time, then a tab, or a comma in re-saves
OPENING: Final = re.compile(r'"?[\w,]+\\(?:TIME_PERIOD|time)\s*"?\s*[\t,]', re.IGNORECASE)
FLAGS: Final = r"\s*([a-z|][a-zA-Z| ]*)$"  # behind the value: "12.5 bp", ":c", "7 u|C"
NOT_A_NUMBER: Final = "NaN"  # in re-saves as CSV, which have lost the flags
ABSENT: Final = ("", ":", NOT_A_NUMBER)


def recognises(head: bytes, name: str) -> bool:
    """Tell the file by the backslash between the last dimension and time."""
    del name
    return OPENING.match(beginning(head)) is not None


def delimiter(first_line: str) -> str | None:
    """Give what separates the fields.

    >>> delimiter("freq,geo\\\\TIME_PERIOD\\t2000 \\t2001 "), delimiter("freq,geo\\\\time,2000")
    ('\\t', ',')
    """
    return "\t" if "\t" in first_line else ","


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations: dimensions as the header names them, unit from `unit`.

    `printed` is the value without the flags behind it, which are the status. Raises Refusal
    for a header without backslash and a key with more or fewer parts than the header.
    """
    for content in contents(path):
        yield from _table(content, options)


def resolve(content: bytes, locator: str) -> str:
    """Give the value at `row=…;column=<period>`, without its flags, read anew."""
    field = csv_text.cell(content, locator, column=_by_period, delimiter=delimiter)
    return field.strip() if field.strip() == NOT_A_NUMBER else re.sub(FLAGS, "", field.strip())


def _by_period(records: Mapping[int, list[str]], name: str) -> int | None:
    header = [field.strip() for field in next(iter(records.values()), [])]
    return header.index(name) if name in header else None


def _table(content: Content, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    with csv_text.opened(content, delimiter=delimiter, declared=options.get("encoding")) as cursor:
        _, fields = cursor.record() or (0, [""])
        header = [field.strip() for field in fields]
        corner = next((place for place, field in enumerate(header) if "\\" in field), None)
        if corner is None:
            message = (
                f'{content.called}: expected a header such as "freq,unit,geo\\TIME_PERIOD" and '
                f'periods; found "{shown(cursor.delimiter.join(header))}".'
            )
            raise Refusal(message, exit_code=1)
        if len(set(header)) < len(header) or len(header) == corner + 1:
            message = f"{content.called}: a period stands twice in the header, or none does."
            raise Refusal(message, exit_code=1)
        names = ",".join(header[: corner + 1]).split("\\")[0].split(",")
        periods = {place: field for place, field in enumerate(header) if place > corner}
        for frame in cursor.frames(len(header)):
            keyed = _keys(frame, corner, names, content.called)
            for part in long(keyed, [*range(corner + 1)], periods):
                yield _cells(part, corner, names, content.prefix)


def _keys(frame: pl.DataFrame, corner: int, names: Sequence[str], called: str) -> pl.DataFrame:
    """Check that every key has the parts that the header names."""
    key = pl.concat_str([str(place) for place in range(corner + 1)], separator=",")
    parts = frame.select("row", found=key.str.count_matches(",", literal=True) + 1)
    wrong = parts.filter(pl.col("found") != len(names))
    if wrong.height:
        message = (
            f"{called}: line {wrong['row'][0]}: the key has {wrong['found'][0]} parts, where the "
            f"header names {len(names)} ({shown(','.join(names))}); the file is damaged."
        )
        raise Refusal(message, exit_code=1)
    return frame


def _cells(fields: pl.DataFrame, corner: int, names: Sequence[str], prefix: str) -> pl.DataFrame:
    key = pl.concat_str([str(place) for place in range(corner + 1)], separator=",")
    parts = key.str.split(",")
    taken = pl.col("value").str.strip_chars()
    whole = taken == NOT_A_NUMBER
    dimensions = {name.strip(): parts.list.get(place) for place, name in enumerate(names)}
    unit = next((name for name in dimensions if name.lower() == "unit"), None)
    return cells(
        fields,
        {
            "locator": located(prefix, pl.col("header")),
            "printed": pl.when(whole).then(taken).otherwise(taken.str.replace(FLAGS, "")),
            "period": pl.col("header"),
            "unit": dimensions[unit] if unit else pl.lit(None),
            "status": pl.when(~whole).then(taken.str.extract(FLAGS)),
        },
        marks=EUROSTAT,
        absent=ABSENT,
        dimensions=dimensions,
    )
