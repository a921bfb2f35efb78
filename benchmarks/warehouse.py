"""The structured path against DuckDB's own `read_csv` and against dlt, and the speed of reading.

    python -m benchmarks.warehouse [--rows 10000000] [--rounds 3] [--peer-python FILE]

A source declared outside the repository gives a table of `--rows` observations (see table.py).
Its first edition is published; measured is the build that takes in the second, in which one
value of a hundred is revised, net of the same build of a thousand rows (Dagster's constant and
all other sources). Every job is a process of its own; the rounds take turns. dlt serves this
page only: `pip install "dlt[duckdb]"`, here or in the environment that `--peer-python` names.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.reads import read_speeds
from benchmarks.table import write_table
from warehouse.files import CODELISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL: Final = 1000  # rows of the build whose cost is the constant
SOURCE: Final = "bench_table"
DECLARATION: Final = f"""
from pipelines.source import Measure, Source

SOURCE = Source(
    id="{SOURCE}", title="A constructed table", publisher="alibaba", licence="none",
    citation="none", format="sdmx-csv", files="*.csv", area_dimension="REF_AREA", frequency="M",
    measures=(Measure(indicator="internet_users", unit="person", dimensions=("PRODUCT",)),),
)
"""
LIMIT: Final = """
import sys, duckdb
connection = duckdb.connect(sys.argv[2], config={"threads": "2"})
connection.read_csv(sys.argv[1]).create("observation")
connection.close()
"""
PEER: Final = """
import sys, dlt, pyarrow.csv
from pathlib import Path
def rows():
    yield from (pyarrow.Table.from_batches([each]) for each in pyarrow.csv.open_csv(sys.argv[1]))
folder = Path(sys.argv[2])
pipeline = dlt.pipeline(
    "bench", destination=dlt.destinations.duckdb(str(folder / "peer.duckdb")),
    pipelines_dir=str(folder / "state"), dataset_name="bench",
)
pipeline.run(dlt.resource(rows, name="observation"), write_disposition="append")
"""
HAS_PEER: Final = "import dlt, duckdb, pyarrow; print('dlt', dlt.__version__)"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the wall, of the processors, and its largest memory in MB."""

    wall: float
    busy: float
    memory: float


def run(command: list[str], **environment: str) -> Cost:
    """Run a process to its end; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Bench:
    """A folder with tables, the declaration, and a home that holds the first edition."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder, self.rows = folder, rows
        sources = folder / "sources"
        sources.mkdir(parents=True, exist_ok=True)
        (sources / f"{SOURCE}.py").write_text(DECLARATION, "utf-8")
        self.first = self._prepared(rows)
        self._prepared(SMALL)

    def table(self, rows: int, edition: int) -> Path:
        """Where an edition of the table lies."""
        return self.folder / f"table-{rows}-{edition}.csv"

    def home(self, rows: int) -> Path:
        """Where the home lies that holds the first edition of so many rows."""
        return self.folder / f"home-{rows}"

    def _prepared(self, rows: int) -> Cost:
        with (CODELISTS / "area.csv").open(encoding="utf-8", newline="") as stream:
            areas = [row["code"] for row in csv.DictReader(stream)]
        for edition in (1, 2):
            write_table(self.table(rows, edition), rows, areas, edition=edition)
        self._put(self.home(rows), self.table(rows, 1))
        return self._build(self.home(rows))

    def _put(self, home: Path, table: Path) -> None:
        inbox = home / "inbox" / SOURCE
        inbox.mkdir(parents=True, exist_ok=True)
        (inbox / "table.csv").unlink(missing_ok=True)
        (inbox / "table.csv").hardlink_to(table)

    def _build(self, home: Path) -> Cost:
        command = [sys.executable, "-m", "pipelines.cli", "build", "--live", "--source", SOURCE]
        sources = str(self.folder / "sources")
        return run([*command, "--home", str(home)], TALLYBOOK_SOURCES=sources)

    def whole_path(self, rows: int) -> Cost:
        """Take the second edition into a copy of the home that holds the first, and publish."""
        copy = self.folder / f"copy-{rows}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.home(rows), copy, copy_function=_linked)
        self._put(copy, self.table(rows, 2))
        return self._build(copy)

    def limit(self) -> Cost:
        """Let DuckDB read the second edition into a table."""
        target = self.folder / "limit.duckdb"
        target.unlink(missing_ok=True)
        table = str(self.table(self.rows, 2))
        return run([sys.executable, "-c", LIMIT, table, str(target)])

    def peer(self, python: str) -> Cost:
        """Let dlt load the second edition into a new file."""
        folder = self.folder / "peer"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        command = [python, "-c", PEER, str(self.table(self.rows, 2)), str(folder)]
        return run(command, RUNTIME__DLTHUB_TELEMETRY="false", RUNTIME__LOG_LEVEL="CRITICAL")


def _linked(source: str, target: str) -> None:
    """Copy what is written on; what is never changed once it is there gets a second name."""
    if source.endswith((".parquet", ".duckdb")) or "/snapshots/" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def peer_of(python: str) -> str | None:
    """Name the peer; None where it is not installed."""
    asked = subprocess.run([python, "-c", HAS_PEER], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or None


def measure(bench: Bench, rounds: int, python: str) -> Mapping[str, list[Cost]]:
    """Run every job once a round, in turns."""
    peer = peer_of(python)
    if peer is None:
        print(f'{python} has no dlt: its row is left out (pip install "dlt[duckdb]")')
    jobs = {
        "limit: read_csv": bench.limit,
        **({f"peer: {peer}": lambda: bench.peer(python)} if peer else {}),
        "whole path": lambda: bench.whole_path(bench.rows),
        "constant": lambda: bench.whole_path(SMALL),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            cost = job()
            costs[name].append(cost)
            print(f"  {name}: {cost.wall:.2f} wall, {cost.busy:.2f} busy", flush=True)
    return costs


def report(costs: Mapping[str, list[Cost]], rows: int) -> None:
    """Print the medians, the path net of the constant, and the ratios to the limit."""

    def median(name: str, field: str) -> float:
        return statistics.median(getattr(cost, field) for cost in costs[name])

    limit = {field: median("limit: read_csv", field) for field in ("wall", "busy")}
    print(f"{rows:,} observations; seconds, times the limit, MB")
    for name in costs:
        net = name == "whole path"
        wall, busy = (
            median(name, field) - (median("constant", field) if net else 0)
            for field in ("wall", "busy")
        )
        told = f"{wall:8.2f} wall {wall / limit['wall']:6.1f}x  {busy:8.2f} busy"
        memory = f"{busy / limit['busy']:6.1f}x  peak {median(name, 'memory'):7.0f} MB"
        print(f"{name + (', net' if net else ''):18} {told} {memory}")


def main() -> None:
    """Measure loading, then reading on the file that was built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer-python", default=sys.executable)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallybook-bench-") as folder:
        bench = Bench(Path(folder), options.rows)
        first = bench.first
        print(f"first edition: {first.wall:.1f} s wall, {first.busy:.1f} s busy, all included")
        report(measure(bench, options.rounds, options.peer_python), options.rows)
        read_speeds(bench.folder / f"copy-{options.rows}", SOURCE)


if __name__ == "__main__":
    main()
