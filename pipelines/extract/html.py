"""HTML pages: bytes to a Text whose figures lead back to bytes of the page, tags included.

Only what a reader sees as running text is kept; which characters are figures is decided in
verdicts.py.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipelines.extract.prose import (
    Text,
    check_size,
    decode,
    span_of,
    split_paragraphs,
    split_sentences,
)
from pipelines.periods import instant_of
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# The encoding standard looks for a declared charset in the first 1024 bytes.
HEAD: Final = 1024
# What the encoding standard reads under these names.
CHARSETS: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "gb18030"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252"), "cp1252"),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
}
_LEFT_OUT: Final = (
    "script style template noscript iframe object svg nav aside footer select button textarea title"
)
_RAW: Final = "script style textarea title iframe noscript"
_INLINE: Final = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr meta link input"
)
# Elements that are no running text: left out with all they hold.
LEFT_OUT: Final = frozenset(_LEFT_OUT.split())
# Elements whose content is not markup.
RAW: Final = frozenset(_RAW.split())
# Elements that part no paragraphs.
INLINE: Final = frozenset(_INLINE.split())
PUBLISHED: Final = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate"),
    *("citation_publication_date", "dc.date.issued", "dc.date", "dcterms.issued", "date"),
)
PUBLISHERS: Final = ("og:site_name", "publisher", "article:publisher", "dc.publisher", "author")

_ATTRIBUTE: Final = re.compile(
    r"[\s/]*(?:(>)|([^\s/>][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))?)"
)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_MARK: Final = re.compile(
    r"(?P<blank>[ \t\r\n\f]+)|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the page: running text, or a tag with its name (`/p` where it closes)."""

    start: int
    end: int
    tag: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Writing:
    """The text so far, and the runs that lead back to the page."""

    pieces: list[str] = field(default_factory=list)
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0

    def put(self, piece: str, start: int, end: int) -> None:
        if not piece:  # an entity that stands for nothing
            return
        self.runs.append((self.length, start, end))
        self.pieces.append(piece)
        self.length += len(piece)

    def ends_blank(self) -> bool:
        return not self.pieces or self.pieces[-1][-1] in " \n"


def read(content: bytes) -> Text:
    """Read an HTML page in the charset that it declares.

    Block elements are paragraphs; scripts, styles and navigation are left out. Raises Refusal
    where the page is cut off, or is not in its charset.

    >>> text = read(b"<p>It rose to 35.0<b>1</b>9 billion.</p>")
    >>> text.characters[11:17], text.locator(11, 17)
    ('35.019', 'bytes=14-27')
    """
    check_size(content)
    page = decode(content, charset_of(content))
    tokens = list(tokenise(page.characters))
    _check_whole(tokens)
    writing = _Writing()
    for token in _running_text(tokens):
        _write(writing, page.characters, token)
    characters = "".join(writing.pieces)
    paragraphs = tuple(split_paragraphs(characters))
    declared = _declared(tokens)
    return Text(
        snapshot=hashlib.sha256(content).hexdigest(),
        characters=characters,
        page=page,
        runs=tuple(writing.runs),
        run_starts=tuple(run[0] for run in writing.runs),
        paragraphs=paragraphs,
        sentences=tuple(split_sentences(characters, paragraphs)),
        title=_title(tokens, page.characters),
        published=_published(declared),
        publisher_names=tuple(declared[name] for name in PUBLISHERS if declared.get(name)),
    )


def resolve(content: bytes, locator: str) -> str:
    """Give the printed text at a locator: the bytes of the span without tags, entities decoded.

    >>> resolve(b"<p>It rose to 35.0<b>1</b>9 billion.</p>", "bytes=14-27")
    '35.019'
    """
    start, end = span_of(content, locator)
    piece = content[start:end].decode(charset_of(content))
    writing = _Writing()
    for token in _running_text(list(tokenise(piece))):
        _write(writing, piece, token)
    return "".join(writing.pieces)


def is_html(content: bytes, name: str = "") -> bool:
    """Say whether bytes are an HTML page, by their beginning or by the file's name.

    >>> is_html(b"<!DOCTYPE html><p>"), is_html(b"Sales < 5"), is_html(b"<p>5", "a.htm")
    (True, False, True)
    """
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return name.lower().endswith((".html", ".htm", ".xhtml")) or bool(
        re.match(rb"<!doctype\s+html|<html|<\?xml[^>]*>\s*(?:<!doctype\s+html|<html)", head)
    )


def charset_of(content: bytes) -> str:
    """Give the codec of a page: its byte order mark, its declaration, or UTF-8.

    >>> charset_of(b'<meta charset="gb2312">')
    'gb18030'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = (
            "the page is in UTF-16; expected UTF-8 or a charset that keeps ASCII. Save it as UTF-8."
        )
        raise Refusal(message)
    match = re.search(
        rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", content[:HEAD]
    )
    if content.startswith(codecs.BOM_UTF8) or match is None:
        return "utf-8"
    name = match[1].decode("ascii", "replace").lower()
    try:
        return CHARSETS.get(name) or codecs.lookup(name).name
    except LookupError:
        message = f'the page declares the charset "{name}", which is not known; save it as UTF-8.'
        raise Refusal(message) from None


def tokenise(page: str) -> Iterator[Token]:
    """Cut a page into running text and tags; comments and declarations are tags without a name.

    Raises Refusal where the page ends inside a tag, comment or raw element.
    """
    place = text_from = 0
    length = len(page.rstrip())
    while (opens := page.find("<", place)) >= 0:
        token = _markup(page, opens, length)
        if token is None:
            place = opens + 1
            continue
        if text_from < opens:
            yield Token(text_from, opens)
        yield token
        place = text_from = token.end
        if token.tag in RAW:
            closes = _raw_end(page, token)
            yield Token(token.end, closes)
            place = text_from = closes
    if text_from < len(page):
        yield Token(text_from, len(page))


def _markup(page: str, opens: int, length: int) -> Token | None:
    """The tag, comment or declaration that begins here; None where `<` is text."""
    if page.startswith("<!--", opens):
        return Token(opens, _find_end(page, "-->", opens, "a comment"), "!")
    if page.startswith(("<!", "<?"), opens):
        return Token(opens, _find_end(page, ">", opens, "a declaration"), "!")
    head = _TAG.match(page, opens)
    if head is None:
        if length - opens <= 2 and page[opens + 1 : length] in ("", "/"):
            raise _cut(opens, "a tag")
        return None
    place, attributes = head.end(), list[tuple[str, str]]()
    while (match := _ATTRIBUTE.match(page, place)) is not None:
        place = match.end()
        if match[1]:
            return Token(opens, place, head[1] + head[2].lower(), tuple(attributes))
        value = match[3] or ""
        attributes.append((match[2].lower(), html.unescape(value.strip("\"'"))))
    raise _cut(opens, f"the tag <{head[1]}{head[2]}")


def _find_end(page: str, mark: str, opens: int, what: str) -> int:
    end = page.find(mark, opens)
    if end < 0:
        raise _cut(opens, what)
    return end + len(mark)


def _raw_end(page: str, token: Token) -> int:
    match = re.compile(rf"</{re.escape(token.tag)}(?=[\s/>])", re.IGNORECASE).search(
        page, token.end
    )
    if match is None:
        raise _cut(token.start, f"the element <{token.tag}>")
    return match.start()


def _cut(place: int, what: str) -> Refusal:
    return Refusal(
        f"the page is cut off: {what} begun at character {place} does not end; fetch it again."
    )


def _check_whole(tokens: list[Token]) -> None:
    tags = {token.tag for token in tokens}
    for name in ("html", "body"):
        if name in tags and f"/{name}" not in tags and "/html" not in tags:
            message = f"the page is cut off: <{name}> is not closed by </{name}>; fetch it again."
            raise Refusal(message)


def _running_text(tokens: list[Token]) -> Iterator[Token]:
    """Text and tags outside of what is left out."""
    outer: list[Token] = []
    depth: Counter[str] = Counter()
    for token in tokens:
        name = token.tag.removeprefix("/")
        if name in LEFT_OUT:
            if token.tag == name:
                outer.append(token)
                depth[name] += 1
            elif depth[name]:
                _close(outer, depth, name)
        elif not outer:
            yield token
    if outer:
        raise _cut(outer[0].start, f"the element <{outer[0].tag}>")


def _close(outer: list[Token], depth: Counter[str], name: str) -> None:
    """Close the innermost element of that name, and those that were left open inside it."""
    closed = ""
    while closed != name:
        closed = outer.pop().tag
        depth[closed] -= 1


def _write(writing: _Writing, page: str, token: Token) -> None:
    name = token.tag.removeprefix("/")
    if not token.tag:
        _write_text(writing, page, token.start, token.end)
    elif name == "br":
        writing.put("\n", token.start, token.end)
    elif token.tag == "sup":
        # A raised 8 is no further digit: 10<sup>8</sup> is 10^8.
        writing.put("^", token.start, token.end)
    elif name not in INLINE and name != "!" and writing.pieces and writing.pieces[-1] != "\n\n":
        writing.put("\n\n", token.start, token.end)


def _write_text(writing: _Writing, page: str, start: int, end: int) -> None:
    place = start
    for match in _MARK.finditer(page, start, end):
        decoded = "" if match["blank"] else html.unescape(match[0])
        if decoded == match[0] or (match[0] == " " and not writing.ends_blank()):
            continue
        if place < match.start():
            writing.put(page[place : match.start()], place, match.start())
        if match["blank"] is None:
            writing.put(decoded, *match.span())
        elif not writing.ends_blank():
            writing.put(" ", *match.span())
        place = match.end()
    if place < end:
        writing.put(page[place:end], place, end)


def _title(tokens: list[Token], page: str) -> str:
    for before, token in itertools.pairwise(tokens):
        if before.tag == "title" and not token.tag:
            return " ".join(html.unescape(page[token.start : token.end]).split())
    return ""


def _declared(tokens: list[Token]) -> dict[str, str]:
    """What <meta> elements say, by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for token in tokens:
        if token.tag == "meta":
            says = dict(token.attributes)
            name = says.get("property") or says.get("name") or says.get("itemprop") or ""
            found.setdefault(name.lower(), says.get("content", "").strip())
    return found


def _published(declared: dict[str, str]) -> datetime | None:
    for name in PUBLISHED:
        if declared.get(name):
            try:
                return instant_of(declared[name])
            except Refusal:
                continue
    return None
