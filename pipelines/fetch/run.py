"""All requests of one source: in parts where one is too large, in pages, compared with the last.

How one question is asked stands in ask.py; snapshots and receipts are the taker's.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pipelines.fetch import log
from pipelines.fetch.address import target
from pipelines.fetch.answers import FailedError, Failure, Fetched, FetchReport, Unchanged
from pipelines.fetch.ask import Question, Received, ask
from pipelines.fetch.folder import take_files
from pipelines.fetch.paging import envelope_of, fetch_pages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipelines.fetch.answers import LastReceipt
    from pipelines.fetch.session import Caller
    from pipelines.source import Request, Source

    Values = dict[str, str | tuple[str, ...]]
    Parameters = Mapping[str, str | tuple[str, ...]]
    Outcome = Fetched | Unchanged | Failure

# Parts that all fail do not fail for being too large: then nothing more is asked.
PARTS_IN_VAIN: Final = 7


@dataclass(frozen=True, slots=True)
class Visit:
    """A source, who calls on it, where its answers go, and the last receipt of each request."""

    source: Source
    caller: Caller
    folder: Path
    latest: Mapping[str, LastReceipt]


def fetch_source(
    source: Source, *, caller: Caller, folder: Path, latest: Mapping[str, LastReceipt]
) -> FetchReport:
    """Ask a publisher for all that its source declares: what is new, what is not, what failed.

    New bytes lie in temporary files of `folder` and belong to the taker. `latest` holds the
    last receipt of each request by its name. One request that fails does not stop the others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder, caller)
    visit = Visit(source, caller, folder, latest)
    outcomes = _files(visit) if source.files else []
    for request in source.requests:
        outcomes += _in_parts(visit, request)
    return FetchReport(
        source.id,
        tuple(one for one in outcomes if isinstance(one, Fetched)),
        tuple(one for one in outcomes if isinstance(one, Unchanged)),
        tuple(one for one in outcomes if isinstance(one, Failure)),
    )


def _sweep(folder: Path, caller: Caller) -> None:
    """Delete what a run that was killed has left behind, a day later."""
    yesterday = (caller.clock() - timedelta(days=1)).timestamp()
    for path in folder.glob(".incoming-*"):
        if path.stat().st_mtime < yesterday:
            path.unlink(missing_ok=True)


def _files(visit: Visit) -> list[Outcome]:
    try:
        return list(take_files(visit.source, visit.caller, visit.folder, visit.latest))
    except FailedError as error:
        return [_failure(visit, "files", error)]


def _in_parts(visit: Visit, request: Request) -> list[Outcome]:
    """Ask for all of a request, and where that is too much, for half of it, and so on."""
    outcomes: list[Outcome] = []
    waiting = deque([(request.name, dict(request.parameters))])
    in_vain = 0
    while waiting:
        name, parameters = waiting.popleft()
        try:
            outcomes += _pages(visit, request, name, parameters)
        except FailedError as error:
            in_vain += 1
            helps = any(isinstance(one, Fetched | Unchanged) for one in outcomes)
            halves = _halves(request, parameters) if error.kind == "too large" else []
            if halves and (helps or in_vain <= PARTS_IN_VAIN):
                waiting += halves
            else:
                outcomes.append(_failure(visit, name, error))
                if not helps and in_vain > PARTS_IN_VAIN:
                    break
    return outcomes


def _halves(request: Request, parameters: Parameters) -> list[tuple[str, Values]]:
    values = parameters.get(request.split or "", ())
    if isinstance(values, str) or len(values) < 2:
        return []
    middle, name = (len(values) + 1) // 2, str(request.split)
    return [
        (f"{request.name}#{name}={'+'.join(half)}", {**parameters, name: half})
        for half in (values[:middle], values[middle:])
    ]


def _pages(
    visit: Visit, request: Request, name: str, parameters: Parameters
) -> list[Fetched | Unchanged]:
    """Ask for one part, all its pages. A page is compared with the page of that number."""

    def ask_page(number: int, page: Mapping[str, str]) -> Received:
        called = name if number == 1 else f"{name}#page={number}"
        # Pages are proved against each other, so each must come with its bytes.
        return _ask(visit, request, called, {**parameters, **page}, in_full=bool(page))

    if request.paging is None:
        answers: tuple[Received, ...] = (ask_page(1, {}),)
    else:
        read = envelope_of(visit.source.format)
        most = visit.caller.settings.most_pages
        answers = fetch_pages(ask_page, request.paging, read, most=most)
    # Rows move from page to page as a table grows: of several pages, none covers anything.
    coverage = request.coverage if len(answers) == 1 else "nothing"
    return [_compared(visit, request, answer, coverage) for answer in answers]


def _ask(
    visit: Visit, request: Request, name: str, parameters: Parameters, *, in_full: bool
) -> Received:
    known = visit.latest.get(name)
    question = Question(
        source=visit.source,
        request=request,
        name=name,
        place=target(visit.source, request, parameters, visit.caller.settings),
        folder=visit.folder,
        conditions={} if in_full or known is None else _conditions(visit, name, known),
        known=known.sha256 if known else None,
    )
    return ask(visit.caller, question)


def _conditions(visit: Visit, name: str, known: LastReceipt) -> dict[str, str]:
    """Ask only for what is new, as long as the answer was seen in full not long ago.

    Some publishers change the bytes and not the ETag; a week later the bytes themselves decide.
    """
    caller = visit.caller
    seen = max(known.received, caller.full.get((visit.source.id, name), known.received))
    if caller.clock() - seen > timedelta(days=caller.settings.trust_validators_days):
        return {}
    validators = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {
        ours: known.headers[theirs]
        for ours, theirs in validators.items()
        if theirs in known.headers
    }


def _compared(
    visit: Visit, request: Request, answer: Received, coverage: str
) -> Fetched | Unchanged:
    """The hash against the latest receipt of the same request decides whether it is new."""
    known, source = visit.latest.get(answer.name), visit.source.id
    if answer.path is None:
        return Unchanged(
            source, answer.name, str(known and known.sha256), answer.at, "not modified"
        )
    if known is not None and known.sha256 == answer.sha256:
        answer.drop()
        return Unchanged(source, answer.name, answer.sha256, answer.at, "same bytes")
    return Fetched(
        source=source,
        request=answer.name,
        path=answer.path,
        sha256=answer.sha256,
        bytes=answer.bytes,
        status=answer.status,
        headers=answer.headers,
        media_type=answer.headers.get("content-type", "application/octet-stream"),
        address=answer.address,
        received=answer.at,
        coverage=coverage,
        window=request.window,
        title=f"{visit.source.title}: {answer.name}",
    )


def _failure(visit: Visit, name: str, error: FailedError) -> Failure:
    """Make a failure of an error, and log one that no try has logged."""
    source, at = visit.source.id, visit.caller.clock()
    if not error.logged:
        about = {"status": error.status, "kind": error.kind, "reason": str(error)}
        line = {
            "at": log.stamp(at),
            "run": log.stamp(visit.caller.opened),
            "source": source,
            "request": name,
            "host": "",
            "try": 0,
            "outcome": "failed",
        }
        log.append(visit.caller.settings.log, {**line, **about})
    return Failure(source, name, error.kind, f"{source}, {name}: {error}", at)
