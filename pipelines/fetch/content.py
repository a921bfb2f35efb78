"""Whether an answer is what its format promises, judged by its first and last bytes.

Figures are not read here: this only keeps an error page from replacing a good snapshot.
"""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any, Final, Literal

from pipelines.fetch.answers import TWICE, FailedError

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["json", "xml", "html", "text"]

HEAD: Final = 64 * 1024
BLANK: Final = b" \t\r\n"
PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")
WIDE: Final = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
NAMES: Final = {"json": "JSON", "xml": "XML", "html": "HTML", "text": "a table of text"}


def kind_of(format_name: str) -> Kind:
    """Tell what the answers of a format look like from outside.

    >>> [kind_of(name) for name in ("json-stat", "sdmx-ml", "html-table", "fred-csv")]
    ['json', 'xml', 'html', 'text']
    """
    if "json" in format_name:
        return "json"
    if format_name.endswith(("-ml", "-xml")):
        return "xml"
    return "html" if format_name in ("html-table", "prose") else "text"


def check(path: Path, kind: Kind, *, encoding: str | None = None) -> None:
    """Refuse a body that is empty, an error page or message, cut off, or of another encoding.

    JSON is UTF-8. A table of text is what its source declares, else what its reader finds; a zip
    or gzip may stand in the place of any but a web page.
    """
    head, tail = _ends(path)
    if not head.strip(BLANK):
        message = f"is empty where {NAMES[kind]} was due."
        raise FailedError(message, "content")
    if kind != "html" and head.startswith(PACKED):
        return
    _must_not_be_a_page(head, kind)
    expected = "utf-8" if kind == "json" else encoding
    if expected is not None and kind != "xml":  # XML says its encoding itself
        _must_be_encoded(path, head, expected)
    if kind == "json":
        _must_be_whole_json(head, tail)
        if path.stat().st_size <= HEAD:
            _must_be_an_answer(head)
    if kind == "xml" and not tail.rstrip(BLANK).endswith(b">"):
        message = "breaks off before the end of its XML."
        raise FailedError(message, "content", tries=TWICE)


def _ends(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as body:
        head = body.read(HEAD)
        body.seek(max(0, path.stat().st_size - 1024))
        return head.removeprefix(codecs.BOM_UTF8), body.read()


def _must_not_be_a_page(head: bytes, kind: Kind) -> None:
    start = head.lstrip(BLANK)[:256].lower()
    if start.startswith(b"version https://git-lfs"):
        message = "is a Git LFS pointer and not the data; ask for the file it points to."
        raise FailedError(message, "content")
    if kind != "html" and start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        message = f"is an HTML page where {NAMES[kind]} was due{_title(head)}."
        raise FailedError(message, "content", tries=TWICE)
    if kind == "xml" and not start.startswith(b"<"):
        message = f"is no XML: it begins {start[:40]!r}."
        raise FailedError(message, "content", tries=TWICE)


def _title(head: bytes) -> str:
    lowered = head.lower()
    start, end = lowered.find(b"<title>"), lowered.find(b"</title>")
    if start < 0 or end < start:
        return ""
    return f' (its title: "{plain(head[start + 7 : end].decode("utf-8", "replace"))}")'


def plain(text: str, *, most: int = 160) -> str:
    """Make a text from outside fit for one line on a terminal.

    >>> plain("a\\x1b[31m b\\n c")
    'a [31m b c'
    """
    printable = "".join(c if c.isprintable() else " " for c in text[: 4 * most])
    return " ".join(printable.split())[:most]


def _must_be_encoded(path: Path, head: bytes, encoding: str) -> None:
    wide = next((name for mark, name in WIDE.items() if head.startswith(mark)), None)
    if wide is not None and not encoding.lower().startswith(wide.lower()):
        message = f"is encoded as {wide} where {encoding} was due."
        raise FailedError(message, "content")
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    place = 0
    try:
        with path.open("rb") as body:
            while piece := body.read(1 << 20):
                decoder.decode(piece)
                place += len(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        message = f"is not valid {encoding} near byte {place + error.start:,}; see its charset."
        raise FailedError(message, "content") from error


def _must_be_whole_json(head: bytes, tail: bytes) -> None:
    first, last = head.strip(BLANK)[:1], tail.rstrip(BLANK)[-1:]
    if first not in (b"{", b"["):
        message = f"is no JSON: it begins {head.lstrip(BLANK)[:40]!r}."
        raise FailedError(message, "content", tries=TWICE)
    if last != {b"{": b"}", b"[": b"]"}[first]:
        message = "breaks off before the end of its JSON."
        raise FailedError(message, "content", tries=TWICE)


def _must_be_an_answer(body: bytes) -> None:
    """Refuse the error messages that publishers send with status 200."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return  # the reader says what is wrong, and where
    message = error_message(told)
    if message is not None:
        raise FailedError(message, "too large" if asks_for_less(told) else "content")


def error_message(told: Any) -> str | None:  # noqa: ANN401 - any JSON
    """Give the words of an error answer; null where it is none.

    >>> error_message([{"message": [{"id": "120", "key": "Invalid value", "value": "is bad"}]}])
    'answers with an error: 120 Invalid value is bad'
    >>> error_message({"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}})
    'answers with an error: 413 ASYNCHRONOUS_RESPONSE'
    """
    if isinstance(told, list) and len(told) == 1 and isinstance(told[0], dict):
        told = {"error": told[0].get("message")}
    if not isinstance(told, dict) or any(name in told for name in ("value", "series", "data")):
        return None
    for name in ("error", "warning", "message", "errors", "error_message"):
        if told.get(name):
            return f"answers with an error: {plain(_words(told[name]))}"
    return None


def _words(told: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(told, list):
        return "; ".join(_words(one) for one in told)
    if isinstance(told, dict):
        return " ".join(_words(one) for one in told.values())
    return str(told)


def asks_for_less(told: Any) -> bool:  # noqa: ANN401 - any JSON
    """Tell whether an error answer goes away when less is asked for at a time.

    Eurostat says 413, or that it will answer later; one bad economy spoils a list at the World
    Bank (id 120).
    """
    words = _words(told).lower()
    return any(mark in words for mark in ("413", "asynchron", "too_big", "too big")) or (
        isinstance(told, list) and "120" in words
    )
