"""Answers that have drifted do not reach the warehouse. All answers are constructed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipelines import layers
from pipelines.refusal import Refusal
from pipelines.sources.fred import SOURCE
from pipelines.store import Home, Receipt, append_receipts, keep_snapshot
from pipelines.taken import not_taken, noticed, taken, taken_files

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.source import Source

HEAD = b"observation_date,ECOMSA\n"
GOOD = HEAD + b"2024-01-01,289204\n2024-04-01,291642\n"
REVISED = HEAD + b"2024-01-01,288111\n2024-04-01,291642\n2024-07-01,300123\n"
SLIPPED = HEAD + b"2024-01-01,289204000\n2024-04-01,291642000\n"
CUT = HEAD + b"2024-01-01,289204\n"
NO_FILE = b"<html>no such id</html>"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def receive(home: Home, *bodies: bytes) -> list[str]:
    """Keep bodies with a receipt each, a day apart; gives their hashes."""
    hashes = []
    for day, body in enumerate(bodies, 1):
        path = home.root.parent / "incoming"
        path.write_bytes(body)
        hashes.append(keep_snapshot(home, path))
        receipt = Receipt(
            source=SOURCE.id,
            request="ECOMSA",
            received=f"2026-01-{day:02}T00:00:00.000000Z",
            sha256=hashes[-1],
            bytes=len(body),
            kind="fetch",
            status=200,
            coverage="series",
        )
        append_receipts(home, [receipt])
    return hashes


def settle(home: Home, source: Source = SOURCE) -> None:
    layers.read_figures(home, source)
    layers.give_verdicts(home, source)


def test_an_answer_with_a_unit_slip_is_set_aside_and_the_next_good_one_is_taken(home: Home) -> None:
    first, slipped, revised = receive(home, GOOD, SLIPPED, REVISED)
    settle(home)
    assert taken(home, SOURCE) == (first, revised)
    files = taken_files(home, "observations", SOURCE)
    assert len(files) == 2
    (line,) = noticed(home, SOURCE)
    assert line["snapshot"] == slipped
    assert "has moved by a factor of 1,000 at once" in line["told"]
    assert not_taken(home, SOURCE) == {}  # the newest answer is in the warehouse


def test_the_newest_answer_that_is_not_taken_is_told_with_its_reason(home: Home) -> None:
    receive(home, GOOD, SLIPPED)
    settle(home)
    taken(home, SOURCE)
    assert "a factor of 1,000" in not_taken(home, SOURCE)["ECOMSA"]


def test_an_answer_without_a_value_is_told_even_where_it_may_pass(home: Home) -> None:
    passing = replace(SOURCE, on_drift="pass")
    hashes = receive(home, GOOD, HEAD)
    settle(home, passing)
    assert taken(home, passing) == tuple(hashes)
    assert "no value at all" in not_taken(home, passing)["ECOMSA"]
    receive(home, GOOD, HEAD, REVISED)
    settle(home, passing)
    assert not_taken(home, passing) == {}


def test_an_answer_that_its_reader_refused_is_told_too(home: Home) -> None:
    receive(home, GOOD, NO_FILE)
    settle(home)
    assert len(taken(home, SOURCE)) == 1
    assert "found a web page" in not_taken(home, SOURCE)["ECOMSA"]


def test_a_series_that_was_cut_in_half_is_set_aside(home: Home) -> None:
    first, _ = receive(home, GOOD, CUT)
    settle(home)
    assert taken(home, SOURCE) == (first,)


def test_a_source_that_stops_ends_the_build_and_one_that_passes_takes_all(home: Home) -> None:
    hashes = receive(home, GOOD, SLIPPED)
    stopping = replace(SOURCE, on_drift="stop")
    settle(home, stopping)
    with pytest.raises(Refusal, match="the form has changed"):
        taken(home, stopping)
    passing = replace(SOURCE, on_drift="pass")
    settle(home, passing)
    assert taken(home, passing) == tuple(hashes)


def test_a_damaged_outcome_is_found_again(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    receive(home, GOOD, SLIPPED)
    settle(home)
    before = taken(home, SOURCE), noticed(home, SOURCE)
    (kept,) = (home.root / "drift").glob("*/*/*.ndjson")
    for content in (b"", b"{", b"\xff", kept.read_bytes().replace(b"true", b"false")):
        kept.write_bytes(content)
        assert not_taken(home, SOURCE) == {}  # it asks without the lease, and mends nothing
        assert (taken(home, SOURCE), noticed(home, SOURCE)) == before
    assert len(caplog.records) == 4


def test_the_outcome_does_not_depend_on_the_order_in_which_receipts_were_written(
    home: Home, tmp_path: Path
) -> None:
    receive(home, GOOD, SLIPPED, REVISED)
    settle(home)
    other = Home(tmp_path / "other")
    lines = home.receipts(SOURCE.id).read_bytes().splitlines(keepends=True)
    other.receipts(SOURCE.id).parent.mkdir(parents=True)
    other.receipts(SOURCE.id).write_bytes(b"".join(reversed(lines)))
    (other.root / "snapshots").symlink_to(home.root / "snapshots")
    settle(other)
    assert set(taken(other, SOURCE)) == set(taken(home, SOURCE))
