"""The tables of an HTML page as grids: which text stands in which row and column.

What of it is header and what is figure is decided in html_table.py.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipelines.extract.html import RAW, tokenise
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.extract.html import Token

WIDEST_SPAN: Final = 1000  # the limits of the HTML standard for colspan and rowspan
TALLEST_SPAN: Final = 65_534
MOST_PLACES: Final = 1_000_000  # places of all grids of one page
CELLS: Final = ("td", "th")
HIDDEN: Final = RAW | {"template", "select", "button", "svg"}
ROWS_CLOSE: Final = ("tr", "thead", "tbody", "tfoot", "caption", "colgroup")


@dataclass(slots=True)
class Cell:
    """A cell as it stands in the page, at the row and column (from 0) of its top left place."""

    header: bool
    section: str  # thead, tbody, tfoot
    row: int
    column: int = 0
    wide: int = 1
    tall: int = 1
    pieces: list[tuple[int, int]] = field(default_factory=list)  # of text, in code points
    notes: list[tuple[int, int]] = field(default_factory=list)  # raised text
    holds_table: bool = False


@dataclass(slots=True)
class Table:
    """A table: its number on the page (from 0), its caption, its rows of cells."""

    number: int
    caption: list[tuple[int, int]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    section: str = "tbody"
    width: int = 0  # columns of the grid

    def places(self) -> dict[tuple[int, int], Cell]:
        """Give the cell at every row and column that it covers."""
        return {
            (row, column): cell
            for cells in self.rows
            for cell in cells
            for row in range(cell.row, min(cell.row + cell.tall, len(self.rows)))
            for column in range(cell.column, cell.column + cell.wide)
        }


@dataclass(slots=True)
class _Open:
    """A table that is being read: the cell, caption and raised text that are open in it."""

    table: Table
    cell: Cell | None = None
    in_caption: bool = False
    raised: bool = False


def tables_of(page: str) -> list[Table]:
    """Give the tables of a page in the order in which they begin, nested ones after theirs.

    Raises Refusal where the page ends inside a table, or has too many places.

    >>> page = "<table><tr><th rowspan=2>a<td>1<tr><td>2</table>"
    >>> cells = [cell for row in tables_of(page)[0].rows for cell in row]
    >>> [(cell.row, cell.column, text_of(page, cell.pieces)) for cell in cells]
    [(0, 0, 'a'), (0, 1, '1'), (1, 1, '2')]
    """
    tables: list[Table] = []
    opened: list[_Open] = []
    for token in _visible(tokenise(page)):
        if token.tag == "table":
            if opened and opened[-1].cell is not None:
                opened[-1].cell.holds_table = True
            tables.append(Table(len(tables)))
            opened.append(_Open(tables[-1]))
        elif opened:
            _take(opened, token, page)
    if opened:
        message = (
            f"the page is cut off: table {opened[-1].table.number + 1} is not closed by </table>; "
            "fetch it again."
        )
        raise Refusal(message, exit_code=1)
    left = MOST_PLACES
    for table in tables:
        left -= _place(table, left)
    return tables


def text_of(page: str, pieces: Iterable[tuple[int, int]]) -> str:
    """Give text for people: pieces put together, entities decoded, blanks made one.

    >>> text_of("a&nbsp; b<br>c", [(0, 9), (13, 14)])
    'a b c'
    """
    return " ".join(" ".join(html.unescape(page[start:end]) for start, end in pieces).split())


def _visible(tokens: Iterable[Token]) -> Iterator[Token]:
    """Leave out scripts, styles and the like with all they hold."""
    hidden: str | None = None
    for token in tokens:
        if hidden is None and token.tag in HIDDEN:
            hidden = token.tag
        elif hidden is None:
            yield token
        elif token.tag == f"/{hidden}":
            hidden = None


def _take(opened: list[_Open], token: Token, page: str) -> None:
    """Let one token change the innermost open table."""
    here, name = opened[-1], token.tag.removeprefix("/")
    if not token.tag:
        _take_text(here, token, page)
    elif token.tag == "/table":
        opened.pop()
    elif name == "sup":
        here.raised = token.tag == "sup"
    elif name == "caption":
        here.cell, here.in_caption = None, token.tag == "caption"
    elif name in ROWS_CLOSE:
        _take_row(here, token.tag)
    elif name in CELLS:
        here.raised = False
        here.cell = None if token.tag != name else _open_cell(here.table, token)


def _take_text(here: _Open, token: Token, page: str) -> None:
    if not page[token.start : token.end].strip():
        return
    if here.in_caption:
        here.table.caption.append((token.start, token.end))
    elif here.cell is not None:
        (here.cell.notes if here.raised else here.cell.pieces).append((token.start, token.end))


def _take_row(here: _Open, tag: str) -> None:
    here.cell, here.in_caption = None, False
    if tag == "tr":
        here.table.rows.append([])
    elif not tag.startswith("/"):
        here.table.section = tag
    elif tag != "/tr":
        here.table.section = "tbody"


def _open_cell(table: Table, token: Token) -> Cell:
    if not table.rows:  # a cell without a row begins one
        table.rows.append([])
    attributes = dict(token.attributes)
    tall = _span(attributes.get("rowspan"), TALLEST_SPAN)
    cell = Cell(
        header=token.tag == "th",
        section=table.section,
        row=len(table.rows) - 1,
        wide=max(1, _span(attributes.get("colspan"), WIDEST_SPAN)),
        tall=tall or TALLEST_SPAN,  # 0 is: to the end
    )
    table.rows[-1].append(cell)
    return cell


def _span(text: str | None, most: int) -> int:
    digits = (text or "1").strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return min(int(digits), most) if len(digits) < 10 else most


def _place(table: Table, left: int) -> int:
    """Give each cell its column, past those that reach down from rows above; count places."""
    taken: dict[int, int] = {}  # column -> first row that is free again
    count = 0
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            cell.tall = min(cell.tall, len(table.rows) - number)
            while taken.get(column, 0) > number:
                column += 1
            cell.column = column
            count += cell.wide * cell.tall
            if count > left:
                message = (
                    f"the tables of the page have more than {MOST_PLACES} places; give the table "
                    "alone, or as CSV."
                )
                raise Refusal(message, exit_code=1)
            taken.update(dict.fromkeys(range(column, column + cell.wide), number + cell.tall))
            column += cell.wide
        table.width = max(table.width, column)
    return count
