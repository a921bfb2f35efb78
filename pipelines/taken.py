"""Which snapshots go into the warehouse: those that were read, but for answers set aside for drift.

What drift is stands in drift.py. The outcome is a pure function of receipts, code and
declaration, and is kept in a file that is named by them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from pipelines import frames
from pipelines.drift import Answer, drifted, shape_of
from pipelines.fingerprint import digest, key
from pipelines.layers import EVENTS, PROSE, files, folder, readable, reason_of, rejection
from pipelines.seal import is_whole, stands
from pipelines.store import keep_text, layer_files, read_receipts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.drift import Shape
    from pipelines.source import Source
    from pipelines.store import Home

COMPARED = ("series_id", "period", "value")
EMPTY = (
    "the answer has no value at all. That is more often a fault than the publisher's word, so it "
    "withdraws nothing, and the values before it stand; look at what the publisher shows, then ask "
    "again."
)
NOTICED = "noticed.ndjson"


def taken(home: Home, source: Source) -> tuple[str, ...]:
    """Give the snapshots of a source that go into the warehouse, by their first receipt.

    Their layers must have been made. Raises Refusal where the source stops on drift.
    """
    aside = {line["snapshot"] for line in noticed(home, source) if line["set_aside"]}
    return tuple(sha256 for sha256 in readable(home, source) if sha256 not in aside)


def taken_files(home: Home, layer: str, source: Source) -> tuple[Path, ...]:
    """Give the Parquet files of a layer, of the snapshots that are taken."""
    if not _may_drift(source):
        return files(home, layer, source)
    found = (folder(home, layer, source, sha256) for sha256 in taken(home, source))
    return tuple(file for each in found for file in layer_files(each))


def not_taken(home: Home, source: Source) -> Mapping[str, str]:
    """Say of each request whose newest answer is not in the warehouse why it is not."""
    receipts = sorted(read_receipts(home, source.id), key=lambda each: each.received)
    newest = {receipt.request: receipt.sha256 for receipt in receipts}
    covering = {receipt.sha256 for receipt in receipts if receipt.coverage != "nothing"}
    kept = _outcome(home, source)
    told = _lines(kept) if is_whole(kept) else []
    drift = {
        (line["request"], line["snapshot"]): line["told"] for line in told if line["set_aside"]
    }
    reasons: dict[str, str] = {}
    for request, sha256 in newest.items():
        refusal = rejection(home, source, sha256)
        if refusal.exists():
            reasons[request] = reason_of(refusal)
        elif (request, sha256) in drift:
            reasons[request] = drift[request, sha256]
        elif sha256 in covering and _is_empty(home, source, sha256):
            reasons[request] = EMPTY
    return reasons


def _is_empty(home: Home, source: Source, sha256: str) -> bool:
    """Whether a snapshot was read, and gave no value."""
    kept = folder(home, "observations", source, sha256)
    return is_whole(kept) and not any(
        pl.scan_parquet(part).select(pl.len()).collect().item() for part in layer_files(kept)
    )


def noticed(home: Home, source: Source) -> list[dict[str, Any]]:
    """Give each answer whose form has changed: `request`, `snapshot`, `set_aside`, `told`."""
    if not _may_drift(source) or not readable(home, source):
        return []
    kept = _outcome(home, source)
    if not stands(kept):
        lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in _compare(home, source)]
        keep_text(kept, NOTICED, "".join(lines))
    return _lines(kept)


def _may_drift(source: Source) -> bool:
    """What ships with the project, and what is added by hand, is changed on purpose."""
    return bool(source.requests or source.files) and source.format not in (PROSE, EVENTS)


def _outcome(home: Home, source: Source) -> Path:
    receipts = digest(repr(receipt) for receipt in read_receipts(home, source.id))
    return home.layer("drift", source.id, key("drift", repr(source), receipts))


def _lines(kept: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (kept / NOTICED).read_text("utf-8").splitlines()]


def _compare(home: Home, source: Source) -> Iterator[dict[str, Any]]:
    @lru_cache(maxsize=64)
    def shape(sha256: str) -> Shape:
        return shape_of(map(_formed, layer_files(folder(home, "figures", source, sha256))))

    def observations(sha256: str) -> pl.DataFrame:
        parts = layer_files(folder(home, "observations", source, sha256))
        read = [pl.read_parquet(part, columns=list(COMPARED)) for part in parts]
        return pl.concat(map(_small, [frames.empty(frames.OBSERVATIONS).select(COMPARED), *read]))

    for found in drifted(source, _answers(home, source), shape, observations):
        yield {
            "request": found.request,
            "snapshot": found.snapshot,
            "set_aside": found.set_aside,
            "told": " ".join(finding.sentence for finding in found.findings),
        }


def _formed(part: Path) -> pl.DataFrame:
    """Read the columns that make the form of an answer: of attributes the names are enough."""
    names = pl.read_parquet_schema(part)
    told = [name for name in names if name.startswith("dim:") or name in ("period", "unit")]
    empty = pl.DataFrame(schema=[name for name in names if name.startswith("att:")])
    return pl.concat([pl.read_parquet(part, columns=told), empty], how="diagonal")


def _small(compared: pl.DataFrame) -> pl.DataFrame:
    """Keep a name once, and of a value its size: two answers are held at a time."""
    return compared.with_columns(
        pl.col("series_id", "period").cast(pl.Categorical), pl.col("value").cast(pl.Float64)
    )


def _answers(home: Home, source: Source) -> Iterator[Answer]:
    """Give the answers that were read, in the order in which they were received."""
    read = set(readable(home, source))
    for receipt in sorted(read_receipts(home, source.id), key=lambda each: each.received):
        if receipt.sha256 in read:
            yield Answer(receipt.request, receipt.sha256, complete=receipt.coverage == "series")
