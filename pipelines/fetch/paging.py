"""Pages, proved: the declared total is the rows received, under one update stamp, page after page.

What one page says of the whole is read by its format; figures are read from the snapshots.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from pipelines.extract.formats import by_name
from pipelines.fetch.answers import TWICE, FailedError
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipelines.extract.paging import Envelope
    from pipelines.fetch.ask import Received
    from pipelines.source import Paging

    AskPage = Callable[[int, dict[str, str]], Received]
    ReadEnvelope = Callable[[Path], Envelope]


def envelope_of(format_name: str) -> ReadEnvelope:
    """Give the function of a format that reads what a page says of the whole."""
    module = import_module(by_name(format_name).module)
    read: ReadEnvelope | None = getattr(module, "envelope", None)
    if read is None:
        message = (
            f"{format_name} has no envelope, so its pages cannot be proved; ask without pages."
        )
        raise Refusal(message)
    return read


def fetch_pages(
    ask_page: AskPage, paging: Paging, read: ReadEnvelope, *, most: int
) -> tuple[Received, ...]:
    """Ask for all pages; where they do not add up, once more from the start, then fail.

    A table that is updated between two pages gives such a fetch, and the second one is whole.
    """
    for tries in range(1, TWICE + 1):
        pages: list[Received] = []
        try:
            _collect(ask_page, paging, read, pages, most=most)
        except BaseException as error:
            for page in pages:
                page.drop()
            torn = isinstance(error, FailedError) and error.kind == "paging"
            if not torn or tries == TWICE:
                raise
        else:
            return tuple(pages)
    raise AssertionError  # the last try returns or raises


def _collect(
    ask_page: AskPage, paging: Paging, read: ReadEnvelope, pages: list[Received], *, most: int
) -> None:
    first: Envelope | None = None
    rows = 0
    while first is None or rows < first.total:
        number = len(pages) + 1
        if number > most:
            _fail(f"it has more than {most} pages; narrow the request.")
        pages.append(ask_page(number, _parameters(paging, number)))
        page = _envelope(read, pages[-1])
        first = first or page
        _must_agree(first, page, number)
        if page.rows == 0 and rows < first.total:
            _fail(f"{first.total} rows are declared; page {number} is empty after {rows}.")
        rows += page.rows
    if rows != first.total:
        _fail(f"{first.total} rows are declared, and {rows} came on {len(pages)} pages.")


def _parameters(paging: Paging, number: int) -> dict[str, str]:
    place = number if paging.style == "page" else (number - 1) * paging.size
    return {paging.parameter: str(place), paging.size_parameter: str(paging.size)}


def _envelope(read: ReadEnvelope, page: Received) -> Envelope:
    if page.path is None:  # a 304 to a question without conditions does not come through
        raise AssertionError
    try:
        return read(page.path)
    except Refusal as refusal:
        said = str(refusal).removeprefix(f"{page.path.name}: ")
        raise FailedError(said, "content") from refusal


def _must_agree(first: Envelope, page: Envelope, number: int) -> None:
    if page.page != number:
        _fail(f"page {number} was asked for, and page {page.page} came.")
    if page.total != first.total:
        _fail(f"{first.total} rows are declared on page 1, {page.total} on page {number}.")
    if page.stamp != first.stamp:
        _fail(f'page 1 is of "{first.stamp}", page {number} of "{page.stamp}".')


def _fail(sentence: str) -> NoReturn:
    whole = f"the pages do not add up: {sentence}"
    raise FailedError(whole, "paging")
