"""One question to a publisher: tried, followed through redirects, tried again where that may help.

Which questions belong together (pages, parts) is decided in paging.py and run.py.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import requests
import urllib3

from pipelines.fetch import body, content, log
from pipelines.fetch.address import follow, origin
from pipelines.fetch.answers import PATIENT, TWICE, FailedError
from pipelines.fetch.rate import take_turn
from pipelines.fetch.session import watched

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pipelines.fetch.address import Target
    from pipelines.fetch.session import Caller, Watch
    from pipelines.source import Request, Source

REDIRECTS: Final = (301, 302, 303, 307, 308)
PASSING: Final = (408, 425, 429, 500, 502, 503, 504)
KEPT_HEADERS: Final = (
    "content-type",
    "content-encoding",
    "content-length",
    "date",
    "etag",
    "last-modified",
)
ERROR_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, under which name, and what is known of the last answer."""

    source: Source
    request: Request
    name: str
    place: Target
    folder: Path
    conditions: Mapping[str, str]  # If-None-Match, If-Modified-Since
    known: str | None  # hash of the latest receipt


@dataclass(frozen=True, slots=True)
class Received:
    """A whole answer in a temporary file; `path` is null where nothing was modified."""

    name: str
    path: Path | None
    sha256: str
    bytes: int
    status: int
    headers: Mapping[str, str]
    address: str
    at: datetime

    def drop(self) -> None:
        """Delete the temporary file."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def ask(caller: Caller, question: Question) -> Received:
    """Ask until there is an answer or no hope; every try leaves a line in the fetch log."""
    place = origin(question.place.url)
    if place in caller.lost:
        sentence = f"{question.place.brief} was not asked: {place.host} was not reached just now."
        raise FailedError(sentence, "unreachable")
    tries = 0
    while True:
        tries += 1
        try:
            take_turn(caller, question.place, per_hour=question.source.rate_per_hour)
            received = _try(caller, question)
        except FailedError as error:
            wait = _wait(caller, error, tries)
            _note_failure(caller, question, error, tries, wait)
            if wait is None:
                raise
            caller.sleep(wait)
        else:
            _note(caller, question, _outcome(received, question), tries, received)
            return received


def _outcome(received: Received, question: Question) -> str:
    if received.path is None:
        return "not modified"
    return "same bytes" if received.sha256 == question.known else "new"


def _wait(caller: Caller, error: FailedError, tries: int) -> float | None:
    """Give the seconds until the next try; null where there is none.

    Twice as long each time, and never two callers in step: between half and all of it.
    """
    longest = caller.settings.longest_wait
    if tries >= error.tries or (error.wait or 0) > longest:
        return None
    pause = min(longest, 2.0**tries) * (0.5 + caller.jitter() / 2)
    return max(pause, error.wait or 0)


def _note_failure(
    caller: Caller, question: Question, error: FailedError, tries: int, wait: float | None
) -> None:
    if wait is None and error.kind == "unreachable":
        caller.lost.add(origin(question.place.url))
    outcome = "again" if wait is not None else "failed"
    if error.kind == "too large":
        outcome = "too large"  # not failed yet: it may be asked for in parts
    about = {"status": error.status, "kind": error.kind, "reason": str(error), "wait": wait}
    if error.kind == "rate":
        about["host"] = ""  # was not asked, so nothing is taken from its budget
    _note(caller, question, outcome, tries, about)
    error.logged = outcome == "failed"


def _note(
    caller: Caller,
    question: Question,
    outcome: str,
    tries: int,
    about: Received | Mapping[str, object],
) -> None:
    if isinstance(about, Received):
        about = {"status": about.status, "bytes": about.bytes, "sha256": about.sha256}
    line = {
        "at": log.stamp(caller.clock()),
        "run": log.stamp(caller.opened),
        "source": question.source.id,
        "request": question.name,
        "host": question.place.publisher,
        "address": question.place.shown,
        "try": tries,
        "outcome": outcome,
        **about,
    }
    log.append(caller.settings.log, line)
    if caller.progress is not None:
        caller.progress(f"{question.source.id} {question.name}: {outcome}")


def _try(caller: Caller, question: Question) -> Received:
    """Ask once. Whatever goes wrong on the way comes out as one masked sentence."""
    place = question.place
    with watched(place, seconds=caller.settings.total_seconds) as watch:
        try:
            received = _through_redirects(caller, question, watch)
            if not watch.expired:
                return received
            # A body without a declared length ends when its connection does, ours included.
            received.drop()
            failure = FailedError("is late.", "deadline")
        except FailedError as error:
            failure = error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            failure = _broken(error)
    if watch.expired:
        seconds = f"{caller.settings.total_seconds:g}"
        failure = FailedError(f"gave no whole answer within {seconds} seconds.", "deadline")
    sentence = str(failure)
    if not sentence.startswith(("http:", "https:")):
        sentence = f"{watch.place.brief} {sentence}"
    told = FailedError(
        place.mask(sentence),
        failure.kind,
        tries=failure.tries,
        wait=failure.wait,
        status=failure.status,
    )
    raise told from None  # the original names the address with its key


def _broken(error: Exception) -> FailedError:
    """Say in words what became of a connection, and how many tries it is worth."""
    cause = _innermost(error)
    if isinstance(error, requests.exceptions.SSLError):
        return FailedError(f"shows no certificate that can be trusted ({cause}).", "unreachable")
    if isinstance(error, requests.exceptions.ProxyError):
        return FailedError(f"is behind a proxy that fails ({cause}).", "unreachable", tries=TWICE)
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return FailedError("does not answer in time.", "deadline", tries=TWICE)
    if isinstance(error, requests.ConnectionError):
        known = "Failed to resolve" not in str(error)
        tries = PATIENT if known else TWICE
        return FailedError(f"cannot be reached ({cause}).", "unreachable", tries=tries)
    if isinstance(error, urllib3.exceptions.ProtocolError):
        return FailedError(f"broke off in the middle ({cause}).", "content", tries=PATIENT)
    return FailedError(f"gave an answer that is no HTTP ({cause}).", "content", tries=TWICE)


def _innermost(error: BaseException) -> str:
    while (below := error.__cause__ or error.__context__) is not None:
        error = below
    return content.plain(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def _through_redirects(caller: Caller, question: Question, watch: Watch) -> Received:
    for _ in range(caller.settings.most_redirects + 1):
        with _send(caller, question, watch.place) as response:
            if response.status_code not in REDIRECTS:
                return _received(caller, question, watch.place, response)
            watch.place = follow(watch.place, response.headers.get("Location", ""))
        take_turn(caller, watch.place, per_hour=question.source.rate_per_hour)
    sentence = f"redirects more than {caller.settings.most_redirects} times."
    raise FailedError(sentence, "address")


def _send(caller: Caller, question: Question, place: Target) -> requests.Response:
    return caller.session.get(
        place.url,
        headers={**question.request.headers, **question.conditions},
        stream=True,
        allow_redirects=False,
        timeout=(caller.settings.connect_seconds, caller.settings.read_seconds),
    )


def _received(
    caller: Caller, question: Question, place: Target, response: requests.Response
) -> Received:
    status, at = response.status_code, caller.clock()
    headers = {k.lower(): v for k, v in response.headers.items() if k.lower() in KEPT_HEADERS}
    if status == 304 and question.conditions and question.known:
        return Received(question.name, None, question.known, 0, status, headers, place.shown, at)
    if status != 200:
        raise _refused(question, response, caller)
    path, kept = _to_file(caller, question, response)
    return Received(question.name, path, kept.sha256, kept.bytes, status, headers, place.shown, at)


def _to_file(
    caller: Caller, question: Question, response: requests.Response
) -> tuple[Path, body.Body]:
    """Keep a body in a temporary file of the folder; what is not whole and right goes again."""
    handle, name = tempfile.mkstemp(dir=question.folder, prefix=".incoming-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as sink:
            kept = body.keep(response.raw, sink, caller.settings)
        encoding = question.request.options.get("encoding")
        content.check(path, content.kind_of(question.source.format), encoding=encoding)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, kept


def _refused(question: Question, response: requests.Response, caller: Caller) -> FailedError:
    """Make a failure of a status that is no answer."""
    status = response.status_code
    words = _words_of(response)
    if status == 413:
        return FailedError(f"answers 413{words}: ask for less.", "too large", status=status)
    tries = PATIENT if status in (*PASSING, *question.source.retry_on) else 1
    wait = _retry_after(response.headers.get("Retry-After"), caller.clock())
    longest, later = caller.settings.longest_wait, ""
    if wait is not None and wait > longest:
        later = f" It asks to stay away for {wait:,.0f} seconds, longer than {longest:g}."
    sentence = f"answers {status}{words} where 200 was due.{later}"
    return FailedError(sentence, "status", tries=tries, wait=wait, status=status)


def _words_of(response: requests.Response) -> str:
    """Give the beginning of an error body as plain words, if it has any."""
    try:
        text = response.raw.read(ERROR_BYTES, decode_content=True).decode("utf-8", "replace")
    except urllib3.exceptions.HTTPError:
        text = ""
    reason = content.plain(response.reason or "", most=60)
    said = "" if text.lstrip()[:1] == "<" else content.plain(text)
    return "".join(f" ({part})" for part in (reason, said) if part)


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Read Retry-After: seconds, or the date of a letter.

    >>> from datetime import UTC, datetime
    >>> _retry_after("Fri, 31 Dec 1999 23:59:59 GMT", datetime(1999, 12, 31, 23, 59, 9, tzinfo=UTC))
    50.0
    >>> _retry_after("soon", datetime(1999, 12, 31, tzinfo=UTC)) is None
    True
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return None
