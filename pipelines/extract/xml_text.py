"""XML read strictly as a stream: no document type, no entities, no network, bounded depth.

The parser is the standard library's expat, which hands every text over as it stands and keeps
no tree. No format is known here. A locator is the path of an element, each step with its
number among the siblings of its name, and an attribute: /GenericData[1]/DataSet[1]/.../@value
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn
from xml.parsers import expat

from pipelines.extract.zip_archive import Content, split
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHUNK: Final = 256 * 1024
DEEPEST: Final = 64
LONGEST_TEXT: Final = 4 * 1024**2
CACHED: Final = 8 * 1024**2  # bytes; of larger contents no index of paths is kept


class Event(NamedTuple):
    """The start of an element (`text` is None), or its end, with the text directly in it."""

    name: str
    namespace: str
    attributes: Mapping[str, str]
    path: str
    text: str | None


class _Open(NamedTuple):
    path: str
    counts: dict[str, int]
    text: list[str]


class _Walk:
    """What expat calls while it reads; it holds the open elements and the events not yet given."""

    def __init__(self, called: str) -> None:
        self.called = called
        self.events: list[Event] = []
        self.open = [_Open("", {}, [])]
        self.length = 0

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition("}")
        above = self.open[-1]
        count = above.counts.get(name, 0) + 1
        above.counts[name] = count
        path = f"{above.path}/{name}[{count}]"
        if len(self.open) > DEEPEST:
            self.refuse(f"is nested deeper than {DEEPEST} levels, as no message is")
        self.open.append(_Open(path, {}, []))
        self.events.append(Event(name, namespace, attributes, path, None))

    def end(self, qualified: str) -> None:
        namespace, _, name = qualified.rpartition("}")
        path, _, text = self.open.pop()
        self.length = 0
        self.events.append(Event(name, namespace, {}, path, "".join(text)))

    def characters(self, text: str) -> None:
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            self.refuse(f"has a text of more than {LONGEST_TEXT:,} characters")
        self.open[-1].text.append(text)

    def doctype(self, *_: object) -> None:
        self.refuse("declares a document type, which could hide entities")

    def refuse(self, why: str) -> NoReturn:
        message = f"{self.called}: the XML {why}; it is not read."
        raise Refusal(message, exit_code=1)


def events(content: Content) -> Iterator[Event]:
    """Give the elements of a document as they open and close, in bounded memory."""
    walk = _Walk(content.called)
    parser = _parser(walk)
    with content.open() as stream:
        while True:
            piece = stream.read(CHUNK)
            try:
                parser.Parse(piece, not piece)
            except expat.ExpatError as error:
                walk.refuse(f"is broken at {_where(error)}")
            except (LookupError, ValueError) as error:
                walk.refuse(f"has an encoding that is not read ({error})")
            yield from walk.events
            walk.events.clear()
            if not piece:
                return


def root(head: bytes, called: str) -> Event | None:
    """Give the outermost element that a head of a document opens; nothing if it is no XML."""
    walk = _Walk(called)
    with suppress(expat.ExpatError, LookupError, ValueError):  # the head may end anywhere
        _parser(walk).Parse(head, False)
    return walk.events[0] if walk.events else None


def resolve(content: bytes, locator: str) -> str:
    """Give the attribute at `/Element[1]/.../@name`, read from the bytes anew.

    >>> resolve(b'<a><b c="1.50"/><b c="2"/></a>', "/a[1]/b[1]/@c")
    '1.50'
    """
    member, rest = split(locator)
    path, _, attribute = rest.rpartition("/@")
    if len(content) <= CACHED:
        found = _index(content, member).get(path, {})
    else:
        walk = events(Content(content, member))
        found = next((event.attributes for event in walk if event.path == path), {})
    if attribute not in found:
        message = f'locator "{locator}": there is no such attribute in the snapshot.'
        raise Refusal(message, exit_code=1)
    return found[attribute]


@lru_cache(maxsize=1)
def _index(content: bytes, member: str | None) -> dict[str, Mapping[str, str]]:
    walk = events(Content(content, member))
    return {event.path: event.attributes for event in walk if event.text is None}


def _parser(walk: _Walk) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    parser.StartDoctypeDeclHandler = walk.doctype
    parser.EntityDeclHandler = walk.doctype
    return parser


def _where(error: expat.ExpatError) -> str:
    return f"line {error.lineno} column {error.offset} ({expat.ErrorString(error.code)})"
