"""Which text a file is: its encoding, and what is plainly no table. Nothing is parsed here."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from pipelines.extract.zip_archive import GZIP_MAGIC, OLE_MAGIC, ZIP_MAGIC, peek
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.extract.zip_archive import Content

CHUNK: Final = 1024**2
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Never guessed, because they take any bytes: only where the source declares them.
DECLARABLE: Final = ("utf-8", "utf-16", "gb18030", "iso8859-1", "cp1252", "iso8859-15")
WHAT_IT_IS: Final = (
    (re.compile(rb"version https://git-lfs"), "a Git LFS pointer; fetch the file it points to"),
    (re.compile(rb"(?i)<!doctype html|<html"), "a web page; fetch the data again"),
    (re.compile(rb"<\?xml|<[A-Za-z]"), "XML, perhaps an error message; look at it"),
    (re.compile(rb"[{\[]\s*[\"{\[\]}]"), "JSON, perhaps an error message; look at it"),
    (re.compile(rb"%PDF"), "a PDF; fetch the CSV"),
)


def shown(text: str) -> str:
    """Give the beginning of a text on one line, for a sentence that quotes it.

    >>> shown("a\\n b"), len(shown("x" * 200))
    ('a b', 80)
    """
    return " ".join(text.split())[:80]


def beginning(head: bytes) -> str:
    """Give the first text of a head of a file, unpacked and without its byte order mark.

    >>> beginning("DATE,é".encode("utf-16")), beginning("DATE".encode("utf-8-sig"))
    ('DATE,é', 'DATE')
    """
    start = peek(head)
    marked = (encoding for mark, encoding in BYTE_ORDER_MARKS if start.startswith(mark))
    return start.decode(next(marked, "utf-8"), "replace")


def plain_text(content: Content) -> bytes:
    """Give the head of what may be delimited text; refuse what is plainly something else."""
    head = content.head()
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        message = f"{content.called}: is empty, where a table was due; fetch it again."
        raise Refusal(message, exit_code=1)
    if head[:4] in ZIP_MAGIC or head.startswith((GZIP_MAGIC, OLE_MAGIC)):
        message = f"{content.called}: is packed or a workbook, where text was due; give the CSV."
        raise Refusal(message, exit_code=1)
    for pattern, kind in WHAT_IT_IS:
        if pattern.match(start):
            message = f"{content.called}: expected a table as CSV, found {kind}."
            raise Refusal(message, exit_code=1)
    return head


def encoding_of(content: Content, encodings: Sequence[str], declared: str | None) -> str:
    """Give the encoding: declared, or said by a mark, or the first in which all bytes are text."""
    head = plain_text(content)
    if declared is not None:
        return _declared(content.called, declared)
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    problem = ""
    for encoding in encodings:
        problem = _undecodable(content, encoding)
        if not problem:
            return encoding
    names = " or ".join(encodings)
    message = (
        f"{content.called}: is not {names}: {problem}; declare its encoding by the option "
        f"encoding (one of {', '.join(DECLARABLE)})."
    )
    raise Refusal(message, exit_code=1)


def _declared(called: str, declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if name not in DECLARABLE:
        message = f'{called}: encoding "{declared}" is none of {", ".join(DECLARABLE)}.'
        raise Refusal(message)
    return name


def _undecodable(content: Content, encoding: str) -> str:
    """Say where the bytes are no text of this encoding; empty where they all are."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    before = 0
    with content.open() as stream:
        while True:
            piece = stream.read(CHUNK)
            if b"\0" in piece:
                return f"byte {before + piece.index(0)} is zero"
            try:
                decode(piece, not piece)
            except UnicodeDecodeError as error:
                return f"{error.reason} near byte {before + error.start}"
            before += len(piece)
            if not piece:
                return ""
