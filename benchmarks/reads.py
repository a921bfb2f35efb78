"""The speed of reading a published generation: one series, a theme in one area, `as_of`, explain.

    python -m benchmarks.reads HOME SOURCE

Each is asked once before it counts, then the median of several times is given, with all rows
and columns fetched into a frame.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
from duckdb import ColumnExpression, ConstantExpression

from warehouse.database import reader
from warehouse.explain import around, trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyRelation

TIMES: Final = 7


def _where(relation: DuckDBPyRelation, column: str, value: str) -> DuckDBPyRelation:
    return relation.filter(ColumnExpression(column) == ConstantExpression(value))


def milliseconds(read: Callable[[], object]) -> float:
    """Median of several readings, after one that does not count."""
    read()
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        read()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken)


def read_speeds(home: Path, source: str) -> None:
    """Measure and print; the series and the area are the middle ones of the source."""
    path = home / "tallybook.duckdb"
    with reader(path) as connection:
        told = _where(connection.table("observation"), "source_id", source)
        rows = told.aggregate("count(*)").fetchall()[0][0]
        keys = told.aggregate("series_id, area").order("series_id").fetchall()
        series, area = keys[len(keys) // 2]
        moment = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
        as_of = connection.table_function("as_of", [moment])
        theme = _where(connection.table("themes.environment"), "area", area)
        asked = {
            "one series": _where(connection.table("vintages"), "series_id", series),
            "as_of of a series": _where(as_of, "series_id", series),
            "a theme in one area": theme,
        }
        print(f"{rows:,} observations in {path.stat().st_size / 1e6:,.0f} MB; ms")
        for name, asking in asked.items():
            print(f"{name:22} {milliseconds(partial(pl.DataFrame, asking)):8.1f}")
        one = _where(connection.table("current"), "series_id", series)
        period = one.aggregate("max(period)").fetchall()[0][0]

    def explain() -> None:
        found = trace(path, series=series, period=period).observation
        bytes_ = home / "snapshots" / found["snapshot"][:2] / found["snapshot"]
        around(bytes_, found["locator"], found["printed"])

    print(f"{'explain':22} {milliseconds(explain):8.1f}")


def main() -> None:
    """Measure a home that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("source")
    options = parser.parse_args()
    read_speeds(options.home, options.source)


if __name__ == "__main__":
    main()
