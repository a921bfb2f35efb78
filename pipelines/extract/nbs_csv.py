"""Exports of the database of China's statistics bureau (NBS) as CSV, GB18030 or UTF-8.

Round the table stand titles and notes; the table has times in columns or in rows, beside
indicators or areas. Names of dimensions are those of the export: 指标 (indicator), 地区 (area).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text
from pipelines.extract.columns import ROWS, cells, from_rows
from pipelines.extract.nbs_months import restored
from pipelines.extract.status import SDMX
from pipelines.extract.text_encoding import shown
from pipelines.extract.zip_archive import Content, contents, peek
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ENCODINGS: Final = ("utf-8", "gb18030")
INDICATOR: Final = "指标"
AREA: Final = "地区"
TIME_HEADS: Final = ("时间", "年份", "月份", "日期", "季度")
AREA_HEADS: Final = (AREA, "地区名称", "省份", "省市", "城市", "省", "市", "省（市、自治区）")
HEADS: Final = (*TIME_HEADS, *AREA_HEADS, INDICATOR, "指标名称")
TITLE: Final = re.compile(r"(数据库|指标|地区|时间)[：:]\s*(.*)", re.DOTALL)
NOTE: Final = re.compile(r"\s*(?:注|数据来源|资料来源|说明|备注)\s*[：:]?")
PERIOD: Final = re.compile(
    r"(?:19|20)\d{2}(?:\s*年.*|[.\-/QqMm]\s*\d{1,2}(?:[\-/]\d{1,2})?|\d{2}|[A-D])?"
)
UNIT: Final = re.compile(r"[(（]([^()（）]*)[)）]\s*$")
OPENING: Final = re.compile(rf"\s*\"?(?:数据库[：:]|(?:{'|'.join(HEADS)})\"?,)")
ADDRESS: Final = re.compile(r"row=(\d+);cell=(\d+)")
ABSENT: Final = ("", "-", "--", "…", "...")


@dataclass(frozen=True, slots=True)
class Table:
    """The table of an export: its header and rows, each with its line, and the titles above."""

    titles: Mapping[str, str]
    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]


def recognises(head: bytes, name: str) -> bool:
    """Tell an export by its first line: a title, or the name of the first column."""
    del name
    start = peek(head)[:4096]
    return any(
        OPENING.match(start.decode(encoding, "ignore").removeprefix("\ufeff"))
        for encoding in ENCODINGS
    )


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations: dimensions 指标 and 地区, unit from the brackets of the indicator.

    A month such as 2016.1 that a spreadsheet made of 2016.10 is restored where its neighbours
    decide it; the attribute `period_received` has it as it stands. Where they do not, the
    period is null and `period_received` says what is there. Notes and titles are attributes
    (数据库) or passed over. Raises Refusal where no row is a header of times or names.
    """
    declared = options.get("encoding")
    for content in contents(path):
        table = _table(content, declared)
        rows = _cells_of(table, content)
        for start in range(0, len(rows), ROWS):
            yield _cells(from_rows(rows[start : start + ROWS]))


def resolve(content: bytes, locator: str) -> str:
    """Give the field at `row=…;cell=…` (both from 1) without blanks round it, read anew."""
    member, _, rest = locator.rpartition(";row=") if locator.startswith("member=") else ("", "", "")
    address = ADDRESS.fullmatch(f"row={rest}" if member else locator)
    if address is None:
        message = f'locator "{locator}" is none of an NBS export; expected row=…;cell=…'
        raise Refusal(message)
    prefix = f"{member};" if member else ""
    return csv_text.cell(
        content,
        f"{prefix}row={address[1]};column={address[2]}",
        column=lambda _, name: int(name) - 1,
        encodings=ENCODINGS,
    ).strip()


def _table(content: Content, declared: str | None) -> Table:
    titles: dict[str, str] = {}
    header: tuple[str, ...] | None = None
    rows: list[tuple[int, list[str]]] = []
    notes = False
    for line, fields in _records(content, declared):
        alone = not any(field.strip() for field in fields[1:])
        if header is None:
            header = _header(fields)
            if header is None:
                title = TITLE.match(fields[0]) if alone else None
                titles |= {title[1]: title[2].strip()} if title else {}
        elif NOTE.match(fields[0]) or (notes and alone):
            notes = True
        elif notes or any(field.strip() for field in fields[len(header) :]):
            raise _misplaced(content.called, line, fields, header)
        else:
            rows.append((line, fields))
    if header is None:
        message = (
            f"{content.called}: no header of times, indicators or areas (a row that begins with "
            f"{', '.join(HEADS[:1] + AREA_HEADS[:1] + HEADS[-1:])}); is it an NBS export?"
        )
        raise Refusal(message, exit_code=1)
    return Table(titles, header, tuple(rows))


def _records(content: Content, declared: str | None) -> Iterator[tuple[int, list[str]]]:
    """Give the records in which anything stands."""
    with csv_text.opened(content, encodings=ENCODINGS, declared=declared) as cursor:
        while (record := cursor.record()) is not None:
            if any(field.strip() for field in record[1]):
                yield record


def _header(fields: Sequence[str]) -> tuple[str, ...] | None:
    """Take a row for the header if it begins with a known name and goes on with names or times."""
    names = tuple(field.strip() for field in fields)
    while len(names) > 1 and not names[-1]:  # a spreadsheet fills lines up with empty fields
        names = names[:-1]
    known = names[0] in HEADS and len(names) > 1
    timed = len(names) > 1 and all(PERIOD.fullmatch(name) for name in names[1:])
    if not (known or timed):
        return None
    return names if all(names[1:]) else None


def _misplaced(called: str, line: int, fields: Sequence[str], header: Sequence[str]) -> Refusal:
    message = (
        f"{called}: line {line}: {len(fields)} fields, where the header has {len(header)} and "
        "notes end the table; the export is damaged or holds a second table."
    )
    return Refusal(message, exit_code=1)


def _cells_of(table: Table, content: Content) -> list[dict[str, str | None]]:
    """Lay the table out, a row a field; fields that a line lacks at its end are absent."""
    periods = _periods(table, content.called)
    found = []
    for number, (line, fields) in enumerate(table.rows):
        padded = [*(field.strip() for field in fields), *[None] * len(table.header)]
        for place, across in enumerate(table.header[1:], 1):
            received, period = periods[number, place]
            found.append(
                {
                    "locator": f"{content.prefix}row={line};cell={place + 1}",
                    "printed": padded[place],
                    "period": period,
                    "period_received": received,
                    **_named(table, fields[0].strip(), across),
                }
            )
    return found


def _periods(table: Table, called: str) -> dict[tuple[int, int], tuple[str, str | None]]:
    """Give the period of each field, received and restored: of its column, its row or the title."""
    places = range(1, len(table.header))
    down = [fields[0].strip() for _, fields in table.rows]
    if _times_across(table):
        read = restored(table.header[1:])
        return {
            (number, place): (table.header[place], read[place - 1])
            for number in range(len(down))
            for place in places
        }
    if table.header[0] in AREA_HEADS and PERIOD.fullmatch(table.titles.get("时间", "")):
        one = table.titles["时间"]
        return {(number, place): (one, one) for number in range(len(down)) for place in places}
    _check_times(table, called)
    read = restored(down)
    return {
        (number, place): (label, read[number])
        for number, label in enumerate(down)
        for place in places
    }


def _times_across(table: Table) -> bool:
    return all(PERIOD.fullmatch(name) for name in table.header[1:])


def _check_times(table: Table, called: str) -> None:
    for line, fields in table.rows:
        if not PERIOD.fullmatch(fields[0].strip()):
            message = (
                f'{called}: line {line}: "{shown(fields[0])}", where a time was due, since '
                "the header names no times; the export is damaged."
            )
            raise Refusal(message, exit_code=1)


def _named(table: Table, down: str, across: str) -> dict[str, str | None]:
    """Say of which indicator and area a field is: of its row, its column, or a title.

    Under 时间 stand areas where a title names the indicator; else indicators.
    """
    first, titles = table.header[0], table.titles
    indicator, area = titles.get(INDICATOR), titles.get(AREA)
    if first in AREA_HEADS:
        area = down
        indicator = indicator if _times_across(table) else across
    elif not _times_across(table) and indicator is not None:
        area = across
    else:
        indicator = down if _times_across(table) else across
    unit = UNIT.search(indicator or "")
    return {
        INDICATOR: indicator,
        AREA: area,
        "unit": unit[1] if unit else None,
        "数据库": titles.get("数据库"),
    }


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    return cells(
        rows,
        {name: pl.col(name) for name in ("locator", "printed", "period", "unit")},
        marks=SDMX,
        absent=ABSENT,
        dimensions={name: pl.col(name) for name in (INDICATOR, AREA)},
        attributes={name: pl.col(name) for name in ("数据库", "period_received")},
    )
