"""The speed of reading ten and a hundred million observations, put straight into the tables.

    python -m benchmarks.many [--rows 10000000 100000000]

A home with one series of a thousand months is built as any other; then the series is written many
times over into a copy of its published file, in the order and the columns of a build (grow.sql),
and what is made of the observations of each series is made anew. No digest, receipt or ledger
knows of it: the file is good for reading only. It takes 4 GB of disk for a hundred million, which
are given back.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.reads import INDICATOR, read_speeds
from benchmarks.table import PERIODS, write_table
from benchmarks.warehouse import SMALL, SOURCE, Bench
from warehouse.catalogue import relations
from warehouse.database import writer
from warehouse.files import CODELISTS, statement

TOGETHER: Final = 500  # series written in one statement
LINES: Final = 10_000_000  # lines of the snapshot in which the figures stand
KEYS: Final = "series_key"


def grow(path: Path, rows: int) -> None:
    """Write so many observations into a published file."""
    text = Path(__file__).with_name("grow.sql").read_text("utf-8")
    series = rows // PERIODS
    path.chmod(0o644)
    with writer(path) as connection:
        for first in range(0, series, TOGETHER):
            numbers = {"first": first, "last": min(series, first + TOGETHER), "series": series}
            connection.execute(text, {**numbers, "indicator": INDICATOR, "lines": LINES})
        body = relations()[KEYS].file.body
        connection.execute(statement("create_searched_table", name=KEYS, query=body))


def measure(home: Path, folder: Path, rows: int) -> None:
    """Grow a copy of a home, read from it, and take it away."""
    grown = folder / f"grown-{rows}"
    grown.mkdir()
    (grown / "snapshots").symlink_to(home / "snapshots")
    shutil.copyfile(home / "tallybook.duckdb", grown / "tallybook.duckdb")
    started = time.process_time()
    grow(grown / "tallybook.duckdb", rows)
    print(f"grown in {time.process_time() - started:.0f} s of the processors")
    read_speeds(grown, SOURCE)
    shutil.rmtree(grown)


def main() -> None:
    """Build the home with one series, and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000_000, 100_000_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallybook-bench-") as name:
        folder = Path(name)
        home = Bench(folder, SMALL).home(SMALL)
        snapshot = next(home.glob("snapshots/*/*"))
        _stretch(snapshot)
        for rows in options.rows:
            measure(home, folder, rows)


def _stretch(snapshot: Path) -> None:
    """Let the snapshot have as many lines as the locators say."""
    with (CODELISTS / "area.csv").open(encoding="utf-8", newline="") as stream:
        areas = [row["code"] for row in csv.DictReader(stream)]
    snapshot.unlink()
    write_table(snapshot, LINES, areas, edition=1)


if __name__ == "__main__":
    main()
