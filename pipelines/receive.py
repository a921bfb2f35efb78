"""How bytes come into the home: editions that ship with the project, and documents by hand.

Bytes are kept under their hash and receive their receipt before anything looks inside.
What publishers answer over the network comes in through fetch.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipelines.refusal import Refusal
from pipelines.seal import hash_file
from pipelines.store import Receipt, append_receipts, keep_snapshot, read_receipts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.source import Source
    from pipelines.store import Home

EDITIONS: Final = Path(__file__).parent / "editions"
DOCUMENTS: Final = "documents"
# An article is some kilobytes; a file of this size is no article, and is read as a whole.
LARGEST_DOCUMENT: Final = 32 << 20


@dataclass(frozen=True, slots=True)
class Edition:
    """A line of an edition's receipts.ndjson: when which bytes were transcribed."""

    file: str
    sha256: str
    received: str
    kind: str
    media_type: str
    title: str | None = None


def parse_instant(text: str) -> str:
    """Bring a moment to the one form in which receipts carry it.

    >>> parse_instant("2026-11-22")
    '2026-11-22T00:00:00.000000Z'
    >>> parse_instant("2026-11-22T08:30:00+08:00")
    '2026-11-22T00:30:00.000000Z'
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = (
            f'--received "{text}" is no moment; expected ISO 8601 such as 2026-11-22T08:00:00Z.'
        )
        raise Refusal(message) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def now() -> str:
    """The present moment in the form of receipts."""
    return parse_instant(datetime.now(UTC).isoformat())


def edition_receipts(folder: Path) -> tuple[Edition, ...]:
    """Read the committed receipts of an edition."""
    lines = (folder / "receipts.ndjson").read_text("utf-8").splitlines()
    return tuple(Edition(**json.loads(line)) for line in lines if line.strip())


def receive_edition(home: Home, source: Source, received: str) -> int:
    """Take an edition's files into the home; gives the number of new receipts.

    A file whose bytes no committed receipt knows was changed here: it is received now, as a
    transcription, and keeps working until its receipt is committed.
    """
    folder = EDITIONS / str(source.edition)
    known = {edition.sha256: edition for edition in edition_receipts(folder)}
    names = dict.fromkeys(edition.file for edition in known.values())
    return sum(_receive_file(home, source, folder / name, known, received) for name in names)


def _receive_file(
    home: Home, source: Source, path: Path, known: dict[str, Edition], received: str
) -> int:
    if not path.exists():
        message = f"{path} is missing, though receipts.ndjson beside it names it; restore it."
        raise Refusal(message)
    # Also where it is known: bytes that were damaged in the store are put right.
    sha256 = keep_snapshot(home, path)
    if latest_of(home, source.id, path.name) == sha256:
        return 0
    committed = known.get(sha256)
    # Bytes that come back after others have a receipt already; this is another occasion.
    is_back = any(receipt.sha256 == sha256 for receipt in read_receipts(home, source.id))
    append_receipts(
        home,
        [
            Receipt(
                source=source.id,
                request=path.name,
                received=parse_instant(committed.received)
                if committed and not is_back
                else received,
                sha256=sha256,
                bytes=path.stat().st_size,
                kind="transcription",
                media_type=committed.media_type if committed else media_type(path),
                address=f"{source.edition}/{path.name}",
                title=(committed.title if committed else None) or source.title,
            )
        ],
    )
    return 1


def current_editions(source: Source) -> frozenset[str]:
    """Give the hashes of an edition's files as they lie in the project now."""
    folder = EDITIONS / str(source.edition)
    names = {edition.file for edition in edition_receipts(folder)}
    return frozenset(hash_file(folder / name) for name in names if (folder / name).exists())


def latest_of(home: Home, source: str, request: str) -> str | None:
    """Hash of the bytes that a request last gave; null where it never answered."""
    receipts = [r for r in read_receipts(home, source) if r.request == request]
    return receipts[-1].sha256 if receipts else None


def media_type(path: Path) -> str:
    """Media type by the ending of a name: what a file is called decides nothing but its reader.

    >>> media_type(Path("page.HTM"))
    'text/html'
    """
    return {
        ".html": "text/html",
        ".htm": "text/html",
        ".xhtml": "text/html",
        ".csv": "text/csv",
    }.get(path.suffix.lower(), "text/plain")


def receive_documents(
    home: Home, files: Sequence[Path], received: str, *, stated: bool
) -> tuple[str, ...]:
    """Take articles into the home for good; gives the hashes of their bytes.

    Bytes that are there already are nothing new, unless their moment was stated by hand.
    """
    for path in files:
        _must_be_a_document(path)
    return tuple(_receive_document(home, path, received, stated=stated) for path in files)


def _must_be_a_document(path: Path) -> None:
    if not path.exists():
        message = f"--document {path}: there is no such file; give the path of a text or HTML file."
        raise Refusal(message)
    if not path.is_file():
        message = f"--document {path} is not a file; give the path of one text or HTML file."
        raise Refusal(message)
    size = path.stat().st_size
    if size > LARGEST_DOCUMENT:
        message = (
            f"--document {path} has {size:,} bytes; an article may have {LARGEST_DOCUMENT:,} at "
            "most. Cut it into its articles, or declare it as a source (docs/adding-a-source.md)."
        )
        raise Refusal(message)


def _receive_document(home: Home, path: Path, received: str, *, stated: bool) -> str:
    sha256 = keep_snapshot(home, path)
    if not stated and any(r.sha256 == sha256 for r in read_receipts(home, DOCUMENTS)):
        return sha256
    receipt = Receipt(
        source=DOCUMENTS,
        request=path.name,
        received=received,
        sha256=sha256,
        bytes=path.stat().st_size,
        kind="document",
        media_type=media_type(path),
        title=path.name,
    )
    append_receipts(home, [receipt])
    return sha256
