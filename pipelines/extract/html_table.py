"""Figures out of the tables of an HTML page: headers become dimensions, figures stay as printed.

Where cells stand is found in html_grid.py; prose is read in html.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import html
from pipelines.extract.columns import BATCH, cells, from_rows
from pipelines.extract.html_grid import tables_of, text_of
from pipelines.extract.prose import check_size, decode
from pipelines.extract.status import MISSING_MARKS, SDMX
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.html_grid import Cell, Table
    from pipelines.extract.prose import Page

LOCATOR: Final = re.compile(r"t(\d+)/r(\d+)/c(\d+);(bytes=\d+-\d+)")
# A cell that is one figure: at most a sign, a currency or "about" before the digits, and a unit
# of at most three words behind them.
FIGURE: Final = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥￥]|RMB|CNY|USD|EUR|GBP|[<>≤≥~≈约近超])?\s*[(（]?[-+−–±]?\s*"
    r"[0-9０-９](?:[0-9０-９.,，．'’+×^~–— \u00a0\u2009\u202f-]*[0-9０-９])?[)）]?\s*"
    r"(?:[%％‰]|(?:[^\W\d_][\w./$€£¥^²³-]*\s?){0,3})"
)
LONGEST: Final = 60
DIGIT: Final = re.compile(r"\d")
WORDS: Final = "words stand where a figure was due"
DATE: Final = re.compile(r"\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4}")
YEAR: Final = r"(?:1[89]|20|21)\d\d"
PERIOD: Final = re.compile(
    rf"(?:FY\s?)?{YEAR}\s?年?(?:[-/. ]?(?:[QHSM]\s?\d{{1,2}}|\d{{1,2}}月?|[1-4]季度))?[aepf*]?"
    rf"|(?:Q[1-4]|H[12]|[A-Z][a-z]{{2,8}}\.?)[ -]?{YEAR}"
    rf"|{YEAR}[-/–](?:\d\d|\d{{4}})"
)
TIME: Final = re.compile(
    r"\b(?:year|date|period|quarter|month|time)s?\b|年|月|季|期", re.IGNORECASE
)
POWER_OF_TEN: Final = re.compile(r"(?:^|[×x*·])\s*10$")
MOST_HEADER_ROWS: Final = 6


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with the text of its cells, and how many rows and columns are header.

    `sections` has for each row what heads it; None for a row that heads those below it.
    """

    table: Table
    name: str
    texts: dict[tuple[int, int], str]
    header_rows: int
    header_columns: int
    sections: list[str | None]


def recognises(head: bytes, name: str) -> bool:
    """Tell a page with a table of figures; one that is cut off is not told yet."""
    if not html.is_html(head, name) and b"<table" not in head[:4096].lower():
        return False
    try:
        page = _page(head)
        return any(_figures(sheet) for sheet in _sheets(page))
    except Refusal:
        return False


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the figures of every table with a header row and a header column.

    Dimensions: `table` (its caption, or its number), `row` and `column` (headers from outside
    in, joined by " / "). The period is the header that is one; raised text is a note. Raises
    Refusal where the page is cut off or has no table of figures.
    """
    del options
    with naming(path.name):
        content = path.read_bytes()
        page = _page(content)
        found = [row for sheet in _sheets(page) for row in _rows(sheet, page, content)]
        if not found:
            message = (
                f"no table of figures in this page, which begins {_beginning(page)!r}; where data "
                "were due, fetch it again; an article is read as prose."
            )
            raise Refusal(message, exit_code=1)
        text = from_rows(found)
        for start in range(0, text.height, BATCH):
            yield _cells(text[start : start + BATCH])


def resolve(content: bytes, locator: str) -> str:
    """Give the printed text of a cell, tags left out and entities decoded.

    >>> resolve(b"<table><tr><td>35.0<b>1</b>9</table>", "t1/r1/c1;bytes=15-28")
    '35.019'
    """
    match = LOCATOR.fullmatch(locator)
    if match is None:
        message = f'locator "{locator}" leads to no text; expected tN/rN/cN;bytes=START-END.'
        raise Refusal(message, exit_code=1)
    return html.resolve(content, match[4])


def is_figure(text: str) -> bool:
    """Say whether the text of a cell is one figure.

    >>> [is_figure(text) for text in ("12,345", "$1.31 tn", "65,438+00.92%", "10-15")]
    [True, True, True, True]
    >>> [is_figure(text) for text in ("Table 3", "2013-11-11", "3 of the towns named above")]
    [False, False, False]
    """
    short = len(text) <= LONGEST and DATE.fullmatch(text) is None
    return short and FIGURE.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """Say whether the text of a header names a period and nothing else.

    >>> [is_period(text) for text in ("2013", "2013年", "Q1 2014", "2012/13", "3013", "12.5")]
    [True, True, True, True, False, False]
    """
    return PERIOD.fullmatch(text) is not None


def _page(content: bytes) -> Page:
    check_size(content)
    return decode(content, html.charset_of(content))


def _beginning(page: Page) -> str:
    return " ".join(page.characters[:60].split())


def _sheets(page: Page) -> Iterator[_Sheet]:
    """Give the tables that have figures under a header row and beside a header column."""
    for table in tables_of(page.characters):
        places = table.places()
        texts = {
            place: text_of(page.characters, cell.pieces)
            for place, cell in places.items()
            if not cell.holds_table
        }
        rows = _header_rows(table, texts)
        columns = _header_columns(table, texts, rows)
        if rows and len(table.rows) > rows and table.width > columns:
            caption = text_of(page.characters, table.caption)
            name = caption or f"table {table.number + 1}"
            sections = _sections(table, texts, table.width - columns)
            yield _Sheet(table, name, texts, rows, columns, sections)


def _sections(table: Table, texts: Mapping[tuple[int, int], str], width: int) -> list[str | None]:
    """Find the rows whose one cell with text reaches over the figures: they head those below."""
    found: list[str | None] = []
    section = ""
    for row in table.rows:
        said = [cell for cell in row if texts.get((cell.row, cell.column))]
        heads = len(said) == 1 and said[0].wide >= max(2, width)
        if heads:
            section = texts[said[0].row, said[0].column]
        found.append(None if heads else section)
    return found


def _figures(sheet: _Sheet) -> list[Cell]:
    """Give the cells below and beside the headers that are figures."""
    return [cell for cell in _body(sheet) if is_figure(sheet.texts[cell.row, cell.column])]


def _body(sheet: _Sheet) -> Iterator[Cell]:
    for number, row in enumerate(sheet.table.rows):
        if number >= sheet.header_rows and sheet.sections[number] is not None:
            for cell in row:
                if cell.column >= sheet.header_columns and not cell.header and not cell.holds_table:
                    yield cell


def _header_rows(table: Table, texts: Mapping[tuple[int, int], str]) -> int:
    """Count the rows at the top that head columns: thead, all th, or no figure but periods.

    A row below the first counts also where a header reaches down into it.
    """
    reach = count = 0
    for number, row in enumerate(table.rows[:MOST_HEADER_ROWS]):
        said = [texts.get((cell.row, cell.column), "") for cell in row]
        in_head = bool(row) and all(cell.section == "thead" for cell in row)
        all_header = len(row) > 1 and all(cell.header for cell in row)
        worded = any(said) and all(is_period(text) or not is_figure(text) for text in said)
        if not (in_head or all_header or (worded and number <= max(0, reach - 1))):
            break
        count = number + 1
        reach = max(reach, *(cell.row + cell.tall for cell in row), count)
    return count


def _header_columns(table: Table, texts: Mapping[tuple[int, int], str], top: int) -> int:
    """Count the columns at the left that head rows: th, words, or periods where that is plain.

    Numbers that look like years are periods in the first column, or under a word for time.
    """
    below = range(top, len(table.rows))
    headers = {(cell.row, cell.column) for row in table.rows for cell in row if cell.header}
    for column in range(table.width):
        said = [texts[row, column] for row in below if texts.get((row, column))]
        above = " ".join(texts.get((row, column), "") for row in range(top))
        timely = not column or TIME.search(above) is not None
        named = said and all(
            (timely and is_period(text)) or not _stands_for_figure(text) for text in said
        )
        if not (named or any((row, column) in headers for row in below)):
            return column
    return table.width


def _stands_for_figure(text: str) -> bool:
    return is_figure(text) or text in MISSING_MARKS


def _rows(sheet: _Sheet, page: Page, content: bytes) -> Iterator[dict[str, str | None]]:
    """Give a row of text for each figure, and for each cell that stands where one was due."""
    figures = _figures(sheet)
    rows, columns = {cell.row for cell in figures}, {cell.column for cell in figures}
    for cell in _body(sheet):
        text = sheet.texts[cell.row, cell.column]
        due = cell.row in rows and cell.column in columns
        if is_figure(text) or due:
            yield _row(sheet, cell, page, content)


def _row(sheet: _Sheet, cell: Cell, page: Page, content: bytes) -> dict[str, str | None]:
    locator = f"t{sheet.table.number + 1}/r{cell.row + 1}/c{cell.column + 1}"
    printed = None
    span = _span(page, cell)
    if span is not None:
        locator = f"{locator};bytes={page.byte_at(span[0])}-{page.byte_at(span[1])}"
        printed = resolve(content, locator)
    heads = _heads(sheet, cell, rows=True), _heads(sheet, cell, rows=False)
    periods = [text for head in heads for text in head if is_period(text)]
    return {
        "locator": locator,
        "printed": printed,
        "period": periods[0] if len(set(periods)) == 1 else None,
        "unit": "%" if printed and printed.rstrip().endswith(("%", "％")) else None,
        "table": sheet.name,
        "row": " / ".join(heads[0]) or str(cell.row + 1),
        "column": " / ".join(heads[1]) or str(cell.column + 1),
        "missing": _why(printed),
        "note": None if _is_power(page, cell) else text_of(page.characters, cell.notes) or None,
    }


def _why(printed: str | None) -> str | None:
    """Say why a cell without digits has no value, unless it is one of the usual marks."""
    usual = printed is None or printed.strip() in MISSING_MARKS
    return None if usual or DIGIT.search(printed or "") else WORDS


def _span(page: Page, cell: Cell) -> tuple[int, int] | None:
    """Give the stretch from the first to the last sign of the cell's own text.

    Raised text is a note and left out, unless it is the power of a ten.
    """
    if not cell.pieces:
        return None
    last = cell.notes if _is_power(page, cell) else cell.pieces
    (start, first_end), (last_start, end) = cell.pieces[0], last[-1]
    head, tail = page.characters[start:first_end], page.characters[last_start:end]
    return start + len(head) - len(head.lstrip()), end - (len(tail) - len(tail.rstrip()))


def _is_power(page: Page, cell: Cell) -> bool:
    text = text_of(page.characters, cell.pieces)
    return bool(cell.notes) and POWER_OF_TEN.search(text) is not None


def _heads(sheet: _Sheet, cell: Cell, *, rows: bool) -> list[str]:
    """Give the headers of a cell from outside in, each text once."""
    if rows:
        found = [sheet.texts.get((cell.row, column), "") for column in range(sheet.header_columns)]
        found.insert(0, sheet.sections[cell.row] or "")
    else:
        found = [sheet.texts.get((row, cell.column), "") for row in range(sheet.header_rows)]
    return list(dict.fromkeys(text for text in found if text))


def _cells(text: pl.DataFrame) -> pl.DataFrame:
    return cells(
        text,
        {name: pl.col(name) for name in ("locator", "printed", "period", "unit", "missing")},
        marks=SDMX,
        absent=MISSING_MARKS,
        dimensions={name: pl.col(name) for name in ("table", "row", "column")},
        attributes={"note": pl.col("note")},
    )
