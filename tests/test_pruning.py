"""Layers that nothing is made of any more go; everything that they are made from stays."""

from pathlib import Path

import polars as pl
import pytest

from pipelines import layers
from pipelines.pruning import prune
from pipelines.source import Source
from pipelines.store import Home, Receipt, append_receipts, keep_layer, keep_snapshot

SOURCE = Source(
    id="leaflet",
    title="A leaflet (constructed)",
    publisher="",
    licence="none",
    citation="none",
    format="prose",
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one document and its figures."""
    home = Home(tmp_path / "home")
    leaflet = tmp_path / "leaflet.txt"
    leaflet.write_text("Sales reached 5 billion yuan in 2012.")
    sha256 = keep_snapshot(home, leaflet)
    moment = "2026-11-22T00:00:00.000000Z"
    append_receipts(home, [Receipt(SOURCE.id, "leaflet.txt", moment, sha256, 37, "document")])
    layers.read_figures(home, SOURCE)
    return home


def folders(home: Home) -> list[Path]:
    return sorted((home.root / "figures" / SOURCE.id).iterdir())


def test_a_layer_in_use_stays(home: Home) -> None:
    before = folders(home)
    assert len(before) == 1
    assert prune(home, (SOURCE,)) == 0
    assert folders(home) == before


def test_a_layer_of_other_code_goes_and_its_snapshot_stays(home: Home) -> None:
    before = folders(home)
    keep_layer(home.layer("figures", SOURCE.id, "of-other-code"), [pl.DataFrame({"a": [1]})])
    snapshots = sorted((home.root / "snapshots").rglob("*"))
    assert prune(home, (SOURCE,)) == 1
    assert folders(home) == before
    assert sorted((home.root / "snapshots").rglob("*")) == snapshots


def test_what_a_run_is_writing_stays(home: Home) -> None:
    young = home.root / "figures" / SOURCE.id / ".part-a"
    young.mkdir()
    assert prune(home, (SOURCE,)) == 0
    assert young.exists()
