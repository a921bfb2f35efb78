"""Finds dates and months that the engine tore, and tokens that it moved away from their number.

It says where the damage lies, not what it meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.repair.dates import (
    ABROAD_BEFORE,
    APART_MONTH,
    BARE_MONTH,
    BEGINNING,
    CJK_DATE,
    DAY,
    NAME,
    SPANISH_DATE,
    SPANISH_MONTH,
    SUFFIX,
    TORN_MONTH,
    TORN_YEARS,
    YEAR,
    YEAR_BETWEEN,
    YEAR_LEAD,
    either,
)
from pipelines.repair.gaps import NO_NOUN
from pipelines.repair.words import MONTH_NAMES


class Stretch(NamedTuple):
    """A damaged stretch: where it lies, and its text with the unit words that follow.

    `open` is set where the damage itself says that digits are gone or doubtful.
    """

    start: int
    end: int
    printed: str
    open: bool = False


def stretch(text: str, start: int, end: int, *, is_open: bool = False) -> Stretch:
    """Return the stretch between two places."""
    return Stretch(start, end, text[start:end], is_open)


BRIEF = r"2(?:[12]?[0-9])?(?![0-9%:]|[.,][0-9])"
"""A year that lost its zeros: 211 for 2011, 29 for 2009, 2 for 2000."""
FOLLOWED = re.compile(rf"(?<=[0-9]{{2}})[.,;)\n]|$|[ ]{NO_NOUN}")
DATE = re.compile(
    rf"{DAY}{SUFFIX}(?:[ ]day)?(?:,?[ ]?{YEAR}|,[ ](?P<short>{BRIEF}))"
    rf"|(?P<alone>{YEAR})|(?P<brief>(?=2[12][0-9]){BRIEF})"
    rf"|{DAY}{SUFFIX}(?:[ ]?day(?![a-z]))?(?![ ]?%|/|[0-9.,]*[0-9])"
)
DAMAGED_DATE = re.compile(
    r"[a-z日号일]1(?:[0-9,]|day|$)|[0-9][A-Z]|[0-9] [0-9]"
    r"|4[.,]?3[.,]?8\+|[LlOo][Oo][Cc]-|/0|0/|[0-9]l|l[0-9]|[0-9]{5}|(?:[ ,]|^)2[0-9]{0,2}$"
)
SHORT_DAY = re.compile(rf"(?:19|20)[0-9]? 1 {NAME}")
LEAD = re.compile(rf"(?<![A-Za-z-])(?:{NAME}[ ]?|{NAME}(?:,|[ ]of)[ ])\Z")
LEAD_ENDS = frozenset(name[-1] for name in MONTH_NAMES) | {",", "f"}
"""What LEAD ends with, but for a blank: most words before a number need no search."""
MONTHS_TO = re.compile(rf"(?:to|and|through|-)[ ]?{NAME}[ ]of[ ]\Z")
"""The last of several months: the year behind it is not its own."""

READ_AS = re.compile(r"(?:June|February),? \Z")
"""What the beginning of a constant, or its end, was read as."""
CONSTANT_MONTH = re.compile(TORN_MONTH)
LED_MONTH = re.compile(f"(?<![0-9.,]){YEAR_LEAD}{TORN_MONTH}")
DATE_BEGINS = re.compile(BEGINNING)
BETWEEN = re.compile(YEAR_BETWEEN)
YEAR_BEFORE = re.compile(rf"(?<![0-9.,]){YEAR_LEAD}\Z")
TORN = re.compile(either(*TORN_YEARS, APART_MONTH))
ABROAD = re.compile(either(*SPANISH_MONTH, CJK_DATE, SPANISH_DATE))
BACKWARDS = re.compile(ABROAD_BEFORE)
SINGULAR = "[ ](?:was|is|and|end|on|the|[a-z]+ed|[a-z]+ly)(?![a-z])"
"""Words behind a month, but hardly behind a count: those are plural."""
GAPPED_YEAR = r"(?:19(?:[ ]1[ ]?[0-9]|[0-9][ ]1)|20(?:[ ]1[ ]?[0-9]|[0-3][ ]1))"
YEAR_MONTH = re.compile(
    rf"(?:{GAPPED_YEAR}(?:[ ]and[ ]|-[ ]?|[ ])1[ ]?|(?:19|20)[0-9]{{2}}-[ ]1)[0-2]"
    r"(?![0-9]|[.,][0-9]|[ ]?%)(?:[ ]months?)?"
    rf"|(?:19|20)[0-9]{{2}}(?:[ ]and)?[ ]1[0-2](?:[ ]months?"
    rf"|(?={SINGULAR}|[ ]?[.;)\n—–](?![0-9])|,[ ]|$))"
    rf"|(?:(?:19|20)[0-9]{{2}}|{GAPPED_YEAR}),?[ ]1[ ][0-2](?={SINGULAR})"
)
COMMA_YEAR = re.compile(r"(?:19|20)[0-9]{2}, ")
YEAR_GLUED = re.compile(r"200[0-2][0-9](?:[ ]?year(?!s)|,(?=[a-z])|[ ]?and(?![a-z]))")
BY_ITSELF = tuple(
    f"{first}{word[1:]} "
    for word in ("in", "since", "by", "until", "from", "quarter of", "half of", "year of", "end of")
    for first in (word[0], word[0].upper())
)
"""What stands before a year by itself."""
YEAR_ALONE = re.compile(
    r"(?:200[12][0-9]|2[12][0-9](?![ ]?(?:[BAad][.CD]|years?|°)))(?![0-9%:]|[.,][0-9]|[ ]?%)"
    rf"(?![ ]?(?!{NO_NOUN})[a-z]+s(?![a-z])|[ ]people)"
)
"""A year with a digit too many or too few, which counts nothing."""
NUMBER_NEXT = re.compile(
    "[ ][0-9]{2,}(?![0-9])(?!,? ?(?:19|20)[0-9]{2}|[ ]?[%℃]|[ ](?:million|billion|yuan|people))"
)
MOVED = re.compile(
    r"(?:(?<![0-9.,])(?!(?:19|20)[0-9]{2}[ ]))[0-9][0-9,]*+(?:\.[0-9]+)?+(?:km|m)?"
    r"(?:[ ](?!million|billion)[A-Za-z'&-]++){1,7}\Z"
)
CLAUSE = re.compile(rf"[ ](?!and[ ]|the[ ])(?:{NO_NOUN}|yuan)")
"""Words between a number and a token that make it doubtful whether the token is its own."""
MOVED_BEFORE = re.compile(
    r"/K?[LO]OC-[a-z]+(?:[ ][a-z]+){0,6}[ ](?:0/[0-9]{1,3}(?:th)?|[0-9]th(?=[ ]century))",
    re.I,
)
TOKEN = re.compile(r"/K?[LO]OC-0?+/?+(?![.,]?[0-9])", re.I)


def constant_month(text: str, start: int, floor: int) -> Stretch | None:
    """Find a month that was read as a name behind the constant.

    >>> constant_month("in 65438+February 2012", 3, 0).printed
    '65438+February 2012'
    """
    if not TOKEN_NEAR.search(text, start, start + 28):
        return None
    led = LED_MONTH.match(text, start)
    if led:
        return stretch(text, start, led.end())
    named = CONSTANT_MONTH.match(text, start)
    lead = READ_AS.search(text, max(floor, start - 10), start)
    led = CONSTANT_MONTH.match(text, lead.start()) if lead else None
    found = named if led is None or (named and led["reversed"]) else led
    if found is None:
        return None
    first = found.start()
    year = YEAR_BEFORE.search(text, max(floor, first - 18), first)
    doubled = text[max(0, first - 3) : first] in ("in ", "In ") and SECOND_IN.match(found[0])
    return stretch(text, year.start() if year else first, found.end(), is_open=bool(doubled))


SECOND_IN = re.compile("[0-9+]+ [Ii]n ")
"""Behind a first "in" the second begins another period: in 65438+ in January 1981."""


def abroad(text: str, start: int, floor: int) -> Stretch | None:
    """Find a damaged date in Chinese, Korean or Spanish.

    >>> abroad("(65438+2 월 22 일)", 1, 0).printed, abroad("de febrero de 65438", 14, 0).printed
    ('65438+2 월 22 일', 'de febrero de 65438')
    """
    if not FOREIGN.search(text, max(floor, start - 4), start + 48):
        return None
    led = text.endswith(BEFORE, floor, start)
    lead = BACKWARDS.search(text, max(floor, start - 32), start) if led else None
    for place in (lead.start(), start) if lead else (start,):
        found = ABROAD.match(text, place)
        if found and found.end() > start and DAMAGED_DATE.search(found[0]):
            return stretch(text, place, found.end())
    return None


TOKEN_NEAR = re.compile(f"5438|5,438|/0|O[Cc]-|o[Cc]-|1January|{BARE_MONTH}")


FOREIGN = re.compile(r"[月월]|65438|\bdel?[ ]")
"""What ABROAD cannot do without: the mark of a month, a constant, or a word of a Spanish date."""
BEFORE = ("de ", "del ", *"月월년年", *(f"{end} " for end in "月월년年0123456789"))


def torn(text: str, start: int, floor: int) -> Stretch | None:
    """Find the constant torn apart by words.

    >>> torn("see 2026:5438+0 it", 4, 0).printed
    '2026:5438+0'
    """
    lead = _lead(text, start, floor) if text.startswith("2065438+200", start) else None
    first = start - len(lead[0]) if lead else start
    found = TORN.match(text, first)
    return stretch(text, first, found.end()) if found else None


def dated(text: str, start: int, floor: int) -> Stretch | None:
    """Find a date with a damaged day or year, or with a year that lost zeros.

    >>> dated("by May 2 1, 20 13 it", 7, 0).printed
    'May 2 1, 20 13'
    """
    found = DATE_BEGINS.match(text, start)
    if found and DAMAGED_DATE.search(found[0]):
        return stretch(text, start, found.end())
    day = _day_before(text, start, floor)
    whole = _behind_month(text, start, day, floor) if day < start else None
    if whole:
        return whole
    comma = COMMA_YEAR.match(text, max(floor, start - 6), start)
    for place in (start - 6, start) if comma else (start,):
        found = YEAR_MONTH.match(text, place) or YEAR_GLUED.match(text, place)
        if found and found.end() > start:
            return stretch(text, place, found.end())
    lead = _lead(text, start, floor)
    between = BETWEEN.match(text, start - len(lead[0])) if lead else None
    if lead and between:
        return stretch(text, start - len(lead[0]), between.end())
    if lead and lead[0].endswith("of ") and MONTHS_TO.search(text, max(floor, start - 24), start):
        return None
    date = _behind_month(text, start, start, floor) if lead else None
    return date or (_year_by_itself(text, start, floor) if text[start] == "2" else None)


def _behind_month(text: str, start: int, place: int, floor: int) -> Stretch | None:
    """Find a damaged day or year behind the name of a month."""
    lead = _lead(text, place, floor)
    found = DATE.match(text, place) if lead else None
    if lead is None or found is None or found.end() <= start:
        return None
    if SHORT_DAY.match(text, place):
        return stretch(text, place - len(lead[0]), found.end(), is_open=True)
    if not DAMAGED_DATE.search(f"{lead[0][-2:]}{found[0]}".replace(" day", "")):
        return None
    if found["alone"]:
        sound = SOUND_DAY.search(text, max(floor, place - len(lead[0]) - 5), place - len(lead[0]))
        if sound:
            return stretch(text, sound.start(), found.end())
    doubtful = (found["short"] or found["brief"]) and not FOLLOWED.match(text, found.end())
    is_open = bool(doubtful or NUMBER_NEXT.match(text, found.end()))
    return stretch(text, place - len(lead[0]), found.end(), is_open=is_open)


def _year_by_itself(text: str, start: int, floor: int) -> Stretch | None:
    """Find a year with a digit too many or too few behind a word for a period."""
    by_itself = text.endswith(BY_ITSELF, max(floor, start - 12), start)
    found = YEAR_ALONE.match(text, start) if by_itself else None
    return stretch(text, start, found.end()) if found else None


SOUND_DAY = re.compile(rf"(?<![0-9.,/-])[0-3]?[0-9]{SUFFIX}[ ](?:of[ ])?\Z")
DAY_BEFORE = re.compile(rf"(?<![0-9])[0-3]?[0-9]{SUFFIX},?[ ]\Z")


def _day_before(text: str, start: int, floor: int) -> int:
    if text[start - 1 : start] != " " or text[start - 2 : start - 1] not in "0123456789,tdh":
        return start
    found = DAY_BEFORE.search(text, max(floor, start - 8), start)
    return found.start() if found else start


def _lead(text: str, place: int, floor: int) -> re.Match[str] | None:
    """Find the name of a month that ends at a place, with the comma or the "of" behind it."""
    end = text[place - 1 : place]
    end = text[place - 2 : place - 1] if end == " " else end
    return LEAD.search(text[max(floor, place - 16) : place]) if end in LEAD_ENDS else None


WORD_BETWEEN = re.compile(" (?:[Ii]n|On|As of|By) ")
"""Behind a token at a noun these begin another period: 7 pupils/kloc-0 in February 1991."""


def moved_token(text: str, at: int, floor: int) -> Stretch | None:
    """Find /kloc-0/ moved behind the noun of its number, or torn in front of it.

    >>> moved_token("has 7 departments/kloc-0", 17, 0).printed
    '7 departments/kloc-0'
    """
    found = MOVED_BEFORE.match(text, at)
    if found:
        return stretch(text, at, found.end())
    token = TOKEN.match(text, at)
    named = CONSTANT_MONTH.match(text, at)
    is_month = named is not None and not WORD_BETWEEN.search(named[0])
    if token is None or _lead(text, at, floor) or is_month:
        return None
    moved = MOVED.search(text[max(floor, at - 60) : at])
    if moved:
        clause = CLAUSE.search(moved[0]) is not None
        return stretch(text, at - len(moved[0]), token.end(), is_open=clause)
    glued = text[at - 1 : at].isalpha()
    return stretch(text, at, token.end(), is_open=True) if glued else None
