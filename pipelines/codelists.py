"""The code lists (`*.csv`) as frames, read strictly. What a code means to a claim or a cell is decided elsewhere."""

from __future__ import annotations

import csv
import difflib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

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


def read_codelists(folder: Path) -> Codelists:
    """Read the lists out of their folder and check them against one another.

    Raises Refusal naming file, line and code where a header, key or reference is wrong.
    """
    return codelists_of(lambda name: _bytes_of(folder / f"{name}.csv"))


def codelists_of(content: Callable[[str], bytes]) -> Codelists:
    """Read each list of `HEADERS` from the bytes that `content(name)` gives."""
    lists = Codelists(**{name: read_codelist(name, content(name)) for name in HEADERS})
    _check_references(lists)
    return lists


def read_codelist(name: str, content: bytes) -> pl.DataFrame:
    """Read one list: UTF-8, the promised columns, a row as long as its header, no key twice."""
    rows = table_rows(content, f"{name}.csv")
    header, start = rows[0][1], 1
    missing = [column for column in HEADERS.get(name, ("code",)) if column not in header]
    if missing:
        message = (
            f'{name}.csv has no column "{missing[0]}"; found: {", ".join(header)}. '
            f"Give it the columns {', '.join(HEADERS.get(name, ('code',)))}."
        )
        raise Refusal(message)
    check_keys(rows[start:], header, KEYS.get(name, ("code",)), f"{name}.csv")
    schema = dict.fromkeys(header, pl.String)
    frame = pl.DataFrame([row for _, row in rows[start:]], schema=schema, orient="row")
    return frame.select(pl.when(pl.all() != "").then(pl.all()))


def table_rows(content: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Give the rows of a CSV file as (line on which it begins, cells); the first is the header.

    Raises Refusal where the bytes are not UTF-8, are empty, or a row is not as long as the header.

    >>> table_rows(b"code,name\\nCHN,China\\n", "area.csv")
    [(1, ['code', 'name']), (2, ['CHN', 'China'])]
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name} is not UTF-8 at byte {error.start}; save it as UTF-8."
        raise Refusal(message) from None
    rows = _parsed(text, name)
    if not rows:
        message = f"{name} is empty; its first line must be the header."
        raise Refusal(message)
    for line, row in rows:
        if len(row) != len(rows[0][1]):
            message = (
                f"{name} line {line} has {len(row)} columns, the header has {len(rows[0][1])}; "
                "check its commas and quotes."
            )
            raise Refusal(message)
    return rows


def check_keys(
    rows: Iterable[tuple[int, list[str]]],
    header: Sequence[str],
    key: Sequence[str],
    name: str,
) -> None:
    """Raise Refusal, naming both lines, where two rows have the same key."""
    places = [header.index(column) for column in key]
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        value = tuple(row[place] for place in places)
        if value in seen:
            message = (
                f"{name} has the key {', '.join(key)} = {', '.join(value)} twice, "
                f"on lines {seen[value]} and {line}; keep one of them."
            )
            raise Refusal(message)
        seen[value] = line


def nearest(code: str, codes: Iterable[str]) -> str:
    """Say which codes look like the one that was not found, for messages.

    >>> nearest("CHIN", ["CHN", "USA"])
    'nearest: "CHN"'
    """
    found = difflib.get_close_matches(code, list(codes), n=3, cutoff=0.5)
    return "nearest: " + ", ".join(f'"{match}"' for match in found) if found else "none is near it"


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = f"the code list {path} is missing; restore it from the repository."
        raise Refusal(message) from None


def _parsed(text: str, name: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            if row:
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"{name} line {line} is not CSV ({error}); check its quotes."
        raise Refusal(message) from None
    return rows


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
