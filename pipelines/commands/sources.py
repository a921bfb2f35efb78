"""`tallybook sources`: what is declared, when it was last fetched, what is stale and why."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipelines.fetch import log
from pipelines.fetch.address import MASK, target
from pipelines.fetch.settings import Settings, address_variable
from pipelines.history import home_folder
from pipelines.sources import declared
from pipelines.store import Home, read_receipts
from pipelines.taken import not_taken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from pipelines.fetch.log import Line
    from pipelines.source import Source
    from pipelines.store import Receipt

INTERVAL: Final[Mapping[str, timedelta]] = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=31),
    "quarterly": timedelta(days=92),
    "yearly": timedelta(days=366),
}
ANSWERED: Final = ("new", "same bytes", "not modified")


@dataclass(frozen=True, slots=True)
class State:
    """How a source stands. `state` is one of: bundled, by hand, off, never, fresh, due, stale.

    `fetched` is when its publisher last answered, `received` when its bytes last changed;
    `addresses` what is asked, by request, and `setting` the variable that redirects it.
    """

    source: str
    title: str
    format: str
    cadence: str
    on: bool
    state: str
    fetched: str | None
    received: str | None
    due: str | None
    note: str
    setting: str | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the listing."""
    parser.add_argument("--home", type=Path, help="folder of everything made at run time (data)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def main(options: argparse.Namespace) -> int:
    """Print one line, or one JSON object, a source."""
    home = Home((options.home or home_folder()).resolve())
    os.environ["TALLYBOOK_HOME"] = str(home.root)  # sources of the user's own may lie below it
    runs = log.last_runs(log.read(home.fetch_log))
    states = [
        state_of(
            source,
            runs.get(source.id, ()),
            read_receipts(home, source.id),
            not_taken(home, source),
            now=datetime.now(UTC),
            environment=os.environ,
        )
        for source in declared()
    ]
    if options.format == "json":
        sys.stdout.writelines(
            json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in states
        )
    else:
        sys.stdout.write(listing(states))
    return 0


def state_of(
    source: Source,
    lines: Sequence[Line],
    receipts: Sequence[Receipt],
    left_out: Mapping[str, str],
    *,
    now: datetime,
    environment: Mapping[str, str],
) -> State:
    """Say how a source stands: by the fetch log of its last run, its receipts, and what of its
    newest answers is not in the warehouse, and why.
    """
    answered = [line["at"] for line in lines if line["outcome"] in ANSWERED]
    fetched = max(answered, default=None)
    due = _due(source, fetched)
    wrong = [
        f"{line['request']}: {line['reason']}" for line in lines if line["outcome"] == "failed"
    ]
    wrong += [f"{request}: {reason}" for request, reason in left_out.items()]
    state, note = _state(source, wrong, due, now, environment)
    return State(
        source=source.id,
        title=source.title,
        format=source.format,
        cadence=source.cadence,
        on=source.on,
        state=state,
        fetched=fetched,
        received=max((receipt.received for receipt in receipts), default=None),
        due=log.stamp(due) if due else None,
        note=" ".join(filter(None, [note, _redirected(source, environment)])),
        setting=address_variable(source.id) if source.requests or source.files else None,
        addresses=_addresses(source),
    )


def _addresses(source: Source) -> Mapping[str, str]:
    """Give what each request asks of the publisher, as declared; a key is not needed for that."""
    settings = Settings(Path(), Path(), {source.key_variable or "": MASK})
    return {
        request.name: target(source, request, request.parameters, settings).shown
        for request in source.requests
    }


def _due(source: Source, fetched: str | None) -> datetime | None:
    interval = INTERVAL.get(source.cadence)
    if interval is None or fetched is None or source.edition:
        return None
    return datetime.fromisoformat(fetched) + interval


def _state(
    source: Source,
    wrong: Sequence[str],
    due: datetime | None,
    now: datetime,
    environment: Mapping[str, str],
) -> tuple[str, str]:
    if source.edition:
        return "bundled", "ships with the project"
    if not (source.requests or source.files):
        return "by hand", "tallybook build --document FILE"
    if wrong:
        more = f" ({len(wrong) - 1} more)" if len(wrong) > 1 else ""
        return "stale", wrong[0] + more
    if due is not None:
        return ("due", "") if due <= now else ("fresh", "")
    needs = source.key_variable if not environment.get(source.key_variable or "") else None
    key = f"needs a key in {needs}" if needs else ""
    if not source.on:
        return "off", "; ".join(filter(None, [key, f"tallybook build --live --source {source.id}"]))
    return "never", "; ".join(filter(None, [key, "tallybook build --live"]))


def _redirected(source: Source, environment: Mapping[str, str]) -> str:
    variable = address_variable(source.id)
    return f"[{variable}={environment[variable]}]" if environment.get(variable) else ""


def listing(states: Sequence[State]) -> str:
    """Lay the states out in columns; the reason, which may be long, stands last.

    >>> state = State("fred", "t", "fred-csv", "weekly", True, "never", None, None, None, "n")
    >>> print(listing([state]), end="")
    source  cadence  state  last answer  next due  note
    fred    weekly   never  -            -         n
    """
    head = ("source", "cadence", "state", "last answer", "next due", "note")
    rows = [head, *(_row(state) for state in states)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head) - 1)]
    return "".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        + "\n"
        for row in rows
    )


def _row(state: State) -> tuple[str, ...]:
    def day(moment: str | None) -> str:
        return moment[:16].replace("T", " ") if moment else "-"

    return (
        state.source,
        state.cadence,
        state.state,
        day(state.fetched),
        day(state.due),
        state.note,
    )
