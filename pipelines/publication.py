"""From the files of the layers to the published generation: build beside, describe, check, publish.

How a generation is built and swapped in is the warehouse's affair; here is what goes into it,
and whether anything in it is new.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipelines import layers
from pipelines.fingerprint import code, digest
from pipelines.history import PROJECT
from pipelines.pruning import prune
from pipelines.receive import parse_instant
from pipelines.refusal import Refusal
from pipelines.store import Home, layer_files, read_receipts, whole
from pipelines.taken import taken_files
from warehouse import carry, catalogue, checks, database, generation, publish
from warehouse.limits import limits_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.source import Source
    from warehouse.checks import Check, Outcome
    from warehouse.generation import Built, Inputs, TableReport
    from warehouse.publish import Generation

ROOMS: Final = ("sql", "warehouse")


def inputs_of(home: Home, sources: tuple[Source, ...]) -> Inputs:
    """Gather the files that the next generation is made of; answers set aside for drift are not."""

    def together(layer: str, only: tuple[str, ...] | None = None) -> tuple[Path, ...]:
        return tuple(
            file
            for source in sources
            if only is None or source.format in only
            for file in taken_files(home, layer, source)
        )

    cells = tuple({source.format for source in sources} - {layers.PROSE, layers.EVENTS})
    judged = home.layer("judgement", layers.JUDGED, layers.judgement_key(home))
    return generation.Inputs(
        receipts=tuple(
            home.receipts(each.id) for each in sources if home.receipts(each.id).exists()
        ),
        sources=_declarations(home, sources),
        figures=together("figures", (layers.PROSE,)) + together("odd", cells),
        verdicts=together("verdicts"),
        claims=together("settled", (layers.PROSE,)) + together("claims", cells),
        judgement=layer_files(judged),
        observations=together("observations", (layers.PROSE, *cells)),
        events=together("observations", (layers.EVENTS,)),
    )


def _declarations(home: Home, sources: tuple[Source, ...]) -> Path:
    """Write what is declared, one source a line, where it differs from what lies there."""
    lines = "".join(json.dumps(_declaration(source)) + "\n" for source in sources)
    path = home.root / "sources.ndjson"
    if not path.exists() or path.read_bytes() != lines.encode():
        with whole(path) as part:
            part.write_text(lines, "utf-8")
    return path


def _declaration(source: Source) -> dict[str, str]:
    kinds = {layers.PROSE: "prose", layers.EVENTS: "events"}
    return {
        "source_id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "citation": source.citation,
        "format": source.format,
        "cadence": source.cadence,
        "kind": kinds.get(source.format, "structured"),
    }


def code_version(inputs: Inputs) -> str:
    """Name what a generation is made of: the release, and a hash of code, SQL and every input.

    Layers are named by what they were made from, so their names stand for their content.
    """
    rooms = [path for room in ROOMS for path in sorted((PROJECT / room).rglob("*"))]
    files = [path for path in rooms if path.suffix in {".sql", ".csv", ".py"}]
    named = (
        f"{file.parent.name}/{file.name}"
        for field in ("figures", "verdicts", "claims", "judgement", "observations", "events")
        for file in getattr(inputs, field)
    )
    contents = (path.read_bytes() for path in (*files, *inputs.receipts, inputs.sources))
    return f"{version('tallybook')}+{digest([code(), *named, *contents])[:16]}"


def must_hold_what_was_published(home: Home, sources: tuple[Source, ...]) -> None:
    """Refuse to build on a log that has not every receipt of the published generation."""
    declared = {source.id for source in sources}
    logged = {
        (each.source, each.request, _moment(each.received), each.sha256)
        for source in sources
        for each in read_receipts(home, source.id)
    }
    known = (one for one in publish.receipts(home.root) if one[0] in declared)
    for source_id, request, received, sha256 in (one for one in known if one not in logged):
        message = (
            f"{home.receipts(source_id)}: the receipt of {request} at {received} (snapshot "
            f"{sha256[:12]}), which the published generation has, is not there; the log is "
            "append-only. Put it back from a copy. To forget it on purpose, remove "
            f"{home.published} and {home.root / 'generations'} first."
        )
        raise Refusal(message, exit_code=1)


def _moment(received: str) -> str:
    """Bring a moment to the form of receipts; what is none stays what it is."""
    try:
        return parse_instant(received)
    except Refusal:
        return received


def build_warehouse(home: Home, sources: tuple[Source, ...]) -> Built | None:
    """Build the next generation beside the published one; null where there is nothing new.

    A published file that has not the bytes of its manifest is made anew.
    """
    publish.clear(home.root)
    inputs = inputs_of(home, sources)
    made_of = code_version(inputs)
    current = publish.published(home.root)
    is_whole = current is not None and publish.file_hash(home.published) == current.sha256
    if current is not None and is_whole and current.code_version == made_of:
        return None
    limits = limits_from(os.environ)
    return generation.build(
        inputs,
        publish.building(home.root),
        memory_limit=limits.memory,
        threads=limits.threads,
        now=datetime.now(UTC),
        code_version=made_of,
        previous=home.published if is_whole else publish.previous(home.root),
        # What was altered lends its ledger at most; not a row of it is carried on.
        large=carry.LARGE if is_whole else sys.maxsize,
    )


def rebuild(home: Home, sources: tuple[Source, ...], target: Path) -> Built:
    """Make every layer anew from the receipts, in a scratch folder, and a generation of them."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".rebuild-") as name:
        scratch = Home(Path(name))
        (scratch.root / "snapshots").symlink_to(home.root / "snapshots")
        shutil.copytree(home.root / "receipts", scratch.root / "receipts")
        for make in (layers.read_figures, layers.give_verdicts, layers.make_claims):
            for source in sources:
                make(scratch, source)
        layers.judge_all_again(scratch, sources)
        for source in sources:
            layers.make_observations(scratch, source)
        inputs, limits = inputs_of(scratch, sources), limits_from(os.environ)
        return generation.build(
            inputs,
            target,
            memory_limit=limits.memory,
            threads=limits.threads,
            now=datetime.now(UTC),
            code_version=code_version(inputs),
        )


def file_at_hand(home: Home) -> Path:
    """The generation that is being built, or the published one where nothing is."""
    building = publish.building(home.root)
    return building if building.exists() else home.published


def tables(home: Home, built: Built | None) -> tuple[TableReport, ...]:
    """Describe the tables and views of what was built, or of the published generation."""
    if built is not None:
        return built.tables
    current = publish.published(home.root)
    if current is None:
        message = "nothing is published yet; run `tallybook build` for the whole graph."
        raise Refusal(message)
    with database.reader(home.published) as connection:
        return tuple(
            generation.describe(connection, each.qualified, current.digests)
            for each in catalogue.relations().values()
            if each.kind in {"table", "view"}
        )


def table(home: Home, built: Built | None, name: str) -> TableReport:
    """Describe one table or view."""
    return next(each for each in tables(home, built) if each.name == name)


def run_checks(home: Home, some: Iterable[Check]) -> Iterator[tuple[Check, Outcome]]:
    """Run checks on the generation at hand."""
    return checks.run_all(file_at_hand(home), some)


def publish_built(
    home: Home, sources: tuple[Source, ...], built: Built | None
) -> Generation | None:
    """Publish what was built and has passed; gives the generation that is published after it."""
    if built is not None:
        publish.publish(built, home.root)
        publish.clear(home.root)
    # Also where nothing is new: the run before may have been killed ere it came to this.
    prune(home, sources)
    return publish.published(home.root)
