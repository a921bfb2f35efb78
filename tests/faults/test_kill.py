"""kill -9 at twenty points of a build and publish: old or new content, and the next mends it."""

from __future__ import annotations

import json
import signal
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from tests.faults.home import (
    SECOND,
    build,
    child,
    ended,
    flip,
    is_as_if_undisturbed,
    root_of,
    take_in,
    tallybook,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.store import Home

POINTS = {
    "snapshot copied, not in its place": "pipelines.store.sync:1:before",
    "snapshot in its place, no receipt": "tests.faults.home.append_receipts:1:before",
    "half a line of the receipt log": "pipelines.store._cut_torn_line:1:torn",
    "figures written, folder not in its place": "pathlib.Path.rename:1:before",
    "verdicts of an article": "pathlib.Path.rename:3:before",
    "cells: layers in their places, observations not": "pathlib.Path.rename:7:before",
    "claims of an article": "pathlib.Path.rename:8:before",
    "judgement": "pathlib.Path.rename:9:before",
    "an article settled, its observations not": "pathlib.Path.rename:11:before",
    "layers whole, no table": "warehouse.generation._make:1:before",
    "some tables": "warehouse.generation._make:30:before",
    "committed, no digest": "warehouse.generation._digests:1:before",
    "ledger written, not checkpointed": "warehouse.generation._reports:1:before",
    "checkpointed and closed": "warehouse.generation.Built:1:before",
    "in the midst of the checks": "warehouse.checks.outcome:5:before",
    "manifest written, not in its place": "warehouse.publish.sync:2:before",
    "generation in its place, not swapped in": "warehouse.publish._swap:1:before",
    "swapped in, folder not synced": "warehouse.publish.sync:4:before",
    "swapped in, older ones not pruned": "warehouse.publish.prune:1:before",
    "all done, scratch not cleared": "warehouse.publish.clear:2:before",
}
PUBLISHED_FROM = "swapped in, folder not synced"


def keeps_whole(home: Home, old: Home, new: Home) -> str:
    """Say which content is published: byte by byte the old, or every table of the new."""
    if home.published.read_bytes() == old.published.read_bytes():
        return "old"
    assert root_of(home) == root_of(new)
    return "new"


@pytest.mark.parametrize("row", POINTS)
def test_killed(row: str, home: Home, first: Home, second: Home, sources: Path) -> None:
    arrivals = json.dumps([asdict(each) for each in SECOND])
    ended(child(POINTS[row], "build", home.root, arrivals, sources=sources), code=-signal.SIGKILL)
    rows = list(POINTS)
    expected = "old" if rows.index(row) < rows.index(PUBLISHED_FROM) else "new"
    assert keeps_whole(home, first, second) == expected
    build(home, SECOND)
    is_as_if_undisturbed(home, second)


def test_killed_under_dagster(home: Home, first: Home, second: Home, sources: Path) -> None:
    """The same by the whole command: the history of a run that died is in nobody's way.

    Nor is a layer that was damaged meanwhile.
    """
    take_in(home, SECOND)
    point = "warehouse.publish._swap:1:before"
    died = tallybook("build", home=home, sources=sources, point=point, mode="command")
    ended(died, code=-signal.SIGKILL)
    assert keeps_whole(home, first, second) == "old"
    frame = next((home.root / "observations" / "yearbook").glob("*/*.parquet"))
    flip(frame, 99)
    said = ended(tallybook("build", home=home, sources=sources, mode="command"), code=0)
    assert said == f"{frame.parent} was damaged; it is made again.\n"
    is_as_if_undisturbed(home, second)
