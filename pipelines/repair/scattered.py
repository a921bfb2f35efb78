"""Dates that the engine scattered over several pieces, and the dates that they may have been.

A region is found around a figure that is held already, and it stays held: nothing is decided here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.dates import ANY_YEAR, NAME, TAILS, clean_year, months_of, ones, written
from pipelines.repair.words import MONTH_NAMES, MONTHS, SPANISH_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONSTANT = r"6?5[.,]?438"
KLOC = r"/?[Kk]?[Oo]?[LlOo][Oo][Cc]-0?/?"
ONE_PIECE = rf"""
    (?P<prefix>(?<![0-9])(?:19|20){CONSTANT}(?:[ ]?[+](?![ ]?0?[0-9](?![月월]))|[ ]to(?=[ ])))
    |(?P<year>(?<![0-9.,])(?:{CONSTANT}[ ]?[+]?[ ]?09[0-9]{{2}}|1[ ]9[0-9]{{2}}|{ANY_YEAR})
      (?![02-9]|1[0-9]))
    |(?P<brief>(?<![0-9.,])9[0-9]{{2}}(?=1?[ ]?(?:day|[年년])|[ ,.;)]|$))
    |(?P<token>(?P<one>1)?(?:{CONSTANT}(?![0-9])|{KLOC})(?:[ ]?[+]?[ ]?(?P<tail>
      1?[ ]?(?:October|January)|February|[Oo]ctubre|[Ff]ebrero|[Ee]nero|[01]?[0-9](?![0-9])))?
      (?:[ ]?[+])?)
    |(?P<name>{NAME}|(?:{"|".join(SPANISH_MONTHS)})(?![a-z]))
    |(?P<number>(?<![0-9.,])(?:[0-3]?[0-9](?:[ ]1(?![0-9]))?|[0-3]l)(?:st|nd|rd|th)?
      (?![0-9%℃]|[.,][0-9]))
    |(?P<mark>months?(?![a-z])|days?(?![a-z])|years?(?![a-z])|[月월日일号年년])
    |(?P<fill>(?:In|On|As[ ]of|By|El|of|del?|[A-Z][a-z]+day)(?![A-Za-z])|[,/+-])
    |[ ]"""
PIECE = re.compile(ONE_PIECE, re.VERBOSE)
RUN = re.compile(f"(?:{ONE_PIECE})+", re.VERBOSE)
LONGEST = 64
MOST = 6
ARTEFACTS = frozenset(("June", "February", "October", "junio", "febrero", "octubre"))
"""Names that are often what is left of a token."""
LISTED = re.compile(r"[0-9]{1,2}\.(?=(?:19|20)[0-9])")
"""The number of an item before a year."""
LEFT_OF = {"February": ((12, 1.3),), "October": ((1, 1.3),), "June": ((10, 1.3), (1, 1.4))}
"""The months that a name may be left of."""
MARKS = {"m": "month", "月": "month", "월": "month", "y": "year", "年": "year", "년": "year"}
HINT = re.compile(rf"{NAME}|[月월]|month|5438[+] ?10|{'|'.join(SPANISH_MONTHS)}")
"""Without one of these there is no month."""


class Piece(NamedTuple):
    """One piece of a date: its kind, its place and text, and the mark behind it."""

    kind: str
    start: int
    end: int
    text: str
    mark: str = ""
    one: bool = False
    tail: str = ""
    glued: bool = False


class Part(NamedTuple):
    """A value of one part of a date, the pieces that give it, and how much that assumes."""

    value: int
    used: frozenset[int]
    cost: float


NONE = Part(0, frozenset(), 1.0)


@lru_cache(maxsize=1 << 12)
def scattered(text: str) -> tuple[str, ...]:
    """Propose the dates that scattered pieces may have been, likeliest first.

    >>> scattered("1957 10 El 23 de junio"), scattered("On February 8, 65438")[0]
    (('October 23, 1957',), 'December 8')
    >>> scattered("June 4, 165438+")[0], scattered("2065438+August 17th, 2003")[0]
    ('November 4', 'August 17, 2013')
    """
    listed = LISTED.match(text)
    pieces = _pieces(text, listed.end() if listed else 0, len(text))
    if len(pieces) < 2:
        return ()
    return tuple(dict.fromkeys(date for _, date in sorted(_dates(pieces), key=COST)))[:MOST]


COST = itemgetter(0)


def region(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the pieces of a date lie around a held stretch, or None where it has no others.

    >>> region("founded on June 4, 165438+ it", 19, 26)
    (11, 26)
    """
    first, last = max(0, start - LONGEST), end + LONGEST
    if not HINT.search(text, first, last):
        return None
    listed = LISTED.match(text, start)
    inner = listed.end() if listed else start
    for run in RUN.finditer(text, first, last):
        if run.start() <= inner and run.end() >= end:
            around = _narrowed(text, _pieces(text, *run.span()), inner, end)
            return (start, around[1]) if around and listed else around
    return None


def _narrowed(text: str, pieces: list[Piece], start: int, end: int) -> tuple[int, int] | None:
    """Drop pieces at the edges, the farthest first, until the others make a date."""
    while len(pieces) > 1:
        first, last = pieces[0].start, pieces[-1].end
        if first > start or last < end or (first == start and last == end):
            return None
        if last - first <= LONGEST and scattered(text[first:last]):
            return first, last
        pieces = pieces[1:] if start - first > last - end else pieces[:-1]
    return None


def _pieces(text: str, place: int, end: int) -> list[Piece]:
    """Cut a stretch into pieces with their marks; none where something else stands in it."""
    pieces: list[Piece] = []
    while place < end:
        found = PIECE.match(text, place)
        if found is None:
            return []
        start, place = found.span()
        kind = found.lastgroup
        if kind == "mark" and pieces:
            pieces[-1] = pieces[-1]._replace(mark=MARKS.get(found[0][0], "day"), end=place)
        elif kind not in (None, "fill", "mark"):
            one, tail = bool(found["one"]), (found["tail"] or "").lower()
            glued = text[place : place + 1].isalpha()
            pieces.append(Piece(str(kind), start, place, found[0], "", one, tail, glued))
    return pieces


def _dates(pieces: Sequence[Piece]) -> Iterator[tuple[float, str]]:
    months = list(_months(pieces))
    days = [*_days(pieces), NONE]
    years = [*_years(pieces), NONE]
    for month, day, year in product(months, days, years):
        used = month.used | day.used | year.used
        if len(used) < len(month.used) + len(day.used) + len(year.used):
            continue
        names = {pieces[place].text for place in month.used}
        idle = [p for at, p in enumerate(pieces) if at not in used and p.text not in names]
        damaged = any(pieces[place].kind == "token" for place in used) or year.cost > 0
        if not all(_may_be_idle(one) for one in idle) or (idle and not damaged and year is NONE):
            continue
        cost = month.cost + day.cost + year.cost + 0.1 * len(idle)
        day_of, year_of = str(day.value or ""), str(year.value or "")
        yield cost, written(MONTH_NAMES[month.value - 1], day_of, year_of)


def _may_be_idle(one: Piece) -> bool:
    """Whether a piece may be what the engine left of a token, and no part of the date."""
    if one.text == "1" and one.glued:
        return True
    return one.text in ARTEFACTS or (one.mark == "month" and one.text in ("6", "2", "10"))


def _months(pieces: Sequence[Piece]) -> Iterator[Part]:
    for place, one in enumerate(pieces):
        used = frozenset((place,))
        if one.kind == "token":
            for value, cost in _of_token(one) if one.mark in ("", "month") else ():
                if 1 <= value <= 12:
                    yield Part(value, used, cost)
            yield from _beside(pieces, place)
        elif one.kind == "name":
            yield Part(MONTHS[one.text], used, 0.9 if one.text in ARTEFACTS else 0.4)
            for value, cost in LEFT_OF.get(one.text, ()):
                yield Part(value, used, cost)
        elif one.kind == "number" and one.mark in ("", "month"):
            value = int(ones(one.text))
            behind = place > 0 and pieces[place - 1].kind == "year"
            if 1 <= value <= 12 and (behind or one.mark):
                yield Part(value, used, 0.0 if one.mark else 0.4)
                if one.text == "1" and one.mark:
                    yield Part(11, used, 0.3)


def _beside(pieces: Sequence[Piece], place: int) -> Iterator[Part]:
    """Give the month of a bare token that stands beside the name that its tail was read as."""
    if pieces[place].tail or pieces[place].one:
        return
    for other in (place + 1, place - 1, place - 2):
        if not 0 <= other < len(pieces):
            continue
        name = pieces[other].text.lower()
        marked = pieces[other].mark == "month" and name.isdigit()
        number = int(name) if marked else TAILS.get(name, 0)
        used = frozenset((place, other))
        if number in (2, 10):
            for value, cost in zip(months_of(name), (0.2, 0.4), strict=False):
                yield Part(value, used, cost)


def _of_token(one: Piece) -> Iterator[tuple[int, float]]:
    """Give the numbers that a token with its tail may stand for."""
    if one.tail or one.one:
        yield from zip(months_of(one.tail, one=one.one), (0.1, 0.3), strict=False)
    else:
        yield from ((1, 0.8), (11, 0.9), (10, 1.0), (12, 1.1))


def _days(pieces: Sequence[Piece]) -> Iterator[Part]:
    for place, one in enumerate(pieces):
        used = frozenset((place,))
        if one.kind == "token" and one.mark in ("", "day"):
            for value, cost in _of_token(one):
                yield Part(value, used, cost + 0.3)
            for other in range(place + 1, 0 if one.tail or one.one else len(pieces)):
                digit = pieces[other].kind == "number" and pieces[other].mark != "month"
                value = int(ones(pieces[other].text)) if digit else 0
                if 0 < value < 10:
                    yield Part(10 + value, frozenset((place, other)), 0.2)
        elif one.kind == "number" and one.mark in ("", "day"):
            value = int(ones(one.text))
            if 1 <= value <= 31:
                yield Part(value, used, 0.0 if one.mark else 0.1)


def _years(pieces: Sequence[Piece]) -> Iterator[Part]:
    for place, one in enumerate(pieces):
        if one.kind == "year":
            yield Part(int(clean_year(one.text)), frozenset((place,)), 0.0)
        if one.kind == "brief":
            lone = [p for p, other in enumerate(pieces) if other.text == "1"][:1]
            yield Part(1000 + int(one.text), frozenset((place, *lone)), 0.2)
            yield Part(1000 + int(one.text), frozenset((place,)), 0.3)
        for other, last in enumerate(pieces) if one.kind == "prefix" else ():
            if last.kind == "year" and last.text.startswith("200"):
                value = int(f"{one.text[:2]}1{last.text[3:4]}")
                yield Part(value, frozenset((place, other)), 0.05)
