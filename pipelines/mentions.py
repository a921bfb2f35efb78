"""Where a text names indicators, areas and publishers: the phrases of the code list, longest first.

Which mention belongs to which figure is decided in claims.py.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

# A figure is compared with at most so many mentions on either side, so that a text without
# sentences is read in time that grows with its length.
NEIGHBOURS: Final = 16
# Across so many code points marks are not counted any more: it is further than any clause.
FAR: Final = 1000
# What parts a sentence: a figure is nearer to what stands on its own side of these.
MARKS: Final = re.compile(
    r"[,，](?!\d)|[;:；：、。()（）]|\b(?:and|while|but|whereas)\b|而|和|并|其中", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of the code list in a text; `measure` is level, growth or empty."""

    start: int
    end: int
    kind: str
    code: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of `phrase.csv`."""

    text: str
    kind: str
    code: str
    measure: str


def phrases_of(frame: pl.DataFrame) -> tuple[Phrase, ...]:
    """Give the rows of the code list `phrase` as records."""
    rows = frame.select("phrase", "kind", "code", "measure").iter_rows()
    return tuple(Phrase(text, kind, code, measure or "") for text, kind, code, measure in rows)


def find_mentions(characters: str, phrases: tuple[Phrase, ...]) -> tuple[Mention, ...]:
    """Find the phrases in a text, in order; of two that begin together, the longer.

    Case, blanks, hyphens and quotation marks between words make no difference, and a word
    may be glued to a figure.

    >>> lists = (Phrase("online retail", "indicator", "online_retail", ""),)
    >>> find_mentions("On-line retail; Online  Retail15", lists)
    (Mention(start=16, end=30, kind='indicator', code='online_retail', measure=''),)
    """
    found: list[Mention] = []
    for kind in dict.fromkeys(phrase.kind for phrase in phrases):
        pattern, by_text = _pattern(tuple(each for each in phrases if each.kind == kind))
        found.extend(
            Mention(*match.span(), kind, phrase.code, phrase.measure)
            for match in pattern.finditer(characters)
            if (phrase := by_text.get(_folded(match[0])))
        )
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.kind)))


def around(
    mentions: Sequence[Mention], starts: Sequence[int], place: int, within: tuple[int, int]
) -> Sequence[Mention]:
    """The mentions nearest to a place inside a span, at most NEIGHBOURS on either side."""
    low, high = bisect_left(starts, within[0]), bisect_left(starts, within[1])
    at = bisect_left(starts, place, low, high)
    return mentions[max(low, at - NEIGHBOURS) : min(high, at + NEIGHBOURS)]


def distance(
    characters: str, figure: tuple[int, int], other: tuple[int, int]
) -> tuple[int, bool, int]:
    """How far a span is from a figure: parting marks between them first, then code points.

    Beyond its own clause a figure belongs rather to what stands before it.

    >>> distance("sales of 5 yuan, goods", (9, 15), (0, 5))
    (0, False, 4)
    >>> distance("sales of 5 yuan, goods", (9, 15), (17, 22))
    (1, True, 2)
    """
    first, second = sorted((figure, other))
    gap = second[0] - first[1]
    marks = len(MARKS.findall(characters, first[1], second[0])) if gap <= FAR else FAR
    return marks, marks > 0 and other > figure, gap


@functools.lru_cache(maxsize=16)
def _pattern(phrases: tuple[Phrase, ...]) -> tuple[re.Pattern[str], dict[str, Phrase]]:
    by_text: dict[str, Phrase] = {}
    for phrase in phrases:
        by_text.setdefault(_folded(phrase.text), phrase)
    by_letter: dict[str, list[str]] = defaultdict(list)
    for text in sorted(by_text, key=len, reverse=True):
        by_letter[text[0]].append(_loose(text[1:]) if len(text) > 1 else "")
    branches = (
        (r"(?<!\d)" if letter.isdigit() else "") + f"{re.escape(letter)}(?:{'|'.join(rest)})"
        for letter, rest in by_letter.items()
    )
    # Letters alone bound a word: a figure may be glued to it.
    pattern = rf"(?:(?<![A-Za-z])|(?=[^\x00-\x7f]))(?:{'|'.join(branches) or '(?!)'})(?![A-Za-z])"
    return re.compile(pattern, re.IGNORECASE), by_text


_GAP: Final = r"[\s\-‐‑–\"'“”‘’]"


def _folded(text: str) -> str:
    """What two spellings of a phrase have in common."""
    words = re.sub(rf"{_GAP}+", " ", text.lower()).strip()
    return re.sub(r"(?<=\d) (?=[a-z])|(?<=[a-z]) (?=\d)", "", words)


def _loose(text: str) -> str:
    parts = [re.escape(part) for part in text.split(" ")]
    loose = rf"{_GAP}{{1,6}}".join(parts)
    return re.sub(
        r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", rf"{_GAP}{{0,6}}".replace("\\", r"\\"), loose
    )
