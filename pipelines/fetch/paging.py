"""Pages, proved: the declared total is the rows received, under one update stamp, no page twice.

Pages are read here only as far as the proof needs; figures are read from the snapshots.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from pipelines.fetch.answers import TWICE, FailedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipelines.fetch.answers import FailureKind
    from pipelines.fetch.ask import Received
    from pipelines.source import Paging


@dataclass(frozen=True, slots=True)
class Envelope:
    """What one page declares and holds; `rows_hash` tells a page that came twice."""

    total: int
    rows: int
    rows_hash: str
    stamp: str


def fetch_pages(
    ask_page: Callable[[int, dict[str, str]], Received],
    paging: Paging,
    *,
    most: int,
    page_bytes: int,
) -> tuple[Received, ...]:
    """Ask for all pages; where they do not add up, once more from the start, then fail.

    A table that is updated between two pages gives such a fetch, and the second one is whole.
    """
    for tries in range(1, TWICE + 1):
        pages: list[Received] = []
        try:
            _collect(ask_page, paging, pages, most=most, page_bytes=page_bytes)
        except BaseException as error:
            for page in pages:
                page.drop()
            if tries < TWICE and isinstance(error, FailedError) and error.kind == "paging":
                continue
            raise
        return tuple(pages)
    raise AssertionError  # the loop returns or raises


def _collect(
    ask_page: Callable[[int, dict[str, str]], Received],
    paging: Paging,
    pages: list[Received],
    *,
    most: int,
    page_bytes: int,
) -> None:
    first: Envelope | None = None
    seen: set[str] = set()
    rows = 0
    while first is None or rows < first.total:
        number = len(pages) + 1
        if number > most:
            _fail(f"has more than {most} pages; narrow the request.")
        pages.append(ask_page(number, _parameters(paging, number)))
        page = read_envelope(pages[-1].path, paging, page_bytes=page_bytes)
        first = first or page
        _must_agree(first, page, number)
        if page.rows == 0 and rows < first.total:
            _fail(f"declares {first.total} rows; page {number} is empty after {rows}.")
        if page.rows and page.rows_hash in seen:
            _fail(f"gives the rows of an earlier page again as page {number}.")
        seen.add(page.rows_hash)
        rows += page.rows
    if rows != first.total:
        _fail(f"declares {first.total} rows and gives {rows} on {len(pages)} pages.")


def _parameters(paging: Paging, number: int) -> dict[str, str]:
    place = number if paging.style == "page" else (number - 1) * paging.size
    return {paging.parameter: str(place), paging.size_parameter: str(paging.size)}


def _must_agree(first: Envelope, page: Envelope, number: int) -> None:
    if page.total != first.total:
        _fail(f"declares {first.total} rows on page 1 and {page.total} on page {number}.")
    if page.stamp != first.stamp:
        _fail(f'is of "{first.stamp}" on page 1 and of "{page.stamp}" on page {number}.')


def read_envelope(path: Path | None, paging: Paging, *, page_bytes: int) -> Envelope:
    """Read what a page declares of itself, from its file."""
    if path is None or path.stat().st_size > page_bytes:
        _fail(f"gives a page of more than {page_bytes:,} bytes; ask for smaller pages.")
    try:
        page = json.loads(
            path.read_bytes(), parse_float=str, parse_int=str, parse_constant=_constant
        )
    except (ValueError, RecursionError) as error:
        sentence = f"gives a page that is no JSON ({type(error).__name__}: {error})."
        raise FailedError(sentence, "content") from error
    total, rows = pointer(page, paging.total), pointer(page, paging.rows) or []
    if not str(total).isdecimal() or not isinstance(rows, list):
        _fail(f'has no total at "{paging.total}" or no rows at "{paging.rows}".', "content")
    digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()
    stamp = "" if paging.stamp is None else str(pointer(page, paging.stamp))
    return Envelope(int(total), len(rows), digest, stamp)


def _constant(name: str) -> NoReturn:
    message = f"{name} is no JSON"
    raise ValueError(message)


def pointer(document: Any, path: str) -> Any:  # noqa: ANN401 - any JSON
    """Follow a JSON pointer (RFC 6901); null where it leads nowhere.

    >>> pointer([{"total": "7"}, None], "/0/total")
    '7'
    >>> pointer({"a/b": 1}, "/a~1b"), pointer([], "/0")
    (1, None)
    """
    for part in path.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        try:
            document = document[int(name)] if isinstance(document, list) else document[name]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return document


def _fail(sentence: str, kind: FailureKind = "paging") -> NoReturn:
    raise FailedError(sentence, kind)
