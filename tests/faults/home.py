"""A small home made by hand, a build without Dagster, and the root over what is really published.

Everything that comes in here is constructed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from pipelines import layers, publication
from pipelines.cli import main
from pipelines.receive import receive_documents
from pipelines.sources import declared
from pipelines.store import Home, Receipt, append_receipts, keep_snapshot, sweep
from warehouse import catalogue, publish
from warehouse.checks import CHECKS
from warehouse.database import reader
from warehouse.digest import combined, digests_of
from warehouse.lease import lease

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.source import Source

ROOT = Path(__file__).resolve().parents[2]
STRUCK = Path("tests", "faults", "struck.py")

# A source of one's own, in a folder that TALLYBOOK_SOURCES names.
YEARBOOK = """
from pipelines.source import Measure, Source

SOURCE = Source(
    id="yearbook",
    title="A constructed yearbook",
    publisher="nbs",
    licence="none, constructed",
    citation="Constructed for tests/faults",
    format="owid-csv",
    measures=(Measure(indicator="online_retail", where={"Indicator": "retail"}, unit="CNY"),),
    area_dimension="Code",
    area_list="iso3",
    frequency="A",
)
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that comes in: an article, or an answer of the yearbook with its coverage."""

    name: str
    text: str
    on: str
    coverage: str | None = None  # null for an article
    request: str = "retail"

    @property
    def received(self) -> str:
        """The moment of receipt."""
        return f"{self.on}T00:00:00.000000Z"


def article(name: str, text: str, on: str) -> Arrival:
    """Construct an article."""
    return Arrival(name, text, on)


def table(
    name: str, values: Mapping[int, int | str], on: str, *, coverage: str = "series"
) -> Arrival:
    """Construct an answer of the yearbook: the value of each year."""
    lines = "".join(f"China,CHN,{year},{value}\n" for year, value in values.items())
    return Arrival(name, f"Entity,Code,Year,retail\n{lines}", on, coverage)


def wide(name: str, areas: Sequence[str], on: str) -> Arrival:
    """Construct an answer to another request of the yearbook: many areas, two years each."""
    lines = "".join(f"{area},{area},{year},{year}\n" for area in areas for year in (2012, 2013))
    return Arrival(name, f"Entity,Code,Year,retail\n{lines}", on, "series", "wide")


FIRST = (
    table("first.csv", {2012: 1310000000000, 2013: 1850000000000}, "2026-01-01"),
    article(
        "first.txt",
        "Online retail sales in China reached 1.31 trillion yuan in 2012.",
        "2026-01-02",
    ),
)
# A revision, a withdrawal, and an article whose figure is damaged.
SECOND = (
    table("second.csv", {2012: 1311000000000, 2014: 2790000000000}, "2026-02-01"),
    article(
        "second.txt",
        "Online retail sales in China reached 65,438+0.85 trillion yuan in 2013.",
        "2026-02-02",
    ),
)


def take_in(home: Home, arrivals: Sequence[Arrival]) -> None:
    """Bring bytes and receipts in, by the functions that a build uses."""
    inbox = home.root.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    for each in arrivals:
        path = inbox / each.name
        path.write_text(each.text, "utf-8")
        if each.coverage is None:
            receive_documents(home, [path], each.received, stated=True)
            continue
        keep_snapshot(home, path)
        receipt = Receipt(
            source="yearbook",
            request=each.request,
            received=each.received,
            sha256=hashlib.sha256(each.text.encode()).hexdigest(),
            bytes=len(each.text.encode()),
            kind="fetch",
            media_type="text/csv",
            status=200,
            coverage=each.coverage,
        )
        append_receipts(home, [receipt])


def sources_of(home: Home) -> tuple[Source, ...]:
    """The declared sources that have a receipt here: a build of all takes ten times as long."""
    return tuple(source for source in declared() if home.receipts(source.id).exists())


def make_layers(home: Home) -> None:
    """Do what the graph does up to the observations."""
    sources = sources_of(home)
    for make in (layers.read_figures, layers.give_verdicts, layers.make_claims):
        for source in sources:
            make(home, source)
    layers.judge_all_again(home, sources)
    for source in sources:
        layers.make_observations(home, source)


def build(home: Home, arrivals: Sequence[Arrival] = ()) -> None:
    """Do what the graph does, step by step in its order, without Dagster."""
    with lease(home.root):
        sweep(home)
        publication.must_hold_what_was_published(home, declared())
        take_in(home, arrivals)
        make_layers(home)
        sources = sources_of(home)
        built = publication.build_warehouse(home, sources)
        for _, outcome in publication.run_checks(home, [one for one in CHECKS if one.blocking]):
            assert outcome.passed, outcome.message
        publication.publish_built(home, sources, built)


def root_of(home: Home) -> str | None:
    """Digest every table that is published anew; null where nothing is published."""
    if not home.published.exists():
        return None
    with reader(home.published) as connection:
        tables = [one.name for one in catalogue.relations().values() if one.kind == "table"]
        root = combined(one for table in tables for one in digests_of(connection, table))
    known = publish.published(home.root)
    assert known is not None
    assert known.root == root
    return root


def ask(home: Home, sql: str) -> list[tuple[Any, ...]]:
    """Ask the published file."""
    with reader(home.published) as connection:
        return connection.execute(sql).fetchall()


def is_as_if_undisturbed(home: Home, undisturbed: Home) -> None:
    """Same content, no file too many or too few; snapshots and receipts byte by byte the same."""
    known = publish.published(undisturbed.root)
    assert known is not None
    assert root_of(home) == known.root
    assert files(home) == files(undisturbed)
    for name in files(home):
        if name.startswith(("snapshots/", "receipts/")):
            assert (home.root / name).read_bytes() == (undisturbed.root / name).read_bytes()


def files(home: Home) -> set[str]:
    """Name every file of a home but Dagster's own."""
    return {
        str(path.relative_to(home.root))
        for path in home.root.rglob("*")
        if path.is_file() and path.relative_to(home.root).parts[0] != "dagster"
    }


def copy(home: Home, root: Path) -> Home:
    """Copy a home; no file is shared with it, for the receipt logs are written to in place."""
    shutil.copytree(home.root, root)
    copied = Home(root)
    known = publish.published(root)
    assert known is not None
    # What is published is one file of two names, and is so again.
    copied.published.unlink()
    copied.published.hardlink_to(root / "generations" / f"{known.generation}.duckdb")
    return copied


def flip(path: Path, place: int) -> None:
    """Flip one bit, behind the back of the project."""
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


def cut(path: Path, place: int) -> None:
    """Cut a file off, behind the back of the project."""
    path.chmod(0o644)
    with path.open("rb+") as stream:
        stream.truncate(place)


def tallybook(
    *words: str | Path, home: Home, sources: Path, point: str = "", mode: str = "quick"
) -> subprocess.Popen[str]:
    """Start a `tallybook`, without Dagster (`quick`) or the whole of it (`command`)."""
    return child(point, mode, *words, "--home", home.root, sources=sources)


def tells(*words: str | Path, home: Home, code: int) -> str:
    """Run `tallybook` in this process, which costs less; gives what it says on standard error."""
    # The command names the home to its own process.
    with patch.dict(os.environ), StringIO() as said, StringIO() as printed:
        with redirect_stderr(said), redirect_stdout(printed):
            found = main([*map(str, words), "--home", str(home.root)])
        assert found == code, said.getvalue()
        return said.getvalue()


def ended(process: subprocess.Popen[str], *, code: int) -> str:
    """Wait for a process, hold it to its exit code, and give what it said on standard error."""
    try:
        _, told = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == code, told
    return told


def child(
    *words: str | Path, sources: Path, project: Path = ROOT, **environment: str
) -> subprocess.Popen[str]:
    """Start the program that a test strikes, in a process of its own."""
    settings = {"PYTHONPATH": str(project), "TALLYBOOK_SOURCES": str(sources)}
    return subprocess.Popen(
        [sys.executable, project / STRUCK, *map(str, words)],
        cwd=project,
        env={**os.environ, **settings, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
