"""The speed of reading a published generation: one series, a theme in one area, `as_of`, explain.

    python -m benchmarks.reads HOME SOURCE

Each is asked once before it counts; given are the medians of many times, by the clock and in
processor time, with all rows fetched into a frame.
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
    from collections.abc import Callable, Mapping

    from duckdb import DuckDBPyConnection, DuckDBPyRelation

TIMES: Final = 21
INDICATOR: Final = "internet_users"  # of theme environment
PLAIN: Final = "period, value"


def _where(relation: DuckDBPyRelation, column: str, value: str) -> DuckDBPyRelation:
    return relation.filter(ColumnExpression(column) == ConstantExpression(value))


def milliseconds(read: Callable[[], object]) -> tuple[float, float]:
    """Medians of many readings, by the clock and of the processors, after one uncounted."""
    read()
    taken = []
    for _ in range(TIMES):
        started, busy = time.perf_counter(), time.process_time()
        read()
        taken.append((time.perf_counter() - started, time.process_time() - busy))
    wall, processor = (1000 * statistics.median(one) for one in zip(*taken, strict=True))
    return wall, processor


def _asked(
    connection: DuckDBPyConnection, series: str, area: str
) -> Mapping[str, Callable[[], object]]:
    moment = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=2)
    one = _where(connection.table("current"), "series_id", series)
    then = _where(connection.table_function("as_of", [moment]), "series_id", series)
    relations = {
        "one series, all columns": one,
        "one series, period and value": one.select(*map(ColumnExpression, PLAIN.split(", "))),
        "its vintages, all columns": _where(connection.table("vintages"), "series_id", series),
        "as_of of it, all columns": then,
        "as_of of it, period and value": then.select(*map(ColumnExpression, PLAIN.split(", "))),
        "a theme in one area": _where(connection.table("themes.environment"), "area", area),
    }
    frames = {name: partial(pl.DataFrame, relation) for name, relation in relations.items()}
    return {**frames, "one series, as Python rows": one.fetchall}


def read_speeds(home: Path, source: str) -> None:
    """Measure and print; the series is the middle one of the source that the theme reads."""
    path = home / "tallybook.duckdb"
    with reader(path) as connection:
        told = _where(connection.table("observation"), "source_id", source)
        rows = told.aggregate("count(*)").fetchall()[0][0]
        keys = _where(connection.table("series_key"), "indicator", INDICATOR).order("series_id")
        series, area = keys.limit(1, keys.shape[0] // 2).project("series_id, area").fetchall()[0]
        print(
            f"{rows:,} observations in {path.stat().st_size / 1e6:,.0f} MB; ms, of the processors"
        )
        for name, asking in _asked(connection, series, area).items():
            _print(name, asking)
        one = _where(connection.table("current"), "series_id", series)
        period = one.aggregate("max(period)").fetchall()[0][0]

    def explain() -> None:
        found = trace(path, series=series, period=period).observation
        bytes_ = home / "snapshots" / found["snapshot"][:2] / found["snapshot"]
        around(bytes_, found["locator"], found["printed"])

    _print("explain, from opening the file", explain)


def _print(name: str, read: Callable[[], object]) -> None:
    wall, processor = milliseconds(read)
    print(f"{name:32} {wall:8.1f} {processor:8.1f}", flush=True)


def main() -> None:
    """Measure a home that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("source")
    options = parser.parse_args()
    read_speeds(options.home, options.source)


if __name__ == "__main__":
    main()
