"""Plain text: bytes to a Text with paragraphs, sentences and the way back to the bytes.

Which characters are figures is not decided here (verdicts.py asks the repair engine).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

# A long novel is 3 MiB, so no article is refused; judging holds a text some ten times in memory.
LIMIT: Final = 32 * 1024 * 1024
# Between two checkpoints the bytes of a page are counted by encoding at most this many code points.
STRIDE: Final = 2048

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """The decoded bytes, and the byte at which every STRIDE-th code point begins."""

    characters: str
    charset: str
    checkpoints: tuple[int, ...]

    def byte_at(self, place: int) -> int:
        """The byte at which code point `place` begins."""
        known = place // STRIDE
        between = self.characters[known * STRIDE : place]
        return self.checkpoints[known] + len(between.encode(self.charset))


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader made of the bytes of one document. Spans count code points of `characters`.

    `runs` says where the characters stand on the page: from code point `runs[i][0]` on they are
    the page's from `runs[i][1]` to `runs[i][2]`; a run whose two lengths differ (an entity, a blank
    made of many) is of one piece. `title`, `published` and `publisher_names` are what the
    document declares of itself.
    """

    snapshot: str
    characters: str
    page: Page
    runs: tuple[tuple[int, int, int], ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    title: str = ""
    published: datetime | None = None
    publisher_names: tuple[str, ...] = ()
    run_starts: tuple[int, ...] = field(default=(), repr=False)

    def locator(self, start: int, end: int) -> str:
        """Address the bytes of a span that holds at least one code point."""
        first = self.page.byte_at(self._on_page(start, last=False))
        return f"bytes={first}-{self.page.byte_at(self._on_page(end - 1, last=True))}"

    def sentence_at(self, place: int) -> int:
        """The ordinal of the sentence that holds a code point, or that precedes it."""
        return _span_at(self.sentences, place)

    def paragraph_at(self, place: int) -> int:
        """The ordinal of the paragraph that holds a code point, or that precedes it."""
        return _span_at(self.paragraphs, place)

    def _on_page(self, place: int, *, last: bool) -> int:
        number = bisect_right(self.run_starts, place) - 1
        start, first, end = self.runs[number]
        length = self._run_end(number) - start
        if end - first == length:
            return first + place - start + last
        return end if last else first

    def _run_end(self, number: int) -> int:
        following = number + 1
        return self.runs[following][0] if following < len(self.runs) else len(self.characters)


def read(content: bytes) -> Text:
    """Read plain text: UTF-8, with or without a byte order mark.

    Raises Refusal where the bytes are empty, too many, binary or not UTF-8.

    >>> text = read("零售额为1.31万亿元。 In 2013, it grew.".encode())
    >>> [text.characters[a:b] for a, b in text.sentences]
    ['零售额为1.31万亿元。', 'In 2013, it grew.']
    """
    check_size(content)
    page = decode(content, "utf-8")
    characters = page.characters
    paragraphs = tuple(split_paragraphs(characters))
    return Text(
        snapshot=hashlib.sha256(content).hexdigest(),
        characters=characters,
        page=page,
        runs=((0, 0, len(characters)),),
        run_starts=(0,),
        paragraphs=paragraphs,
        sentences=tuple(split_sentences(characters, paragraphs)),
    )


def resolve(content: bytes, locator: str) -> str:
    """Give the printed text at a locator `bytes=START-END`.

    >>> resolve("额为1.31万亿".encode(), "bytes=6-10")
    '1.31'
    """
    start, end = span_of(content, locator)
    return content[start:end].decode("utf-8")


def span_of(content: bytes, locator: str) -> Span:
    """Give the byte span of a locator. Raises Refusal where it is none of this content."""
    match = re.fullmatch(r"bytes=([0-9]{1,12})-([0-9]{1,12})", locator)
    if not match or not int(match[1]) < int(match[2]) <= len(content):
        message = (
            f'locator "{locator}" is not in this snapshot of {len(content)} bytes; '
            "expected bytes=START-END. Is it the snapshot that the figure names?"
        )
        raise Refusal(message)
    return int(match[1]), int(match[2])


def check_size(content: bytes) -> None:
    """Refuse a document that holds nothing, or too much to be judged as one text."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n\f\0"):
        message = "the document is empty; expected text with figures. Was it saved?"
        raise Refusal(message)
    if len(content) > LIMIT:
        message = (
            f"the document has {len(content)} bytes, at most {LIMIT} are read as one text; "
            "cut it at a paragraph into several documents."
        )
        raise Refusal(message)


def decode(content: bytes, charset: str) -> Page:
    """Decode bytes strictly and count them. Raises Refusal naming the first byte that is wrong."""
    mark = 3 if charset == "utf-8" and content.startswith(b"\xef\xbb\xbf") else 0
    try:
        characters = content[mark:].decode(charset)
    except UnicodeDecodeError as error:
        message = (
            f"the document is not {charset} at byte {error.start + mark} "
            f"(0x{content[error.start + mark]:02x}); save it as UTF-8."
        )
        raise Refusal(message) from None
    if (binary := re.search(r"[\0-\x08\x0e-\x1a\x1c-\x1f]", characters)) is not None:
        message = (
            f"the document is binary: control character 0x{ord(binary[0]):02x} at character "
            f"{binary.start()}; expected plain text or HTML. Export it as text first."
        )
        raise Refusal(message)
    checkpoints = [mark]
    for place in range(0, len(characters), STRIDE):
        piece = characters[place : place + STRIDE].encode(charset)
        checkpoints.append(checkpoints[-1] + len(piece))
    if checkpoints[-1] != len(content):
        message = f"the document's bytes cannot be counted in {charset}; save it as UTF-8."
        raise Refusal(message)
    return Page(characters, charset, tuple(checkpoints))


def split_paragraphs(characters: str) -> Iterator[Span]:
    """Give the stretches between blank lines, without the white space around them.

    >>> list(split_paragraphs("one\\ntwo\\n \\nthree"))
    [(0, 7), (10, 15)]
    """
    begin = 0
    for blank in (*re.finditer(r"\n[^\S\n]*\n\s*", characters), None):
        end = blank.start() if blank else len(characters)
        if piece := characters[begin:end].strip():
            begin += characters[begin:end].index(piece)
            yield begin, begin + len(piece)
        begin = blank.end() if blank else end


# A dot after these ends no sentence, nor does one after a single letter (J. Smith, U.S.).
_ABBREVIATIONS: Final = (
    "approx art bn ca cf ch co corp dept dr ed eds eq est etc fig figs gov inc jr ltd mn mr mrs ms "
    "no nos nr para pct pp prof resp sec sr st tab tel trn vol vs"
)
ABBREVIATIONS: Final = frozenset(_ABBREVIATIONS.split())
_END: Final = re.compile(r"[。！？!?…]+[\"'”’」』）)\]]*|\.[\"'”’」』）)\]]*(?=\s)")


def split_sentences(characters: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """Give the sentences of each paragraph. No cut lies inside a figure or an abbreviation.

    >>> text = "Sales, e.g. of JD.COM, rose 18. 13%. It grew to 35.06438+0.9 billion! Good."
    >>> [text[a:b] for a, b in split_sentences(text, [(0, len(text))])]
    ['Sales, e.g. of JD.COM, rose 18. 13%.', 'It grew to 35.06438+0.9 billion!', 'Good.']
    """
    for start, end in paragraphs:
        begin = start
        for match in _END.finditer(characters, start, end):
            after = _next_word(characters, match.end(), end)
            if after < end and _ends_sentence(characters, match, after):
                yield begin, match.end()
                begin = after
        if begin < end:
            yield begin, end


def _next_word(characters: str, place: int, end: int) -> int:
    while place < end and characters[place].isspace():
        place += 1
    return place


def _ends_sentence(characters: str, match: re.Match[str], after: int) -> bool:
    following = characters[after]
    if match[0][0] in "。！？":
        return True
    if after == match.end() or following.islower() or following in ",;:.、，；":
        return False
    if match[0][0] != ".":
        return True
    before = characters[max(0, match.start() - 24) : match.start()]
    if before[-1:].isdigit() and following.isdigit():
        return False
    word = re.split(r"[\s(（\"'“]", before)[-1].lower()
    return not (word in ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word))


def _span_at(spans: Sequence[Span], place: int) -> int:
    return max(0, bisect_right(spans, place, key=itemgetter(0)) - 1)
