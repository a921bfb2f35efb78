"""Finds the stretches of a garbled text that show damage; it does not say what they meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.repair.dates import ANY_YEAR, CONSTANT, NAME, TOKEN_FOR_1
from pipelines.repair.glued import glued
from pipelines.repair.grammar import word_before
from pipelines.repair.places import COMMA_GAP, LONGEST, MISPRINT, RUN, RUN_ON, SPREAD, TAIL, places
from pipelines.repair.torn import (
    GAPPED_YEAR,
    Stretch,
    abroad,
    constant_month,
    dated,
    moved_token,
    stretch,
    torn,
)
from pipelines.repair.words import MONTH_NAMES, MONTHS, PERIOD_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPLETE_YEAR = r"(?:19[4-9]|20[0-3])[0-9]"
WHOLE_YEAR = re.compile(f"[ ]{COMPLETE_YEAR}")
TOKEN_YEAR = rf"(?:{TOKEN_FOR_1},?9[0-9]{{2}}|2,?0{TOKEN_FOR_1}[0-9])"
YEAR_FIRST = re.compile(
    rf"({COMPLETE_YEAR}|{GAPPED_YEAR}|{TOKEN_YEAR})[ ](?=[0-9]|/[Kk])"
    r"(?!(?:1[ ])?(?:100|10,?000|000)$)"
)
MONTH_NUMBER = re.compile("1[0-2]")
LISTED = re.compile(rf"[0-9]{{1,2}}\.(?={GAPPED_YEAR}(?![0-9]|\.[0-9])|(?:19|20)[0-9]{{2}}{NAME})")
LISTED_FIRST = re.compile(
    rf"(?:(?<=\A)|(?<=\n)|(?<=[.)] ))[0-9]{{1,2}}\.(?={ANY_YEAR}(?![0-9]|\.[0-9]))"
)
"""The number of an item before a number that it is no part of."""
ADJACENT = re.compile(r"[ ][2-9][0-9]{3,}(?![0-9,.])")
COMPOUND = re.compile("-[A-Za-z]|[ ]years ago")
"""A compound behind a gap (20 12-inch boards) may be none: two numbers, or one."""
IN_LINE = re.compile(r"[^\n]\Z")
AMID = re.compile(r"(?:[a-z%]{2}|[:;,]|i\.e\.|e\.g\.)[ ]\Z")
SHORT = 3
"""A sound number of so many digits, amid a sentence, may end in a point that was split off."""
SPLIT_POINT = re.compile(
    r"\.[ ]1[0-9]*(?:[ ]1[0-9]*)*(?=[ ][a-z(]|[,×]|:[0-9]|-[a-z])(?![ ](?:million|billion))"
)
YEAR_ENDS = re.compile(rf"(?:{GAPPED_YEAR}|{TOKEN_YEAR})\.[ ]1")
YEAR_LIKE = re.compile(rf"{GAPPED_YEAR}|{COMPLETE_YEAR}")
LOST_DIGIT = re.compile(rf"(?:19|20) ?(?:1|{CONSTANT}\+0?)")
NO_NOUN_NEXT = re.compile(r"[ ][A-Z]|[.,;)\n](?![0-9])|$")
RANGE = re.compile("(?:[-–—~]|[ ][-–—~][ ])(?=[0-9]|/[Kk]?[Oo]?[LlOo][Oo][Cc]-)")
RANGE_BEGINS = re.compile(r"(?<![0-9.,/:-])[1-9][0-9]{0,3}(?:\.[0-9]+)?[-–—~]\Z")
TOKEN_INSIDE = re.compile(r"438[+]0|loc-0/")
PLAIN = re.compile(r"[0-9.,]*")
IMPOSSIBLE = re.compile(r"[0-9]{4},[0-9]{3}(?![0-9])|(?<![0-9.,:])0[0-9]*,[0-9]{3}")
"""Groups of digits that no clean number has."""
WHOLE_GROUPS = re.compile(
    r"(?=(?:[0-9]{1,3} )+?[02-9])[0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9])"
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3})+ 1"
)
"""Groups of thousands behind blanks, not all of which stand before a 1, or behind commas: the 1
behind a blank is another number's."""
TOKEN_BEHIND = re.compile("[0-9] /k?o?[lo]oc-0", re.I)
CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[.0-9]*[+]")
IN_A_ROW = re.compile(
    r"0 |[0-9.,]+(?: 1[0-9]*(?:[.,][0-9]+)*)+ [02-9][0-9]{0,2}(?:\.[0-9]+)?(?![0-9.,%])"
)
HELD = re.compile(
    rf"""65{MISPRINT}(?:[ ][0-9]\.[0-9]{{3}})?(?![0-9])
      | (?:19|20)[ ]1[ ][02-9](?![0-9]|[.,:/-][0-9]|[ ][0-9%])
      | [0-9]{{1,3}}[ ]0[0-9]{{0,2}},[0-9]{{3}}(?![0-9])
      | (?<!/)[1-9][0-9]*/(?:0[0-9]{{2,}}|[0-9]{{3,}})(?![0-9/])
      | (?<!/)[0-9,.]*[1-79]\+0[0-9][0-9.,]*
      | (?<!/)[0-9,]+\.[0-9]{{2,}}00[ ](?:million|billion|yuan)(?:[ ]yuan)?""",
    re.VERBOSE,
)
"""A constant with a digit changed or too many, a number in pieces, and what is left of a token or
of a unit word in zeros: 1/337, 1702+0703.5, 3862.1400 million."""
LONE_AFTER = re.compile(
    r",[ ](?:1[ ][0-2]|[0-9]{1,2})(?:,(?![0-9])|[ ]years?[ ][0-9]|\.?\n|[ ](?:In[ ])?June)"
)
"""Behind a damaged year a number with nothing counted may be the month."""
WORD_AFTER = re.compile("[a-z]+")
CONSTANT_NEXT = re.compile(rf"1?{CONSTANT}\+")
MINUTES = re.compile(r"[ ]?°?[ ]?(?:[0-9]{1,2}[ ]?)?[′'](?![a-z](?![a-z]))")
BESIDE = re.compile(r"[0-9][ ]$(?<!Q[1-4] )(?<!19[0-9]{2} )(?<!20[0-9]{2} )")
LEVEL = re.compile(r"[0-9]{3,} 1[0-9]?\.[0-9]+")
"""A level and its share, as tables print them: no share has so many digits."""
TWO_NUMBERS = re.compile(
    r"[0-9]+(?: 1[0-9]*)*\.[0-9]+(?: 1[0-9]*)*(?=[ ](?:1[0-9]*|0)\.(?:[0-9]|[ ]1))"
)
"""A number and its share side by side: a second point is that of another number."""
TWO_POINTS = re.compile(
    r"(?!(?:19|20)[0-9]{2}\.(?:0?[1-9]|1[0-2])\.[0-3]?[0-9]$|[0-9]\.[0-9]{1,2}\.[0-9]$)"
    r"[0-9]+\.[0-9]+\.[0-9]+"
)
"""Two points, but for a date and a version."""
SIGN = re.compile(r"(?:^|[ \n(])[-−]\Z")
LONE_IN_A_ROW = re.compile("1 [0-9]{4,}(?= [A-Z][a-z]+ [0-9])")
"""In a row of names and numbers a lone 1 may belong to the number before the name."""
BELOW = re.compile(r"(?:^|[ \n(a-z])[-−]\Z")
DEGREES = re.compile("[ ]?(?:℃|°C|%)")
CLOCK_BEFORE = re.compile(r"(?<!(?:19|20)[0-9])[0-9]:[ ]?\Z|[a-z][-−]\Z")
COUNTED = re.compile(
    r"[ ]?(?:[%℃]|(?!(?:was|is|has|as|this|its)(?![a-z]))[a-z-]+s(?![a-z])"
    r"|people|million|billion|yuan)"
)


def stretches(text: str) -> Iterator[Stretch]:
    """Yield the damaged stretches of a text that the gate did not find clean, in order.

    >>> [stretch.printed for stretch in stretches("In 20 13 years it had 65,438+05 shops.")]
    ['20 13 years', '65,438+05']
    """
    place = 0
    for at in places(text):
        if at < place:
            continue
        long = RUN_ON.match(text, at)
        if long:
            place = long.end()
            continue
        found = _at(text, at, place)
        if found and found.end > place:
            yield found
            place = found.end


def _at(text: str, at: int, floor: int) -> Stretch | None:
    if text[at] == "/" and text[at + 1] in "klKL":
        moved = moved_token(text, at, floor)
        if moved:
            return moved
    start = _number_start(text, at, floor)
    if start == at and TOKEN_BEHIND.match(text, max(floor, at - 2)):
        left = _number_start(text, at - 2, floor)
        start = at if WHOLE_YEAR.fullmatch(text, left - 1, at - 1) else left
    before = text[start - 1] if start > floor else "\n"
    if "A" <= before <= "Z":
        lettered = text[max(floor, start - 2) : start]
        if lettered.lstrip(" ") != before or text[at + 1 : at + 3] != " 1":
            named = RUN.match(text, start)
            damaged = named and TOKEN_INSIDE.search(named[0])
            return stretch(text, start, named.end(), is_open=True) if named and damaged else None
    listed = LISTED_FIRST.match(text, start) or LISTED.match(text, start)
    start = listed.end() if listed else start
    for detect in BY_FIRST.get(text[start], DETECTORS):
        found = detect(text, start, floor)
        if found:
            return found
    return None


def _number_start(text: str, at: int, floor: int) -> int:
    near = text[max(floor, at - 16) : at]
    start, farthest = at - len(near) + len(near.rstrip("0123456789.,:")), max(floor, at - LONGEST)
    while start > farthest and (text[start - 1].isdigit() or text[start - 1] in ".,:"):
        start -= 1
    while start < at and not text[start].isdigit():
        start += 1
    spread = SPREAD.search(text, max(floor, start - 4), start + 8)
    if spread and spread.start() < start < spread.end():
        start = _number_start(text, spread.start(), floor)
    joint = JOINTS.get(text[max(0, start - 2) : start], " ")
    left = start - len(joint)
    if left > floor and text.startswith(joint, left) and text[left - 1].isdigit():
        if joint == " " and not CONSTANT_NEXT.match(text, start):
            return start
        first = _number_start(text, left - 1, floor)
        found = RUN.match(text, first)
        if found and found.end() > at and first >= floor:
            return first
    return start


JOINTS = {", ": ", ", "d ": " and "}
"""What may stand between two groups of a number, by its last two characters; else a blank."""


def _run(text: str, start: int, floor: int) -> Stretch | None:
    """Find a run of digits with displaced blanks, tokens or points, and its unit words."""
    held = HELD.match(text, start)
    if held:
        return stretch(text, start, held.end(), is_open=True)
    if WHOLE_GROUPS.match(text, start):
        return None
    found = RUN.match(text, start)
    if found is None or (":" in found[0] and CLOCK.match(found[0])):
        return None
    if found.end() - start > LONGEST:
        return stretch(text, start, found.end())
    share = DEGREES.match(text, found.end())
    if share and LEVEL.fullmatch(found[0]):
        return None
    two = TWO_NUMBERS.match(text, start, found.end()) if share else None
    if two:
        return _with_unit(text, start, two.end(), floor, is_open=False) if " " in two[0] else None
    return _in_place(text, start, floor, found)


def _in_place(text: str, start: int, floor: int, found: re.Match[str]) -> Stretch | None:
    """Cut a run where a year ends, and take in the unit words behind it."""
    end = found.end()
    if text[end - 1] == "/" and "loc-" not in found[0]:
        word = WORD_AFTER.match(text, end)
        return stretch(text, start, word.end() if word else end, is_open=True)
    if _is_plain(found[0]):
        return _split(text, start, end, AMID) if end - start <= SHORT else None
    year = YEAR_FIRST.match(text, start, end)
    if year and year[1].isdigit():
        return _after_year(text, start, end)
    if year:
        is_month = "+" in year[1] and MONTH_NUMBER.fullmatch(text, year.end(), end)
        if is_month and not COUNTED.match(text, end):
            return stretch(text, start, end, is_open=True)
        end = year.end() - 1
    ended = YEAR_ENDS.match(text, start, end)
    end = ended.end() - 3 if ended else end
    gapped = " " in found[0] and not year
    pointed = ". " in found[0] or DEGREES.match(text, end)
    if gapped and not pointed and _is_beside(text, start, floor):
        return None
    doubtful = _doubtful(text, start, end, gapped=gapped)
    if doubtful:
        return doubtful
    brief = LOST_DIGIT.fullmatch(found[0])
    lost_digit = brief and (NO_NOUN_NEXT.match(text, end) or _beside_period(text, start, end))
    minutes = MINUTES.match(text, end)
    if lost_digit or minutes:
        return stretch(text, start, minutes.end() if minutes else end, is_open=True)
    return _with_unit(text, start, end, floor, is_open=bool(COMMA_GAP.search(found[0])))


def _with_unit(text: str, start: int, end: int, floor: int, *, is_open: bool) -> Stretch:
    """Take in the sign of a number, the end of its range and its unit words."""
    dash = RANGE.match(text, end)
    second = RUN.match(text, dash.end()) if dash else None
    if second and end - start < 24 and second.end() - end < 24:
        end = second.end()
    tail = TAIL.match(text, end)
    degrees = DEGREES.match(text, end) is not None
    signed = (BELOW if degrees else SIGN).search(text, max(floor, start - 2), start)
    is_clock = not degrees and CLOCK_BEFORE.search(text, max(floor, start - 6), start)
    start = start - 1 if signed else start
    begins = RANGE_BEGINS.search(text, max(floor, start - 8), start)
    start = begins.start() if begins and not second else start
    return stretch(text, start, tail.end() if tail else end, is_open=is_open or bool(is_clock))


def _is_beside(text: str, start: int, floor: int) -> bool:
    """Whether a number stands in a row of others, where a blank says nothing."""
    beside = BESIDE.search(text, max(floor, start - 5), start)
    return bool(beside or IN_A_ROW.match(text, start))


def _split(text: str, start: int, end: int, lead: re.Pattern[str]) -> Stretch | None:
    """Hold a number with a point, a blank and a 1 behind it, unless it numbers an item."""
    split = SPLIT_POINT.match(text, end)
    if split is None or YEAR_LIKE.fullmatch(text, start, end):
        return None
    amid = lead.search(text, max(0, start - 12), start)
    return stretch(text, start, split.end(), is_open=True) if amid else None


def _doubtful(text: str, start: int, end: int, *, gapped: bool) -> Stretch | None:
    """Hold a number whose end is in doubt: a point, a compound or a second number follows."""
    split = _split(text, start, end, IN_LINE)
    if split:
        return split
    paired = gapped and (COMPOUND.match(text, end) or LONE_IN_A_ROW.match(text, start))
    if paired or (YEAR_LIKE.fullmatch(text, start, end) and LONE_AFTER.match(text, end)):
        return stretch(text, start, end, is_open=True)
    more = ADJACENT.match(text, end) if gapped else None
    if more and not WHOLE_YEAR.fullmatch(more[0]):
        return stretch(text, start, more.end(), is_open=True)
    return None


def _is_plain(number: str) -> bool:
    if not PLAIN.fullmatch(number):
        return False
    if "65438" in number.replace(",", "").replace(".", "") or IMPOSSIBLE.search(number):
        return False
    return not TWO_POINTS.fullmatch(number)


def _beside_period(text: str, start: int, end: int) -> bool:
    """Whether a month or a word for a period stands beside a number."""
    word = word_before(text, start)
    after = re.match(r"[ ]?([A-Za-z]+)", text[end : end + 12])
    follows = after[1] if after else ""
    if CONSTANT_NEXT.match(text, end + 1):
        return True
    return word in PERIOD_WORDS or word in MONTHS or follows in ("year", *MONTH_NAMES)


def _after_year(text: str, start: int, end: int) -> Stretch | None:
    """Find a whole year with a blank and a 1 behind it, unless a count follows."""
    printed, lead = text[start:end], text[max(0, start - 14) : start]
    dated = "/" in printed or re.fullmatch("[0-9]{4} 1[0-2]", printed) or BEHIND_MONTH.search(lead)
    is_month = dated and not COUNTED.match(text, end)
    return stretch(text, start, end, is_open=True) if is_month else None


BEHIND_MONTH = re.compile(rf"{NAME},? $")


ANY = "0123456789/"
DETECTORS: dict[Callable[[str, int, int], Stretch | None], str] = {
    constant_month: "1256/",
    abroad: ANY,
    torn: "1256",
    dated: ANY,
    glued: ANY,
    _run: ANY,
}
"""In the order in which they are asked, with what that which they find may begin with."""
BY_FIRST = {first: [one for one, begins in DETECTORS.items() if first in begins] for first in ANY}
