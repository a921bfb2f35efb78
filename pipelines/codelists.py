"""The code lists (`*.csv`) as frames, read strictly.

What a code means to a claim or a cell is decided elsewhere.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text
from pipelines.extract.columns import filled
from pipelines.extract.zip_archive import Content
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FOLDER: Final = Path(__file__).resolve().parents[1] / "sql" / "codelists"
AREA_NAMES: Final = ("iso2", "iso3", "eurostat", "worldbank", "statcan", "oecd")
HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "indicator": (
        *("code", "name", "description", "theme", "unit", "unit_kind", "levels_comparable"),
        *("growth_indicator", "scope", "event_start", "event_end"),
    ),
    "area": ("code", "name", "kind", *AREA_NAMES, "parent"),
    "unit": ("code", "name", "kind", "description"),
    "unit_alias": ("text", "unit", "scale", "language"),
    "phrase": ("phrase", "kind", "code", "measure", "note"),
    "publisher": ("code", "name"),
    "theme": ("code", "name"),
}
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit_alias": ("text", "language"),
    "phrase": ("phrase", "kind"),
}


@dataclass(frozen=True, slots=True)
class Codelists:
    """The lists that reading needs, all columns text, empty text as null.

    Of each list the columns of `HEADERS` are promised; a list may hold more.
    """

    indicator: pl.DataFrame
    area: pl.DataFrame
    unit: pl.DataFrame
    unit_alias: pl.DataFrame
    phrase: pl.DataFrame
    publisher: pl.DataFrame
    theme: pl.DataFrame


def read_codelists(folder: Path = FOLDER) -> Codelists:
    """Read the lists out of their folder and check them against one another.

    Raises Refusal naming file, line and code where a header, key or reference is wrong.
    """
    lists = Codelists(**{name: read_codelist(folder / f"{name}.csv") for name in HEADERS})
    _check_references(lists)
    return lists


def read_codelist(path: Path) -> pl.DataFrame:
    """Read one list: UTF-8, the promised columns, no key twice; empty text is null."""
    name = path.stem
    expected = HEADERS.get(name, ("code",))
    table = read_table(path, expected)
    check_keys(table, KEYS.get(name, ("code",)), path.name)
    return table.drop("row").select(filled(pl.all()))


def read_table(path: Path, expected: Sequence[str]) -> pl.DataFrame:
    """Read a CSV file as text, with the line on which each record begins in column `row`.

    Raises Refusal where the file is missing, is not UTF-8, has no such columns or ragged rows.
    """
    if not path.is_file():
        message = f"{path} is missing; restore it from the repository."
        raise Refusal(message)
    with csv_text.opened(Content(path)) as cursor:
        record = cursor.record()
        header = record[1] if record else []
        missing = [column for column in expected if column not in header]
        if missing or len(set(header)) < len(header):
            wrong = f'no column "{missing[0]}"' if missing else "a column twice"
            message = (
                f"{path.name} has {wrong}; found: {', '.join(header)}; "
                f"expected: {', '.join(expected)}. Correct its first line."
            )
            raise Refusal(message)
        rows = pl.concat(
            [_no_rows(len(header)), *cursor.frames(len(header))], how="vertical_relaxed"
        )
    return rows.rename({str(place): name for place, name in enumerate(header)})


def check_keys(table: pl.DataFrame, key: Sequence[str], name: str) -> None:
    """Raise Refusal, naming both lines, where two rows have the same key."""
    twice = table.group_by(key, maintain_order=True).agg("row").filter(pl.col("row").list.len() > 1)
    if len(twice):
        *value, lines = twice.row(0)
        message = (
            f"{name} has the key {', '.join(key)} = {', '.join(value)} twice, "
            f"on lines {lines[0]} and {lines[1]}; keep one of them."
        )
        raise Refusal(message)


def nearest(code: str, codes: Iterable[str]) -> str:
    """Say which codes look like the one that was not found, for messages.

    >>> nearest("CHIN", ["CHN", "USA"])
    'nearest: "CHN"'
    """
    found = difflib.get_close_matches(code, list(codes), n=3, cutoff=0.5)
    return "nearest: " + ", ".join(f'"{match}"' for match in found) if found else "none is near it"


def _no_rows(width: int) -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.Int64} | {str(n): pl.String for n in range(width)})


def _check_references(lists: Codelists) -> None:
    units, indicators = lists.unit["code"], lists.indicator["code"]
    _check_codes(lists.indicator, "unit", units, "indicator.csv", "unit.csv")
    _check_codes(lists.indicator, "growth_indicator", indicators, "indicator.csv", "indicator.csv")
    _check_codes(lists.unit_alias, "unit", units, "unit_alias.csv", "unit.csv")
    _check_codes(lists.area, "parent", lists.area["code"], "area.csv", "area.csv")
    for kind in ("indicator", "area", "publisher"):
        phrases = lists.phrase.filter(pl.col("kind") == kind)
        codes = getattr(lists, kind)["code"]
        _check_codes(phrases, "code", codes, "phrase.csv", f"{kind}.csv")


def _check_codes(frame: pl.DataFrame, column: str, codes: pl.Series, file: str, where: str) -> None:
    unknown = frame.filter(~pl.col(column).is_in(codes.implode())).select(column, frame.columns[0])
    if len(unknown):
        code, first = unknown.row(0)
        message = (
            f'{file}, row "{first}": {column} "{code}" is not in {where}; '
            f"{nearest(code, codes.to_list())}."
        )
        raise Refusal(message)
