"""World Bank downloads as CSV: years in columns with or without title lines, or a row a value.

The rows-of-values form is that of the Frictionless data packages (`data.csv`), where only the
name of the file, or the package's own description, says which indicator it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text, json_text
from pipelines.extract.columns import cells, filled, located, long
from pipelines.extract.status import WORLD_BANK
from pipelines.extract.text_encoding import beginning, shown
from pipelines.extract.zip_archive import WORKBOOKS, Content, contents
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TITLED: Final = re.compile(r'\s*"?Data Source"?,')
WIDE: Final = re.compile(
    r'\s*"?(?:Country Name"?,"?Country Code|Series Name"?,"?Series Code)"?,.*?"?\d{4}', re.DOTALL
)
LONG: Final = re.compile(r'\s*"?Country Name"?,"?Country (?:Code|ISO3)"?,"?Year"?,"?Value"?\s')
KEYS: Final = (
    "Country Name",
    "Country Code",
    "Country ISO3",
    "Indicator Name",
    "Indicator Code",
    "Series Name",
    "Series Code",
)
CODES: Final = ("Country Code", "Country ISO3", "Indicator Code", "Series Code")
PERIOD: Final = re.compile(r"\d{4}(?:[MQ]\d{1,2})?(?: \[YR\d{4}\])?")
UPDATED: Final = "Last Updated Date"
ABSENT: Final = ("", "..")
MOST_TITLE_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class Titles:
    """What the lines above the table say, and the table's header with the line it is on."""

    header: tuple[str, ...]
    updated: str | None


def recognises(head: bytes, name: str) -> bool:
    """Tell a download by its title or header line, in a zip by its first member or its name."""
    text = beginning(head)
    return _is_table(text) or (head.startswith(b"PK") and _zip_name(name))


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations: dimensions Country Code and Indicator Code, names as attributes.

    The vintage is "Last Updated Date" where a title line gives it. Of a zip all members that
    are tables are read, one after the other. For `data.csv` the indicator is the option
    `indicator`, else that of a data package beside it (option `metadata`, a path, else the
    file with the ending .datapackage.json), else the name of the member or file.
    """
    found = contents(path)
    tables = [part for part in found if _reads(part)]
    if not tables:
        message = f"{path.name}: {_what_else(found)}"
        raise Refusal(message, exit_code=1)
    for content in tables:
        yield from _table(content, options)


def resolve(content: bytes, locator: str) -> str:
    """Give the field at `row=…;column=…`, read anew."""
    return csv_text.cell(content, locator, column=_below_titles)


def _zip_name(name: str) -> bool:
    return re.match(r"API_|WDI|GEM", name, re.IGNORECASE) is not None


def _is_table(text: str) -> bool:
    return any(form.match(text) for form in (TITLED, WIDE, LONG))


def _reads(content: Content) -> bool:
    """Tell whether a member is a table of figures; a lone file is one until read."""
    if content.member is None:
        return True
    if not content.member.lower().endswith(".csv"):
        return False
    return _is_table(content.head().decode("utf-8-sig", "replace"))


def _what_else(found: Sequence[Content]) -> str:
    names = [content.member or "" for content in found]
    if any(name.lower().endswith(WORKBOOKS) for name in names):
        return f'holds workbooks ("{names[0]}"), which are not read yet; fetch the CSV.'
    return f'no member is a table of the World Bank (first: "{names[0]}"); fetch it again.'


def _below_titles(records: Mapping[int, list[str]], name: str) -> int | None:
    header = next((fields for fields in records.values() if _is_header(fields)), [])
    return header.index(name) if name in header else None


def _is_header(fields: Sequence[str]) -> bool:
    return fields[0] in ("Country Name", "Series Name")


def _table(content: Content, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    with csv_text.opened(content, declared=options.get("encoding")) as cursor:
        titles = _titles(cursor)
        places = {name: at for at, name in enumerate(titles.header) if name}
        for frame in cursor.frames(len(titles.header)):
            if "Year" in places and "Value" in places:
                yield _rows(frame, places, content, options)
            else:
                yield from _wide(frame, places, titles, content)


def _titles(cursor: csv_text.Cursor) -> Titles:
    updated = None
    for _ in range(MOST_TITLE_LINES):
        _, fields = cursor.record() or (0, [""])
        if fields[0] == UPDATED and len(fields) > 1:
            updated = fields[1]
        if _is_header(fields):
            _check_header(fields, cursor.called)
            return Titles(tuple(fields), updated)
    message = (
        f'{cursor.called}: expected a header that begins with "Country Name" within '
        f"{MOST_TITLE_LINES} lines; found none. Fetch the file again."
    )
    raise Refusal(message, exit_code=1)


def _check_header(header: Sequence[str], called: str) -> None:
    """Refuse a column that is neither key, value nor period; one without name must be last."""
    named = [name for name in header if name]
    strange = [
        name
        for name in named
        if name not in (*KEYS, "Year", "Value") and not PERIOD.fullmatch(name)
    ]
    figures = set(named) - set(KEYS) - {"Year"}
    if strange or not figures or len(set(named)) < len(named) or "" in header[:-1]:
        what = (
            f'column "{shown(strange[0])}"'
            if strange
            else "no year, a column without name, or one twice"
        )
        message = f"{called}: {what} in the header, where countries, indicators and years were due."
        raise Refusal(message, exit_code=1)


def _rows(
    frame: pl.DataFrame, places: Mapping[str, int], content: Content, options: Mapping[str, str]
) -> pl.DataFrame:
    indicator = _indicator(content, options)
    given = {
        "locator": located(content.prefix, "Value"),
        "printed": pl.col(str(places["Value"])),
        "period": pl.col(str(places["Year"])),
    }
    return _cells(frame, places, given, {"Indicator Code": pl.lit(indicator, pl.String)})


def _wide(
    frame: pl.DataFrame, places: Mapping[str, int], titles: Titles, content: Content
) -> Iterator[pl.DataFrame]:
    keys = [places[name] for name in KEYS if name in places]
    periods = {at: name for name, at in places.items() if at not in keys}
    _check_last(frame, titles.header, content.called)
    given = {
        "locator": located(content.prefix, pl.col("header")),
        "printed": pl.col("value"),
        "period": pl.col("header"),
        "vintage": pl.lit(titles.updated, pl.String),
    }
    for fields in long(frame, keys, periods):
        yield _cells(fields, places, given, {})


def _check_last(frame: pl.DataFrame, header: Sequence[str], called: str) -> None:
    """Refuse anything in the column without name that ends every line."""
    if header[-1]:
        return
    filled_in = frame.filter(pl.col(str(len(header) - 1)) != "")
    if filled_in.height:
        row = filled_in["row"][0]
        message = f"{called}: line {row}: a value in a column without name; it has no period."
        raise Refusal(message, exit_code=1)


def _cells(
    frame: pl.DataFrame,
    places: Mapping[str, int],
    given: Mapping[str, pl.Expr],
    further: Mapping[str, pl.Expr],
) -> pl.DataFrame:
    keys = {name: filled(pl.col(str(places[name]))) for name in KEYS if name in places}
    return cells(
        frame,
        given,
        marks=WORLD_BANK,
        absent=ABSENT,
        dimensions={name: keys[name] for name in CODES if name in keys} | dict(further),
        attributes={name: column for name, column in keys.items() if name not in CODES},
    )


def _indicator(content: Content, options: Mapping[str, str]) -> str | None:
    """Say which indicator a file of bare values is of."""
    if "indicator" in options:
        return options["indicator"]
    if content.member is not None:
        return Path(content.member).stem
    if not isinstance(content.source, Path):
        return None
    name = content.source.name.removesuffix(".csv")
    beside = content.source.with_name(name + ".datapackage.json")
    described = Path(options["metadata"]) if "metadata" in options else beside
    if "metadata" in options or beside.is_file():
        package = json_text.as_object(json_text.read_file(described), "")
        return json_text.as_text(package.get("name"), "/name")
    return name
