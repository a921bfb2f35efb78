"""Generations that are carried on: killed, damaged and altered, they are as if built from nothing.

A build carries on from a million observations; here it does so from the first one.
"""

from __future__ import annotations

import json
import random
import re
import signal
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import duckdb
import pytest

from pipelines.store import Home
from tests.faults.conftest import trial
from tests.faults.home import (
    FIRST,
    SECOND,
    ask,
    build,
    child,
    copy,
    ended,
    flip,
    is_as_if_undisturbed,
    root_of,
    tallybook,
    tells,
    wide,
)
from tests.faults.test_matrix import SIX
from tests.faults.test_tampering import ALTERED
from warehouse import carry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# So much that what comes in next touches less than half of it.
REST = wide("wide.csv", ("DEU", "FRA", "ITA", "ESP", "USA", "JPN", "IND", "BRA"), "2025-12-01")
RUNS = "select runs from build order by sequence"
POINTS = {
    "copied, nothing touched": "warehouse.carry.begin:1:after",
    "some that are carried on": "warehouse.carry.statements:3:before",
    "all made, not committed": "warehouse.carry.agreed:1:before",
    "committed, not digested": "warehouse.carry.digests:1:before",
    "generation in its place, not swapped in": "warehouse.publish._swap:1:before",
    "swapped in, older ones not pruned": "warehouse.publish.prune:1:before",
}


@pytest.fixture(autouse=True)
def carrying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carry, "LARGE", 0)


@pytest.fixture(scope="module")
def small(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one generation, that can be carried on."""
    home = Home(tmp_path_factory.mktemp("small") / "home")
    with trial(sources):
        build(home, [REST, *FIRST])
    return home


@pytest.fixture(scope="module")
def carried(sources: Path, small: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same home, carried on by an undisturbed build of what came in next."""
    home = copy(small, tmp_path_factory.mktemp("carried") / "home")
    with trial(sources), pytest.MonkeyPatch.context() as patch:
        patch.setattr(carry, "LARGE", 0)
        build(home, SECOND)
    return home


def from_nothing(root: Path, home: Home) -> str | None:
    """The root of a build from nothing, from the receipts and snapshots of a home."""
    other = Home(root)
    other.root.mkdir()
    for name in ("receipts", "snapshots"):
        (other.root / name).symlink_to(home.root / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carry, "LARGE", sys.maxsize)
        build(other)
    return root_of(other)


def test_carried_on_is_as_from_nothing(carried: Home, tmp_path: Path) -> None:
    (first,), (second,) = ask(carried, RUNS)
    assert second == first + 1
    assert root_of(carried) == from_nothing(tmp_path / "nothing", carried)


@pytest.mark.parametrize("row", POINTS)
def test_killed(row: str, small: Home, carried: Home, sources: Path, tmp_path: Path) -> None:
    home = copy(small, tmp_path / "home")
    arrivals = json.dumps([asdict(each) for each in SECOND])
    struck = child(POINTS[row], "build", home.root, arrivals, sources=sources, LARGE="0")
    ended(struck, code=-signal.SIGKILL)
    if row == "swapped in, older ones not pruned":
        assert root_of(home) == root_of(carried)
    else:
        assert home.published.read_bytes() == small.published.read_bytes()
    build(home, SECOND)
    assert ask(home, RUNS) == ask(carried, RUNS)
    is_as_if_undisturbed(home, carried)


def test_six_receipts_one_by_one(
    small: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each carried on from the one before, late ones too."""
    monkeypatch.setattr(carry, "RUNS", 100)
    home = copy(small, tmp_path / "home")
    for each in random.Random(3).sample(SIX, 6):  # noqa: S311 - no secret
        build(home, [each])
    runs = [run for (run,) in ask(home, RUNS)]
    assert runs == list(range(runs[0], runs[0] + 7))
    assert root_of(home) == from_nothing(tmp_path / "nothing", home)


def flip_the_middle(home: Home) -> None:
    flip(home.published, home.published.stat().st_size // 2)


def remove_the_manifest(home: Home) -> None:
    max((home.root / "generations").glob("*.json")).unlink()


@pytest.mark.parametrize("strike", [flip_the_middle, remove_the_manifest])
def test_a_damaged_generation_is_not_carried_on(
    strike: Callable[[Home], None], carried: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a row of it, though it still opens."""
    monkeypatch.setattr(carry, "touch", lambda *_: pytest.fail("it was carried on"))
    home = copy(carried, tmp_path / "home")
    strike(home)
    build(home, [SIX[4]])
    assert root_of(home) == from_nothing(tmp_path / "nothing", home)


@pytest.fixture(params=ALTERED)
def altered(request: pytest.FixtureRequest, carried: Home, tmp_path: Path) -> Home:
    """A copy of the carried home in which a row was altered behind the back of the project."""
    home = copy(carried, tmp_path / "home")
    home.published.chmod(0o644)
    with duckdb.connect(home.published) as connection:
        connection.execute(ALTERED[request.param][0])
    return home


def test_altered(altered: Home, request: pytest.FixtureRequest) -> None:
    said = tells("verify", home=altered, code=1)
    assert re.search(ALTERED[request.node.callspec.params["altered"]][1], said), said


def test_snapshot_byte_changed(carried: Home, tmp_path: Path) -> None:
    home = copy(carried, tmp_path / "home")
    sha256 = ask(home, "select snapshot from receipt where request = 'wide'")[0][0]
    flip(home.snapshot(sha256), 9)
    assert f"{sha256} was altered" in tells("verify", home=home, code=1)


def test_a_value_that_was_only_copied_is_proved_too(carried: Home, tmp_path: Path) -> None:
    """What the build did not look at again, the proof does; a rebuild names the row."""
    home = copy(carried, tmp_path / "home")
    home.published.chmod(0o644)
    with duckdb.connect(home.published) as connection:
        connection.execute(
            "update observation set value = 1 where area = 'JPN' and period = '2013'"
        )
    said = tells("verify", "--deep", home=home, code=1)
    assert "table observation, source yearbook was altered" in said
    assert "nbs:online_retail:JPN:A:CNY" in said


def test_untouched(carried: Home, sources: Path) -> None:
    deep = tallybook("verify", "--deep", home=carried, sources=sources, mode="command")
    ended(deep, code=0)
