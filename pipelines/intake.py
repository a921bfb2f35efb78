"""What a run takes in of a source: its edition, or its publisher's answers.

Documents are taken in by the command that is given them (receive.py); how a publisher is
asked stands in fetch/.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pipelines.fetch.answers import LastReceipt
from pipelines.fetch.log import stamp
from pipelines.fetch.run import fetch_source
from pipelines.receive import receive_edition
from pipelines.store import Receipt, append_receipts, keep_snapshot, read_receipts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.fetch.answers import Fetched, FetchReport
    from pipelines.fetch.session import Caller
    from pipelines.source import Source
    from pipelines.store import Home


def take_in(
    home: Home, source: Source, *, caller: Caller | None, received: str, stated: bool
) -> Mapping[str, str]:
    """Receive what a source has; gives what to tell of it. Without a caller no publisher is asked.

    `received` is the moment of receipt of what comes in, for answers only where it was stated.
    """
    if source.edition:
        new = receive_edition(home, source, received)
        return {"new receipts": str(new)}
    if caller is None or not (source.requests or source.files):
        return {}
    incoming = home.root / "snapshots" / "incoming"
    report = fetch_source(source, caller=caller, folder=incoming, latest=_latest(home, source))
    for answer in report.answers:
        _keep(home, answer, received if stated else stamp(answer.received))
    return _told(report)


def _latest(home: Home, source: Source) -> Mapping[str, LastReceipt]:
    """Give the last receipt of each request. One whose bytes are gone is asked for in full."""
    return {
        receipt.request: LastReceipt(
            receipt.sha256, datetime.fromisoformat(receipt.received), receipt.headers
        )
        for receipt in read_receipts(home, source.id)
        if home.snapshot(receipt.sha256).exists()
    }


def _keep(home: Home, answer: Fetched, received: str) -> None:
    """Keep the bytes under their hash, then the receipt: one without the other is nothing."""
    keep_snapshot(home, answer.path)
    answer.path.unlink()
    window = answer.window or (None, None)
    receipt = Receipt(
        source=answer.source,
        request=answer.request,
        received=received,
        sha256=answer.sha256,
        bytes=answer.bytes,
        kind="fetch",
        media_type=answer.media_type,
        status=answer.status,
        address=answer.address,
        headers=dict(answer.headers),
        coverage=answer.coverage,
        window_from=window[0],
        window_to=window[1],
        title=answer.title,
    )
    append_receipts(home, [receipt])


def _told(report: FetchReport) -> Mapping[str, str]:
    told = {"new answers": str(len(report.answers)), "unchanged": str(len(report.unchanged))}
    failures = {f"failed {each.request}": each.sentence for each in report.failures}
    return told | failures
