"""The work behind each asset of a source: from its snapshots to its observations.

    snapshots     receipts/<source>.ndjson and the bytes they name
    figures       prose: frames.FIGURES; cells: frames.CELLS as the reader gives them
    verdicts      frames.VERDICTS; in `odd` the figures of those cells that are not intact
    claims        frames.CLAIMS; of cells those that became no observation, with the reason
    judgement     frames.VERDICTS of figures judged again, over all documents
    observations  frames.OBSERVATIONS, or frames.EVENTS; in `settled` a document's claims to the end

Each lies in a folder a snapshot, named by what it was made from, so nothing is made twice.
How it is made stands in documents.py, normalise.py and judgement.py.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines import frames
from pipelines.codelists import read_codelists
from pipelines.documents import document_observations, final_verdicts, read_document
from pipelines.extract.events import cells_to_events
from pipelines.extract.formats import by_name
from pipelines.fingerprint import CODELISTS, digest, key
from pipelines.judgement import judge_again
from pipelines.left_out import with_left_out
from pipelines.normalise import cells_to_observations
from pipelines.receive import current_editions
from pipelines.refusal import Refusal
from pipelines.seal import stands
from pipelines.store import (
    keep_layer,
    keep_text,
    keeping,
    layer_files,
    must_be_whole,
    read_receipts,
    snapshots_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipelines.codelists import Codelists
    from pipelines.documents import Document
    from pipelines.source import Source
    from pipelines.store import Home, Receipt

PROSE: Final = "prose"
EVENTS: Final = "events"
PER_SOURCE: Final = ("snapshots", "figures", "verdicts", "claims", "observations")
JUDGED: Final = "figures"  # judgement is one asset over all sources
REASON: Final = "reason.txt"


@lru_cache(maxsize=1)
def code_lists() -> Codelists:
    """Give the code lists of this run, read once."""
    return read_codelists(CODELISTS)


def folder(home: Home, layer: str, source: Source, sha256: str, *further: str) -> Path:
    """Where a layer of a snapshot lies: what is made from the same lies in the same place."""
    return home.layer(layer, source.id, key(sha256, repr(source), *further))


def files(home: Home, layer: str, source: Source) -> tuple[Path, ...]:
    """Give the Parquet files of a layer of a source."""
    further = (judgement_key(home),) if _needs_judgement(layer, source) else ()
    found = (folder(home, layer, source, each, *further) for each in readable(home, source))
    return tuple(file for each in found for file in layer_files(each))


def _needs_judgement(layer: str, source: Source) -> bool:
    return source.format == PROSE and layer in {"observations", "settled"}


def readable(home: Home, source: Source) -> tuple[str, ...]:
    """Give the snapshots of a source that its reader took, in the order of their first receipt."""
    return tuple(
        sha256
        for sha256 in snapshots_of(home, source.id)
        if not rejection(home, source, sha256).exists()
    )


def rejection(home: Home, source: Source, sha256: str) -> Path:
    """The folder of the reason why the reader refused a snapshot; the bytes stay in the store."""
    return folder(home, "rejected", source, sha256)


def reason_of(rejected: Path) -> str:
    """Read the reason that lies in the folder of a rejection."""
    return (rejected / REASON).read_text("utf-8", errors="replace").strip()


def _receipt(home: Home, source: Source, sha256: str) -> Receipt:
    """Give the first receipt of a snapshot: the name it came by decides nothing but its reader."""
    return next(each for each in read_receipts(home, source.id) if each.sha256 == sha256)


# Figures -----------------------------------------------------------------------------------


def read_figures(home: Home, source: Source) -> None:
    """Read every snapshot that was not read yet; a refused one keeps its reason."""
    for sha256 in snapshots_of(home, source.id):
        if stands(rejection(home, source, sha256)):
            continue
        if stands(folder(home, "figures", source, sha256)):
            continue
        must_be_whole(home, sha256)
        try:
            _read_snapshot(home, source, sha256)
        except Refusal as refusal:
            _reject(home, source, sha256, refusal)


def _read_snapshot(home: Home, source: Source, sha256: str) -> None:
    target = folder(home, "figures", source, sha256)
    if source.format == PROSE:
        keep_layer(target, [_document(home, source, sha256).figures])
    else:
        options = reader_options(source, _receipt(home, source, sha256).request)
        keep_layer(target, by_name(source.format).read(home.snapshot(sha256), options))


def reader_options(source: Source, request: str) -> Mapping[str, str]:
    """Give what the request that brought the bytes tells the reader."""
    name = request.partition("#")[0]
    return next((each.options for each in source.requests if each.name == name), {})


def _reject(home: Home, source: Source, sha256: str, refusal: Refusal) -> None:
    """Keep the reason; what ships with the project must be readable, or nothing is built."""
    told = _named(home, source, sha256, refusal)
    if source.edition and sha256 in current_editions(source):
        raise told from refusal
    keep_text(rejection(home, source, sha256), REASON, f"{told}\n")


def _named(home: Home, source: Source, sha256: str, refusal: Refusal) -> Refusal:
    """Say which file it was: its reader knows the bytes only by their hash."""
    receipt = _receipt(home, source, sha256)
    told = str(refusal).replace(sha256, receipt.request)
    name = receipt.address or receipt.request
    return Refusal(told if receipt.request in told else f"{name}: {told}", exit_code=1)


def must_be_readable(home: Home, source: Source, sha256: str) -> None:
    """Read one snapshot now; raises the reader's Refusal, and keeps its reason."""
    try:
        _read_snapshot(home, source, sha256)
    except Refusal as refusal:
        _reject(home, source, sha256, refusal)
        raise Refusal(str(_named(home, source, sha256, refusal)), exit_code=2) from refusal


def _document(home: Home, source: Source, sha256: str) -> Document:
    must_be_whole(home, sha256)
    return _read_document(home.snapshot(sha256), _receipt(home, source, sha256).request)


@lru_cache(maxsize=16)
def _read_document(path: Path, name: str) -> Document:
    """Read a document once for all its layers."""
    return read_document(path.read_bytes(), name, code_lists())


# Verdicts and claims -----------------------------------------------------------------------


def give_verdicts(home: Home, source: Source) -> None:
    """Answer every figure from its own snapshot alone."""
    for sha256 in readable(home, source):
        if source.format == PROSE:
            target = folder(home, "verdicts", source, sha256)
            if not stands(target):
                keep_layer(target, [_document(home, source, sha256).verdicts])
        else:
            _settle_cells(home, source, sha256)


def make_claims(home: Home, source: Source) -> None:
    """Say what every figure of a document says; cells say it by their columns."""
    for sha256 in readable(home, source) if source.format == PROSE else ():
        target = folder(home, "claims", source, sha256)
        if not stands(target):
            keep_layer(target, [_document(home, source, sha256).claims])


def _settle_cells(home: Home, source: Source, sha256: str) -> None:
    """Make the further layers of a snapshot's cells in one pass, so that memory stays bounded."""
    odd, verdicts, claims, observations = (
        folder(home, layer, source, sha256)
        for layer in ("odd", "verdicts", "claims", "observations")
    )
    if stands(odd, verdicts, claims, observations):
        return
    cells = map(pl.read_parquet, layer_files(folder(home, "figures", source, sha256)))
    with keeping(odd, verdicts, claims, observations) as add:
        if source.format == EVENTS:
            add(observations, cells_to_events(cells, sha256, source_id=source.id))
            return
        for made in cells_to_observations(source, cells, sha256, code_lists()):
            for target, frame in zip((odd, verdicts, claims), with_left_out(made), strict=True):
                add(target, frame)
            add(observations, made.observations)


# Judgement and observations ----------------------------------------------------------------


def judge_all_again(home: Home, sources: tuple[Source, ...]) -> Path:
    """Judge quarantined figures of all documents with figures of structured sources."""
    target = home.layer("judgement", JUDGED, judgement_key(home))
    if not stands(target):
        figures, verdicts, claims = (
            _together(home, layer, sources) for layer in ("figures", "verdicts", "claims")
        )
        references = _references(home, sources)
        keep_layer(target, [judge_again(figures, verdicts, claims, references)])
    return target


def judgement_key(home: Home) -> str:
    """Judgement rests on every snapshot that was read, and on the receipts' moments."""
    from pipelines.sources import declared

    logs = (read_receipts(home, source.id) for source in declared())
    return key("judgement", digest(repr(receipt) for log in logs for receipt in log))


def _together(home: Home, layer: str, sources: tuple[Source, ...]) -> pl.DataFrame:
    parts = [file for each in sources if each.format == PROSE for file in files(home, layer, each)]
    schema = {"figures": frames.FIGURES, "verdicts": frames.VERDICTS, "claims": frames.CLAIMS}[
        layer
    ]
    return pl.concat([frames.empty(schema), *map(pl.read_parquet, parts)])


def _references(home: Home, sources: tuple[Source, ...]) -> pl.LazyFrame:
    """Observations of structured sources, each with the moment from which it was known."""
    from pipelines.taken import taken

    cells = [source for source in sources if source.format not in {PROSE, EVENTS}]
    parts = [
        _known(pl.scan_parquet(file), _receipt(home, source, sha256).received)
        for source in cells
        for sha256 in taken(home, source)
        for file in layer_files(folder(home, "observations", source, sha256))
    ]
    return pl.concat([_known(frames.empty(frames.OBSERVATIONS).lazy(), ""), *parts])


def _known(observations: pl.LazyFrame, received: str) -> pl.LazyFrame:
    """Say from when each was known: as declared, else since its bytes were first received."""
    moment = pl.lit(received).str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", time_zone="UTC", strict=False
    )
    return observations.with_columns(pl.coalesce("declared_from", moment).alias("known_from"))


def make_observations(home: Home, source: Source) -> None:
    """Give every value of a series that a document holds; cells had theirs with their verdicts."""
    for sha256 in readable(home, source) if source.format == PROSE else ():
        _settle_document(home, source, sha256)


def _settle_document(home: Home, source: Source, sha256: str) -> None:
    judged = judgement_key(home)
    settled, observations = (
        folder(home, layer, source, sha256, judged) for layer in ("settled", "observations")
    )
    if stands(settled, observations):
        return
    document = _document(home, source, sha256)
    again = pl.read_parquet(list(layer_files(home.layer("judgement", JUDGED, judged))))
    verdicts = final_verdicts(document.verdicts, again)
    rows, claims = document_observations(document, verdicts, code_lists(), source_id=source.id)
    with keeping(settled, observations) as add:
        add(settled, claims)
        add(observations, rows)
