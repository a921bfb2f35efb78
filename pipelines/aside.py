"""Which answers are set aside because their form has changed, kept beside the layers as JSON.

What counts as a change, and what follows from it, is decided in drift.py and by the source.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import polars as pl

from pipelines import layers
from pipelines.drift import Answer, drifted, shape_of
from pipelines.fingerprint import digest, key
from pipelines.store import layer_files, read_receipts, whole

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.drift import Shape
    from pipelines.source import Source
    from pipelines.store import Home


def look_for_drift(home: Home, source: Source) -> list[dict[str, Any]]:
    """Give the answers of a source whose form has changed, in the order of receipt, with findings.

    Raises Refusal where the source stops on what was found. Looked at once for each set of
    receipts; editions and documents have no form that could drift.
    """
    if not (source.requests or source.files) or not layers.readable(home, source):
        return []
    path = _place(home, source)
    if not path.exists():
        found = drifted(
            source,
            _answers(home, source),
            lambda sha256: _shape(home, source, sha256),
            lambda sha256: _observations(home, source, sha256),
        )
        with whole(path) as part:
            part.write_text(json.dumps([asdict(each) for each in found], indent=1) + "\n", "utf-8")
    told: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return told


def set_aside(home: Home, source: Source) -> frozenset[str]:
    """Give the snapshots of which nothing goes into the warehouse."""
    drift = look_for_drift(home, source)
    return frozenset(each["snapshot"] for each in drift if each["set_aside"])


def _place(home: Home, source: Source) -> Path:
    receipts = digest(repr(receipt) for receipt in read_receipts(home, source.id))
    return (home.root / "drift" / source.id / key(receipts, repr(source))).with_suffix(".json")


def _answers(home: Home, source: Source) -> list[Answer]:
    """Give the answers in the order of receipt, whatever the order of arrival."""
    taken = layers.readable(home, source)
    receipts = sorted(
        read_receipts(home, source.id), key=lambda each: (each.received, each.request)
    )
    return [
        Answer(each.request, each.sha256, each.coverage == "series")
        for each in receipts
        if each.sha256 in taken
    ]


def _shape(home: Home, source: Source, sha256: str) -> Shape:
    files = layer_files(layers.folder(home, "figures", source, sha256))
    return shape_of(pl.read_parquet(file) for file in files)


def _observations(home: Home, source: Source, sha256: str) -> pl.DataFrame:
    files = layer_files(layers.folder(home, "observations", source, sha256))
    columns = ["series_id", "period", "value"]
    return pl.concat([pl.read_parquet(file, columns=columns) for file in files])
