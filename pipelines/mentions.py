"""Where a text names indicators, areas and publishers: the phrases of the code list, longest first.

Which mention belongs to which figure is decided in claims.py.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl

# A figure is compared with at most so many mentions on either side, so that a text without
# sentences is read in time that grows with its length.
NEIGHBOURS: Final = 16
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
    words = _words(characters, _vocabulary(phrases))
    kinds = dict.fromkeys(phrase.kind for phrase in phrases)
    found = [
        mention for kind in kinds for mention in _of_kind(words, _by_first_word(phrases, kind))
    ]
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
    places = _marks(characters)
    marks = bisect_left(places, second[0]) - bisect_left(places, first[1])
    return marks, marks > 0 and other > figure, second[0] - first[1]


@functools.lru_cache(maxsize=2)
def _marks(characters: str) -> tuple[int, ...]:
    """Where the parting marks of a text stand; found once, as every figure asks."""
    return tuple(match.start() for match in MARKS.finditer(characters))


# A run of letters, a run of digits, or one other character that is no gap between words.
_WORD: Final = re.compile(r"[A-Za-z]+|[0-9]+|[^\s\-‐‑–\"'“”‘’A-Za-z0-9]")
# Words of a phrase further apart than this do not belong together.
_GAP: Final = 6

Words = tuple[list[str], "array[int]", "array[int]"]
ByFirstWord = dict[str, list[tuple[list[str], Phrase]]]


@functools.lru_cache(maxsize=4)
def _vocabulary(phrases: tuple[Phrase, ...]) -> dict[str, str]:
    return {word: word for phrase in phrases for word in _words_of(phrase.text)}


@functools.lru_cache(maxsize=16)
def _by_first_word(phrases: tuple[Phrase, ...], kind: str) -> ByFirstWord:
    found: ByFirstWord = defaultdict(list)
    for phrase in phrases:
        if phrase.kind == kind and (words := _words_of(phrase.text)):
            found[words[0]].append((words, phrase))
    for longest_first in found.values():
        longest_first.sort(key=lambda each: -len(each[0]))
    return dict(found)


def _words_of(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _words(characters: str, vocabulary: Mapping[str, str]) -> Words:
    """The words of a text that some phrase has (others are empty), their starts and their ends."""
    words: list[str] = []
    starts, ends = array("q"), array("q")
    for match in _WORD.finditer(characters):
        words.append(vocabulary.get(match[0].lower(), ""))
        starts.append(match.start())
        ends.append(match.end())
    return words, starts, ends


def _of_kind(found: Words, by_first: ByFirstWord) -> Iterator[Mention]:
    words, starts, ends = found
    free = 0
    for place, word in enumerate(words):
        if place < free or word not in by_first:
            continue
        for expected, phrase in by_first[word]:
            after = place + len(expected)
            if words[place:after] == expected and _is_in_one_piece(found, place, after):
                start, end = starts[place], ends[after - 1]
                yield Mention(start, end, phrase.kind, phrase.code, phrase.measure)
                free = after
                break


def _is_in_one_piece(found: Words, place: int, after: int) -> bool:
    _, starts, ends = found
    return all(starts[each + 1] - ends[each] <= _GAP for each in range(place, after - 1))
