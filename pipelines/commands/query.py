"""`tallybook query`: one query on the published warehouse, locked down and read-only."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipelines.history import home_folder
from pipelines.report import table
from pipelines.store import Home
from warehouse.queries import ROWS, query

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from warehouse.queries import Answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a query."""
    parser.add_argument("sql", metavar="SQL", help="one query, such as 'from themes.growth'")
    parser.add_argument("--home", type=Path, help="folder of everything made at run time (data)")
    parser.add_argument("--format", choices=sorted(FORMATS), default="table")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"at most so many rows ({ROWS})")


def main(options: argparse.Namespace) -> int:
    """Print the answer, and on standard error whether there was more."""
    home = Home((options.home or home_folder()).resolve())
    answer = query(home.published, options.sql, rows=options.rows)
    FORMATS[options.format](answer)
    if answer.cut:
        print(f"tallybook query: only the first {options.rows} rows; see --rows", file=sys.stderr)
    return 0


def text(value: object) -> object:
    """Write a value as people and other programs read it; numbers stay exact.

    >>> text(Decimal("1311000000000.00000000000000000000")), text(Decimal("10.920"))
    ('1311000000000', '10.92')
    >>> text(datetime(2026, 11, 22)), text(None)
    ('2026-11-22T00:00:00Z', None)
    """
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    if isinstance(value, datetime):
        return value.isoformat() + ("Z" if value.tzinfo is None else "")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _as_table(answer: Answer) -> None:
    rows = [[text(value) for value in row] for row in answer.rows]
    print("\n".join(table(answer.columns, rows)))


def _as_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([text(value) for value in row] for row in answer.rows)


def _as_json(answer: Answer) -> None:
    """Print one JSON object a row; exact decimals are texts, as JSON has none."""
    for row in answer.rows:
        shown = {name: text(value) for name, value in zip(answer.columns, row, strict=True)}
        print(json.dumps(shown, ensure_ascii=False, default=str))


FORMATS: Final[dict[str, Callable[[Answer], None]]] = {
    "csv": _as_csv,
    "json": _as_json,
    "table": _as_table,
}
