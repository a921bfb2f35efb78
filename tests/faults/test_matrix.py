"""The fault matrix but for kill -9 (test_kill.py) and readers (test_readers.py): a test a row."""

from __future__ import annotations

import random
import re
import shutil
import signal
import time
from datetime import UTC, datetime
from itertools import permutations
from typing import TYPE_CHECKING

import polars as pl
import pytest

from pipelines import layers, publication
from pipelines.seal import SEAL, seal
from pipelines.store import Home
from tests.faults.home import (
    FIRST,
    SECOND,
    ask,
    build,
    copy,
    cut,
    ended,
    files,
    flip,
    is_as_if_undisturbed,
    make_layers,
    root_of,
    sources_of,
    table,
    take_in,
    tallybook,
    tells,
)
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

LEASE = re.compile(r"tallybook build: \S+ is being built by process \d+; waited 10 s for its lease")

FULL = {
    "as a snapshot is kept": "pipelines.receive.keep_snapshot:1:full",
    "as a receipt is written": "pipelines.receive.append_receipts:1:full",
    "as figures are written": "pipelines.layers.read_figures:1:full",
    "as verdicts are written": "pipelines.layers.give_verdicts:1:full",
    "as figures are judged again": "pipelines.layers.judge_all_again:1:full",
    "as the first table is made": "warehouse.generation._make:1:full",
    "as some tables are made": "warehouse.generation._make:30:full",
    "as the file is checkpointed": "warehouse.generation._reports:1:full",
    "as the manifest is written": "warehouse.publish._write_manifest:1:full",
}


@pytest.fixture
def new_article(tmp_path: Path) -> Path:
    """The article of the second arrivals, as a file of its user."""
    path = tmp_path / SECOND[1].name
    path.write_text(SECOND[1].text, "utf-8")
    return path


@pytest.mark.parametrize("row", FULL)
def test_disk_full(
    row: str, home: Home, first: Home, second: Home, sources: Path, new_article: Path
) -> None:
    words = ("build", "--document", new_article, "--received", SECOND[1].received)
    told = ended(tallybook(*words, home=home, sources=sources, point=FULL[row]), code=1)
    assert told.startswith("tallybook build: ")
    assert told.count("\n") == 1
    assert "File too large" in told  # what the system says of a file that may not grow
    assert home.published.read_bytes() == first.published.read_bytes()
    if row == "as the manifest is written":  # the next run is the same for all; one is enough
        build(home, SECOND)
        is_as_if_undisturbed(home, second)


def test_disk_full_under_dagster(home: Home, first: Home, sources: Path, new_article: Path) -> None:
    point = "warehouse.generation._reports:1:full"
    words = ("build", "--document", new_article)
    struck = tallybook(*words, home=home, sources=sources, point=point, mode="command")
    told = ended(struck, code=1)
    assert told.startswith("tallybook build: ")
    assert "Traceback" not in told
    assert home.published.read_bytes() == first.published.read_bytes()


def test_stale_log_beside_the_published_path(home: Home, second: Home) -> None:
    home.published.with_name("tallybook.duckdb.wal").write_bytes(b"of another file")
    build(home, SECOND)
    assert root_of(home) == root_of(second)
    assert files(home) - files(second) == {"tallybook.duckdb.stale-0.wal"}


DAMAGE = {
    "truncated": (cut, 0.5),
    "cut to nothing": (cut, 0.0),
    "bit flipped in the head": (flip, 0.001),
    "bit flipped in the middle": (flip, 0.5),
    "bit flipped near the end": (flip, 0.98),
}


@pytest.mark.parametrize("row", DAMAGE)
def test_damaged_file(row: str, home: Home, first: Home) -> None:
    spoil, share = DAMAGE[row]
    spoil(home.published, int(home.published.stat().st_size * share))
    said = tells("verify", home=home, code=1)
    assert str(home.published) in said or "table " in said
    build(home)
    assert root_of(home) == root_of(first)
    if row == "truncated":  # the proof is the same for all; one is enough
        tells("verify", home=home, code=0)


def test_damaged_file_keeps_its_ledger_in_an_older_generation(second: Home, tmp_path: Path) -> None:
    home = copy(second, tmp_path / "home")
    cut(home.published, 5000)
    build(home)
    assert root_of(home) == root_of(second)
    assert ask(home, "select max(sequence), count(*) from build") == [(2, 2)]


def test_three_builds_at_once(tmp_path: Path, sources: Path, second: Home) -> None:
    home = Home(tmp_path / "home")
    take_in(home, [FIRST[0], SECOND[0], *FIRST[1:]])
    article = tmp_path / SECOND[1].name
    article.write_text(SECOND[1].text, "utf-8")
    words = ("build", "--document", article, "--received", SECOND[1].received)
    # Two with Dagster, which keeps a history of its own; the third comes to the lease before them.
    modes = ("command", "command", "quick")
    started = [tallybook(*words, home=home, sources=sources, mode=mode) for mode in modes]
    told = [one.communicate(timeout=240)[1] for one in started]
    codes = [one.returncode for one in started]
    assert 0 in codes
    for code, text in zip(codes, told, strict=True):
        assert code == 0 or (code == 2 and LEASE.match(text)), text
    assert root_of(home) == root_of(second)
    assert ask(home, "select sequence from build") == [(1,)]
    assert not [name for name in files(home) if ".part" in name or "building" in name]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_cancelled_while_it_holds_the_lease(
    number: signal.Signals, home: Home, first: Home, second: Home, sources: Path
) -> None:
    take_in(home, SECOND)
    started = tallybook("build", home=home, sources=sources, mode="command")
    beside = home.root / "building" / "next.duckdb"
    deadline = time.monotonic() + 120
    while not beside.exists() and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    started.send_signal(number)
    told = ended(started, code=130)
    assert told == "tallybook build: stopped; the published warehouse is as before.\n"
    assert home.published.read_bytes() == first.published.read_bytes()
    build(home)
    is_as_if_undisturbed(home, second)


SIX = (
    table("a.csv", {2012: 1, 2013: 2}, "2026-01-01"),
    table("b.csv", {2012: 1}, "2026-02-01"),
    table("a.csv", {2012: 1, 2013: 2}, "2026-03-01"),
    table("c.csv", {2013: 3}, "2026-04-01", coverage="nothing"),
    table("d.csv", {2012: 4, 2014: 5}, "2026-05-01"),
    table("b.csv", {2012: 1}, "2026-06-01"),
)


def test_six_receipts_in_twenty_random_orders(tmp_path: Path) -> None:
    """Through the real store, layers and warehouse, each order in a home of its own."""
    orders = random.Random(6).sample(sorted(permutations(range(6))), 20)  # noqa: S311 - no secret
    roots = set()
    for number, order in enumerate(orders):
        home = Home(tmp_path / str(number))
        take_in(home, [SIX[each] for each in order])
        make_layers(home)
        built = publication.build_warehouse(home, sources_of(home))
        assert built is not None
        roots.add(built.root)
    assert len(roots) == 1


def test_clock_set_back(home: Home, second: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build runs on a day before the first, and its receipts are written last first."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(publication, "datetime", Earlier)
    build(home, SECOND[::-1])
    assert root_of(home) == root_of(second)
    rows = ask(home, "select sequence, built_at < '2002-01-01' from build order by sequence")
    assert rows == [(1, False), (2, True)]


def yearbook_rows(home: Home) -> Path:
    """The file of the yearbook's newest observations; all layers are made, no generation is."""
    take_in(home, SECOND)
    make_layers(home)
    yearbook = next(each for each in sources_of(home) if each.id == "yearbook")
    sha256 = layers.readable(home, yearbook)[-1]
    return layers.folder(home, "observations", yearbook, sha256) / "0000.parquet"


def make_so(path: Path, frame: pl.DataFrame) -> None:
    """Put a frame into a layer as if the step that makes it had made it so: it bears a seal."""
    frame.write_parquet(path)
    (path.parent / SEAL).unlink()
    seal(path.parent)


def test_empty_frame(home: Home, second: Home) -> None:
    """An empty frame among the layers is no news, and withdraws nothing."""
    rows = yearbook_rows(home)
    make_so(rows.with_name("0001.parquet"), pl.read_parquet(rows).clear())
    build(home)
    assert rows.with_name("0001.parquet").exists()
    assert root_of(home) == root_of(second)


def test_reordered_frame(home: Home, second: Home) -> None:
    rows = yearbook_rows(home)
    frame = pl.read_parquet(rows)
    reordered = frame.select(sorted(frame.columns)).reverse()
    assert reordered.columns != frame.columns
    assert len(frame) > 1
    make_so(rows, reordered)
    build(home)
    assert pl.read_parquet(rows).equals(reordered)
    assert root_of(home) == root_of(second)


def test_frame_with_a_missing_column(home: Home, first: Home, second: Home) -> None:
    rows = yearbook_rows(home)
    make_so(rows, pl.read_parquet(rows).drop("value"))
    with pytest.raises(WarehouseError, match="value") as error:
        build(home)
    assert error.value.exit_code == 1
    assert "\n" not in str(error.value)
    assert home.published.read_bytes() == first.published.read_bytes()
    shutil.rmtree(rows.parent)
    build(home)
    is_as_if_undisturbed(home, second)
