"""Finds the stretches of a garbled text that show damage; it does not say what they meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.grammar import UNIT, WORDED_SCALE, word_before
from pipelines.repair.words import MONTHS, PERIOD_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.repair.gate import Gate


class Stretch(NamedTuple):
    """A damaged stretch: where it lies, and its text with the unit words that follow."""

    start: int
    end: int
    printed: str


HIT = re.compile(
    r"""[0-9](?:[.,]?[ ]1|(?<=5)[.,:]?4[.,]?3[.,]?8|(?<=4)38[+±]
      |\.[ ][0-9]++(?=[ ]?[%℃])
      |(?=[A-Za-z]{3,})(?<=[0-9]{2})|(?=l(?![a-z]))|/0|0?/k?loc-)
     |(?<![A-Za-z0-9./])0/(?=[0-9]{2}(?![0-9/]))|/k?loc-|/KLOC-
     |(?<![A-Za-z0-9])l(?=[0-9]{2})
     |(?<=[0-9])\.[0-9]+\.[0-9]
     |(?<=[0-9]),[ ](?=(?:mu|yuan|people|square|tons|households)(?![a-z]))
     |(?<=[a-z])1[0-9]{1,2}(?:,000|0000?)(?![0-9,.])
     |(?<=[a-z])1[0-9.,]*+[ ](?=million|billion)
     |(?:[a-z][ ]|[0-9],[ ])2(?:[12][0-9]|[1-9])(?![0-9,.%:])
    """,
    re.VERBOSE,
)
WORD1 = (
    r"(?!-[A-Za-z]|[0-9]*/[0-9]|[0-9]*-[A-Za-z]|[0-9]*[A-Za-z]{1,2}(?![a-z])|[0-9]*[ ]years[ ]ago)"
)
RUN = re.compile(
    rf"""(?:[0-9]++|(?=/k?loc-|l))
    (?:[.,:]?[0-9]++
      |(?<=8)[+±](?:[ ]?[.,]?[0-9]++)?+
      |(?<=[+]0)[ ](?=[0-9]*5438)
      |[.,]?[ ](?=1){WORD1}[0-9]++
      |\.[ ][0-9]++(?=[ ]?[%℃])
      |(?<=1)[ ]000(?![0-9])
      |,[ ](?=[0-9]{{2,3}}(?:[ ]1|,5438|\.[ ]1))[0-9]++
      |(?<=438)[ ]0[0-9]*+
      |/k?loc-0?/?[0-9]*+ | (?<![0-9])0/[0-9]++ | /0(?![0-9]) | (?<=[0-9])l(?![a-z]) | l(?=[0-9])
    )*+""",
    re.VERBOSE | re.IGNORECASE,
)
TAIL = re.compile(rf"(?:[ ]?-?(?:{WORDED_SCALE}))?+(?:[ ]?-?(?:{UNIT}))?+")

CONSTANT_MONTH = re.compile(
    r"(?:June[ ,]*|(?<![0-9]))1?6?5438\+?[ ]*(?:(?:1?October|January|February)|10(?=[ ]month|[ ]?$|[ ]?[.\n(])|0?(?=month))"
    r"(?:[ ]?month)?(?:/?[ ]?[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9,.%]))?(?:,?[ ](?:19|20)[0-9]{2}(?![0-9]))?"
)
TORN = re.compile(
    r"2065438\+(?:On|In)?[ ]?[A-Z][a-z]+(?:[ ][0-9]{1,2})?,?[ ]200[0-9](?![0-9])"
    r"|(?:19|20)[0-9]?6:?5438(?:[ ][A-Za-z]+){0,5}[ ]?\+0[0-9]?(?![0-9])"
    r"|65,?438(?:[ ][a-z]+){1,5}[ ]?\+0[ ]?(?:/[0-9]+)?"
    r"|65438[ ]to[ ]0[0-9]{3}(?![0-9])"
)
MOVED = re.compile(r"[0-9][0-9,]*+(?:[ ][A-Za-z'&-]++){1,6}[ ]?$")
MOVED_BEFORE = re.compile(r"/k?loc-[a-z]+(?:[ ][A-Za-z]+){0,6}[ ]0/[0-9]{2,3}", re.I)
DATE = re.compile(
    r"(?:[0-9][ ]?[0-9]?|65438\+[0-9]+)(?:st|nd|rd|th|[ ]day)?(?![0-9,.]*[0-9]|[ ]?%)"
    r"(?:,?[ ](?:19|20)[ ]?[0-9][ ]?[0-9](?![0-9]))?"
    r"|(?:19|20)[ ]?[0-9][ ]?[0-9](?![0-9])"
)
YEAR_FIRST = re.compile(
    r"((?:19[4-9]|20[0-3])[0-9]|(?:19|20)(?:[ ]1[ ]?[0-9]|[0-9][ ]1))[ ](?=[0-9])"
)
LIST_NUMBER = re.compile(r"[0-9]{1,2}\.(?=(?:19|20)(?:[ ]1[ ]?[0-9]|[0-9][ ]1)(?![0-9.]))")
YEAR_MONTH = re.compile(
    r"(?:19|20)[ ]?[0-9][ ]?[0-9](?:[ ]and)?[ ]1[0-2](?=[ ](?:was|is|and|end|on)[ ]|[ ]month|[,.]?$|[,.][ ])(?:[ ]month)?"
)
GLUED = re.compile(r"[0-9]{2,5}(?:[ ]?2[ ]?1[ ]?1?)?(?:[A-Za-z]{3,}|,(?=the))")


def stretches(text: str, gate: Gate) -> Iterator[Stretch]:
    """Yield the damaged stretches of a text that the gate did not find clean, in order.

    >>> from pipelines.repair.gate import weigh
    >>> text = "In 20 13 years it had 65,438+05 shops."
    >>> [stretch.printed for stretch in stretches(text, weigh(text))]
    ['20 13 years', '65,438+05']
    """
    place = 0
    for hit in HIT.finditer(text):
        if hit.start() < place:
            continue
        stretch = _stretch(text, hit, place)
        if stretch and stretch.end > place:
            yield stretch
            place = stretch.end


def _stretch(text: str, hit: re.Match[str], floor: int) -> Stretch | None:
    at = hit.start()
    first = text[at]
    if first == "/":
        return _moved_token(text, at, floor)
    start = _number_start(text, at, floor)
    if start and text[start - 1].isalpha() and not text[start - 1].islower():
        return None
    return _dated(text, start, floor) or _torn(text, start) or _run(text, start, floor)


def _number_start(text: str, at: int, floor: int) -> int:
    start = at
    while start > floor and (text[start - 1].isdigit() or text[start - 1] in ".,:"):
        start -= 1
    while start < at and not text[start].isdigit():
        start += 1
    if start - 3 >= floor and text[start - 2 : start] == ", " and text[start - 3].isdigit():
        left = _number_start(text, start - 3, floor)
        found = RUN.match(text, left)
        if found and found.end() > at:
            return left
    return start


def _moved_token(text: str, at: int, floor: int) -> Stretch | None:
    torn = MOVED_BEFORE.match(text, at)
    if torn:
        return Stretch(at, torn.end(), torn[0])
    token = re.compile(r"/k?loc-0?/?", re.I).match(text, at)
    if token is None:
        return None
    moved = MOVED.search(text[max(floor, at - 80) : at])
    after = text[token.end() : token.end() + 1]
    if moved and not after.isdigit():
        start = at - len(moved[0])
        return Stretch(start, token.end(), text[start : token.end()])
    start = _number_start(text, at, floor)
    return _run(text, start, floor)


def _dated(text: str, start: int, floor: int) -> Stretch | None:
    word = word_before(text, start).rstrip(",")
    month = _month_place(text, start, word, floor)
    found = CONSTANT_MONTH.match(
        text, start - 5 if text.startswith("June ", start - 5) and start - 5 >= floor else start
    )
    if found:
        return Stretch(found.start(), found.end(), found[0])
    found = YEAR_MONTH.match(text, start)
    if found:
        return Stretch(start, found.end(), found[0])
    if month is not None:
        found = DATE.match(text, start)
        if found and " " in found[0].strip():
            return Stretch(month, found.end(), text[month : found.end()])
        before = text[month:start]
        if re.match(r"[A-Z][a-z]+ ", before) and re.match(
            r"2[0-9]{1,2}(?![0-9,.%:])", text[start : start + 4]
        ):
            end = start + (3 if text[start + 2 : start + 3].isdigit() else 2)
            if end - start == 3 or "," in before:
                return Stretch(month, end, text[month:end])
    return None


def _month_place(text: str, start: int, word: str, floor: int) -> int | None:
    lead = re.compile(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
        r",? (?:[0-3]?[0-9](?:st|nd|rd|th)?,? )?$"
    ).search(text[max(floor, start - 22) : start])
    return start - len(lead[0]) if lead else None


def _torn(text: str, start: int) -> Stretch | None:
    found = TORN.match(text, start) or GLUED.match(text, start)
    return Stretch(start, found.end(), found[0]) if found else None


def _run(text: str, start: int, floor: int) -> Stretch | None:
    listed = LIST_NUMBER.match(text, start)
    if listed:
        start = listed.end()
    found = RUN.match(text, start)
    if found is None:
        return None
    end = found.end()
    year = YEAR_FIRST.match(text, start, end)
    if year and _is_year(text, start, year):
        end = year.end() - 1
        if " " not in year[1]:
            return None
    tail = TAIL.match(text, end)
    if tail:
        end = tail.end()
    return Stretch(start, end, text[start:end])


def _is_year(text: str, start: int, year: re.Match[str]) -> bool:
    return " " in year[1] or word_before(text, start) in PERIOD_WORDS
