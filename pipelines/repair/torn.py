"""Finds dates and months that the engine tore, and tokens that it moved away from their number.

It says where the damage lies, not what it meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.repair.dates import (
    ANY_YEAR,
    BARE_MONTH,
    CJK_DATE,
    CJK_MONTH,
    DAY,
    DAY_FIRST,
    FUSED_DAY,
    NAME,
    NUMBERED_MONTH,
    NUMERIC,
    SPANISH_DATE,
    SPANISH_MONTH,
    SPANISH_TAIL,
    SUFFIX,
    TOKEN_FOR_1,
    TORN_MONTH,
    TORN_YEAR,
    YEAR,
    YEAR_BETWEEN,
    YEAR_FIRST,
    YEAR_LEAD,
)
from pipelines.repair.grammar import word_before
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


SHORT_YEAR = (
    r"2(?:[12][0-9]|[1-9])(?![0-9%:]|[.,][0-9])"
    r"(?=[.,;)\n]|$|[ ](?:and|to|the|at|by|with|when|as|it|in|on|of)[ ])"
)
FOLLOWED = re.compile(SHORT_YEAR[SHORT_YEAR.index("(?=") :])
DATE = re.compile(
    rf"(?P<day>{DAY}){SUFFIX}(?:[ ]day)?(?:,?[ ]?(?P<year>{YEAR})|,[ ](?P<short>{SHORT_YEAR}))"
    rf"|(?P<any_day>[0-3]?[0-9]{SUFFIX}),[ ](?P<any>2(?:[12][0-9]|[1-9])?)(?![0-9%:]|[.,][0-9])"
    rf"|(?P<alone>{YEAR})|(?P<brief>2[12][0-9](?![0-9%:]|[.,][0-9]))"
    rf"|(?P<single>{DAY}){SUFFIX}(?:[ ]?day(?![a-z]))?(?![ ]?%|/|[0-9.,]*[0-9])"
)
DAMAGED_DATE = re.compile(
    r"[a-z]1(?:[0-9,]|day|$)|[0-9][A-Z]|[0-9] [0-9]"
    r"|4[.,]?3[.,]?8\+|[LlOo][Oo][Cc]-|/0|0/|[0-9]l|l[0-9]|200[12][0-9]|(?:[ ,]|^)2[0-9]{0,2}$"
)
TORN_NEXT = re.compile(r"(?:,|[ ]?and)[ ](?:June[ ]|February[ ])?1?6?5438")
SHORT_DAY = re.compile(rf"(?:19|20)[0-9]? 1 {NAME}")
LEAD = re.compile(rf"(?<![A-Za-z-])(?:{NAME}[ ]?|{NAME}(?:,|[ ]of)[ ])\Z")
LEAD_ENDS = frozenset(name[-1] for name in MONTH_NAMES) | {",", "f"}
"""What LEAD ends with, but for a blank: most words before a number need no search."""
MONTHS_TO = re.compile(rf"(?:to|and|through|-)[ ]?{NAME}[ ]of[ ]\Z")
"""The last of several months: the year behind it is not its own."""

CONSTANT_MONTH = re.compile(TORN_MONTH)
LED_MONTH = re.compile(f"(?<![0-9.,]){YEAR_LEAD}{TORN_MONTH}")
DATE_BEGINS = re.compile(
    f"(?=19|2,?0|{TOKEN_FOR_1},?9)(?:{FUSED_DAY}|{YEAR_FIRST}|{NUMBERED_MONTH}|{NUMERIC})"
    f"|(?=[0-9]{{1,2}}[^0-9.,]|[0-9]?[6/l]){DAY_FIRST}"
)
BETWEEN = re.compile(YEAR_BETWEEN)
YEAR_BEFORE = re.compile(rf"(?<![0-9.,]){YEAR_LEAD}\Z")
TORN = re.compile(
    r"2065[.,]?438\+(?:[A-Za-z]+[ ]){0,5}(?:[0-9]{1,2},?[ ])?200[0-9](?![0-9])"
    r"|65438\+(?:[ ][a-z]+){1,4}[ ]10(?![0-9%]|[.,][0-9])"
    r"|(?:19|20)[0-9]?6(?::5438|5438(?=[ ]))(?:[ ][A-Za-z]+){0,5}[ ]?\+0[0-9]?"
    r"(?![0-9]|[.,][0-9]|[ ](?:million|billion|thousand))"
    r"|65,?438(?![ ]yuan)(?:[ ][a-z]+){1,5}[ ]?\+0[0-9]*(?:[ ]/[0-9]+)?"
    r"|5438\+0[ ]in[ ]20[0-9]6(?![0-9])"
    rf"|{TORN_YEAR}"
)
ABROAD = re.compile(f"{SPANISH_MONTH}|{CJK_DATE}")
BACKWARDS = re.compile(
    rf"(?:[0-3]?[0-9][ ])?de[ ]{SPANISH_TAIL}[ ]de[ ](?:(?:19|20)[0-9]{{2}}[ ])?\Z"
    rf"|(?:{ANY_YEAR}[ ]?[年년][ ]?|{ANY_YEAR}[ ])\Z|{CJK_MONTH}[ ]?[月월][ ]?\Z"
)
GAPPED_YEAR = r"(?:19(?:[ ]1[ ]?[0-9]|[0-9][ ]1)|20(?:[ ]1[ ]?[0-9]|[0-3][ ]1))"
YEAR_MONTH = re.compile(
    rf"{GAPPED_YEAR}(?:[ ]and[ ]|-[ ]?|[ ])1[ ]?[0-2](?![0-9]|[.,][0-9]|[ ]?%)(?:[ ]months?)?"
    r"|(?:19|20)[0-9]{2}-[ ]1[0-2](?![0-9]|[.,][0-9]|[ ]?%)"
    r"|(?:19|20)[0-9]{2}[ ]to[ ]1[0-2](?=[ ][a-z]+ed(?![a-z]))"
    r"|(?:19|20)[0-9]{2}(?:[ ]and)?[ ]1[0-2](?:[ ]months?"
    r"|(?=[ ](?:was|is|and|end|on|the|officially|[a-z]+ed)(?![a-z])|[ ]?[.;)\n—–](?![0-9])|,[ ]|$))"
    r"|(?:19|20)[0-9]{2}[ ]1[ ][0-2](?=[ ](?:was|officially|[a-z]+ed)(?![a-z]))"
    rf"|(?:(?:19|20)[0-9]{{2}}|{GAPPED_YEAR}),[ ]1[ ][0-2](?=[ ](?:was|the|[a-z]+ed)(?![a-z]))"
)
COMMA_YEAR = re.compile(r"(?:19|20)[0-9]{2}, \Z")
YEAR_GLUED = re.compile(
    r"200[0-2][0-9](?:[ ]?year(?!s)|,(?=[a-z])"
    r"|[ ]?and(?![a-z])(?![ ](?:June[ ]|February[ ])?1?6?5438))"
)
YEAR_ALONE = re.compile(
    r"200(?:2[0-9]|1[0-9])(?![0-9]|[.,][0-9]|[ ]?%|[ ][a-z]+s(?![a-z])|[ ]people)"
)
BY_ITSELF = tuple(
    f"{first}{word[1:]} "
    for word in ("in", "since", "by", "until", "quarter of", "half of", "year of", "end of")
    for first in (word[0], word[0].upper())
)
"""What stands before a year by itself."""
BRIEF_YEAR = re.compile(
    r"2[12][0-9](?![0-9%:]|[.,][0-9]|[ ]?(?:BC|AD|B\.C|a\.|d\.|years?|°))"
    r"(?![ ]?(?!was|has|is|its|as|this)[a-z]+s(?![a-z]))"
)
LONG_YEAR = re.compile(r"200(?:[12][0-9]{2,6}|[ ]1[0-9])(?![0-9%:]|[.,][0-9])")
NUMBER_NEXT = re.compile(
    "[ ][0-9]{2,}(?![0-9])(?!,? ?(?:19|20)[0-9]{2}|[ ]?[%℃]|[ ](?:million|billion|yuan|people))"
)
YEAR_PREPOSITIONS = frozenset(("in", "In", "by", "By", "since", "Since", "until", "from", "From"))

MOVED = re.compile(
    r"(?:(?<![0-9.,])(?!(?:19|20)[0-9]{2}[ ]))[0-9][0-9,]*+(?:\.[0-9]+)?+(?:km|m)?"
    r"(?:[ ](?!million|billion)[A-Za-z'&-]++){1,7}\Z"
)
CLAUSE = re.compile(
    r"[ ](?:in|of|per|at|for|from|to|with|by|on|had|has|have|was|were|is|are|yuan)(?![A-Za-z])"
)
"""Words between a number and a token that make it doubtful whether the token is its own."""
MOVED_BEFORE = re.compile(
    r"/[Kk]?[LlOo][Oo][Cc]-[a-z]+(?:[ ][A-Za-z]+){0,6}"
    r"[ ](?:0/[0-9]{1,3}(?:th)?|[0-9]th(?=[ ]century))",
    re.I,
)
LOOSE_TOKEN = re.compile(r"[.,;)\n](?![0-9])|$")
TOKEN_MONTH = re.compile(
    r"/[Kk]?[LlOo][Oo][Cc]-0/?[ ]?(?:October|January|February)(?![A-Za-z])"
    r"(?:,?[ ](?:19|20)[0-9]{2}(?![0-9])|(?![ ]?[0-9]))"
)
TOKEN = re.compile(r"/[Kk]?[LlOo][Oo][Cc]-0?/?", re.I)


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
    first = start
    named = CONSTANT_MONTH.match(text, start)
    leads: tuple[str, ...] = ("June ", "June, ")
    if not (named and named["tail"]):
        leads = ("June ", "June, ", "February ", "February, ")
    for lead in leads:
        if text.startswith(lead, start - len(lead)) and start - len(lead) >= floor:
            first = start - len(lead)
    found = (CONSTANT_MONTH.match(text, first) if first < start else None) or named
    if found is None:
        return None
    first = found.start()
    year = YEAR_BEFORE.search(text, max(floor, first - 18), first)
    doubled = SECOND_IN.match(found[0]) and word_before(text, first) in ("in", "In")
    return stretch(text, year.start() if year else first, found.end(), is_open=bool(doubled))


SECOND_IN = re.compile("[0-9+]+ [Ii]n ")
"""Behind a first "in" the second begins another period: in 65438+ in January 1981."""


SPANISH = re.compile(SPANISH_DATE)
SPANISH_LEAD = re.compile(rf"(?:(?<![0-9.,]){DAY}[ ]de[ ])?[a-z]{{4,10}}[ ]del?[ ]\Z")


def spanish(text: str, start: int, floor: int) -> Stretch | None:
    """Find a Spanish date with a damaged day or year.

    >>> spanish("el 2 de mayo de 20 13,", 16, 0).printed
    '2 de mayo de 20 13'
    """
    led = text.startswith(("de ", "el "), start - 3)
    lead = SPANISH_LEAD.search(text, max(floor, start - 24), start) if led else None
    found = SPANISH.match(text, lead.start() if lead else start)
    if found and found.end() > start and DAMAGED_DATE.search(found[0]):
        return stretch(text, found.start(), found.end())
    return None


def abroad(text: str, start: int, floor: int) -> Stretch | None:
    """Find a damaged date in Chinese, Korean or Spanish.

    >>> abroad("(65438+2 월 22 일)", 1, 0).printed, abroad("de febrero de 65438", 14, 0).printed
    ('65438+2 월 22 일', 'de febrero de 65438')
    """
    if not MARKED.search(text, max(floor, start - 32), start + 32):
        return None
    if not FOREIGN.search(text, max(floor, start - 32), start + 80):
        return None
    lead = BACKWARDS.search(text, max(floor, start - 32), start)
    for place in (lead.start(), start) if lead else (start,):
        found = ABROAD.match(text, place)
        if found and found.end() > start and DAMAGED_ABROAD.search(found[0]):
            return stretch(text, place, found.end())
    return None


TOKEN_NEAR = re.compile(f"5438|5,438|/0|O[Cc]-|o[Cc]-|1January|{BARE_MONTH}")
FOREIGN = re.compile("月|월|bre(?:ro|(?<=tubre))|nero")
"""What ABROAD cannot do without: the mark of a month, or a piece of its Spanish name."""
MARKED = re.compile("月|월|년|年|65438")
DAMAGED_ABROAD = re.compile(r"[0-9] 1|3[.,]?8[+]|5438|0/|loc-|[日号일]1")


def torn(text: str, start: int, floor: int) -> Stretch | None:
    """Find the constant torn apart by words.

    >>> torn("see 2026:5438+0 it", 4, 0).printed
    '2026:5438+0'
    """
    found = TORN.match(text, start)
    if found is None:
        return None
    lead = _lead(text, start, floor)
    first = start - len(lead[0]) if lead and found[0].startswith("2065438+200") else start
    return stretch(text, first, found.end())


def dated(text: str, start: int, floor: int) -> Stretch | None:
    """Find a date with a damaged day or year, or with a year that lost zeros.

    >>> dated("by May 2 1, 20 13 it", 7, 0).printed
    'May 2 1, 20 13'
    """
    if "de " in text[max(floor, start - 3) : start + 22]:
        found_abroad = spanish(text, start, floor)
        if found_abroad:
            return found_abroad
    found = DATE_BEGINS.match(text, start)
    if found and (found["fused"] or found["bare_year"] or DAMAGED_DATE.search(found[0])):
        return stretch(text, start, found.end())
    day = _day_before(text, start, floor)
    whole = _behind_month(text, start, day, floor) if day < start else None
    if whole and whole.end > start:
        return whole
    comma = text.startswith(", ", start - 2) and COMMA_YEAR.search(
        text, max(floor, start - 6), start
    )
    found = YEAR_MONTH.match(text, comma.start()) if comma else None
    if comma and found and found.end() > start:
        return stretch(text, comma.start(), found.end())
    is_year = text.startswith(("19", "20"), start)
    found = (YEAR_MONTH.match(text, start) or YEAR_GLUED.match(text, start)) if is_year else None
    if found:
        return stretch(text, start, found.end())
    lead = _lead(text, start, floor)
    between = BETWEEN.match(text, start - len(lead[0])) if lead else None
    if lead and between:
        return stretch(text, start - len(lead[0]), between.end())
    if lead and lead[0].endswith("of ") and MONTHS_TO.search(text, max(floor, start - 24), start):
        return None
    date = (_behind_month(text, start, start, floor) if lead else None) or whole
    if date:
        return date if date.end > start else None
    return _year_by_itself(text, start, floor) if text.startswith("2", start) else None


def _behind_month(text: str, start: int, place: int, floor: int) -> Stretch | None:
    """Find a damaged day or year behind the name of a month; an empty one forbids the date."""
    lead = _lead(text, place, floor)
    found = DATE.match(text, place) if lead else None
    if lead is None or found is None or found.end() <= start:
        return None
    if TORN_NEXT.match(text, found.end()):
        return stretch(text, place, place)
    if SHORT_DAY.match(text, place):
        return stretch(text, place - len(lead[0]), found.end(), is_open=True)
    if not DAMAGED_DATE.search(f"{lead[0][-2:]}{found[0]}".replace(" day", "")):
        return None
    if found["alone"]:
        sound = SOUND_DAY.search(text, max(floor, place - len(lead[0]) - 5), place - len(lead[0]))
        if sound:
            return stretch(text, sound.start(), found.end())
    doubtful = found["any"] or (found["brief"] and not FOLLOWED.match(text, found.end()))
    is_open = bool(doubtful or NUMBER_NEXT.match(text, found.end()))
    return stretch(text, place - len(lead[0]), found.end(), is_open=is_open)


def _year_by_itself(text: str, start: int, floor: int) -> Stretch | None:
    """Find a year with a digit too many or too few behind a word for a period."""
    if text.endswith(BY_ITSELF, max(floor, start - 12), start):
        brief = BRIEF_YEAR.match(text, start)
        if brief:
            return stretch(text, start, brief.end())
        too_long = LONG_YEAR.match(text, start)
        if too_long:
            return stretch(text, start, too_long.end(), is_open=True)
    found = YEAR_ALONE.match(text, start)
    if found and word_before(text, start) in YEAR_PREPOSITIONS:
        return stretch(text, start, found.end())
    return None


SOUND_DAY = re.compile(rf"(?<![0-9.,/-])[0-3]?[0-9]{SUFFIX}[ ](?:of[ ])?\Z")
DAY_BEFORE = re.compile(rf"(?<![0-9])[0-3]?[0-9]{SUFFIX},?[ ]\Z")
DAY_ENDS = tuple(f"{end} " for end in (*"0123456789,", "st", "nd", "rd", "th"))


def _day_before(text: str, start: int, floor: int) -> int:
    if not text.endswith(DAY_ENDS, 0, start):
        return start
    found = DAY_BEFORE.search(text[max(floor, start - 8) : start])
    return start - len(found[0]) if found else start


def _lead(text: str, place: int, floor: int) -> re.Match[str] | None:
    """Find the name of a month that ends at a place, with the comma or the "of" behind it."""
    end = text[place - 1 : place]
    end = text[place - 2 : place - 1] if end == " " else end
    return LEAD.search(text[max(floor, place - 16) : place]) if end in LEAD_ENDS else None


def moved_token(text: str, at: int, floor: int) -> Stretch | None:
    """Find /kloc-0/ moved behind the noun of its number, or torn in front of it.

    >>> moved_token("has 7 departments/kloc-0", 17, 0).printed
    '7 departments/kloc-0'
    """
    found = MOVED_BEFORE.match(text, at)
    if found:
        return stretch(text, at, found.end())
    token = TOKEN.match(text, at)
    if token is None:
        return None
    if text.startswith("June", at - 4) and at - 4 >= floor:
        return stretch(text, at - 4, token.end())
    if _lead(text, at, floor):
        return None
    named = TOKEN_MONTH.match(text, at)
    if named:
        return stretch(text, at, named.end())
    after = text[token.end() : token.end() + 2].lstrip(".,")
    if LOOSE_TOKEN.match(text, token.end()) and text[at - 1 : at] == " ":
        return stretch(text, at, token.end(), is_open=True)
    if after[:1].isdigit():
        return None
    moved = MOVED.search(text[max(floor, at - 60) : at])
    if moved:
        clause = CLAUSE.search(moved[0]) is not None
        return stretch(text, at - len(moved[0]), token.end(), is_open=clause)
    glued = text[at - 1 : at].isalpha()
    return stretch(text, at, token.end(), is_open=True) if glued else None
