"""Finds the stretches of a garbled text that show damage; it does not say what they meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.grammar import UNIT, WORDED_SCALE, word_before
from pipelines.repair.words import MONTH_NAMES, MONTHS, PERIOD_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Stretch(NamedTuple):
    """A damaged stretch: where it lies, its text with its unit words, and what is odd about it.

    `open` is set where the damage itself says that digits are gone or doubtful.
    """

    start: int
    end: int
    printed: str
    open: bool = False


MEASURES = "mu|yuan|people|square|tons|households|km|mm|hours|days"
HIT = re.compile(
    rf"""[0-9](?:
        (?=[.,]?[ ]1)
       |(?<=5)(?=[.,:]?4[.,]?3[.,]?8) | (?<=4)(?=38[+±])
       |(?=\.[ ][0-9]++(?:[ ]?[%℃]|,000))
       |(?<=1)(?=%?(?!st|nd|rd|th)(?:[a-z]{{2,}}|[A-Z][a-z]{{2,}}))
       |(?=l(?![a-z]))
       |(?=/0|/?k?loc-)
       |(?<=20021)(?=[ ]?(?:year|and)|,[a-z])
       |(?=,[ ](?:{MEASURES})(?![a-z]))
       |(?=\.[0-9]++\.[0-9])
       |(?<=[a-z]1)(?=[0-9]{{1,4}}(?:[ ]?[′'°]|[ ][0-9]{{1,2}}[ ]?[′'])|[0-9]*?(?:\.[0-9]+)?(?:,000|00)(?![0-9,.])|[0-9.,]*+[ ](?:million|billion|trillion)
           |\.[0-9]{{3}}(?![0-9])|\.?(?![0-9.,]*[0-9]))
       |(?<=[a-z0-9],[ ]2)(?=(?:[12][0-9]|[1-9])(?![0-9%:]|[.,][0-9]))
       |(?<=[a-z][ ]2)(?=[12][0-9](?![0-9%:]|[.,][0-9]))
       |(?<=[ ]1)(?=[ ][2-9][0-9]*(?:\.[0-9]+)?[ ](?:million|billion))
       )
     |(?<![A-Za-z0-9./])0/(?=[0-9]) | (?<=[0-9]0)/(?=[a-z]{{4}}) | /k?loc- | /KLOC-
     |(?<![A-Za-z0-9])l(?=[0-9]{{2}})
    """,
    re.VERBOSE,
)
JOINED = r"(?!1?[0-9]*+(?:-[A-Za-z]|/[0-9](?!0,000)|[A-Za-z]{1,2}(?![a-z])|[ ]years[ ]ago|:[0-9]))"
RUN = re.compile(
    rf"""(?:0/[0-9]++|[0-9]*0/(?=[a-z]{{4}})|1[ ](?=[2-9][0-9]*(?:\.[0-9]+)?[ ](?:million|billion))[0-9]++|[0-9]++|(?=/k?loc-|l))
    (?:[.,:]?[0-9]++
      |(?<=8)[+±](?:[ ]?[.,]?[0-9]++)?+
      |(?<=[+]0)[ ](?=[0-9]*5438)
      |[.,]?[ ](?=1){JOINED}[0-9]++(?:/10,000)?+
      |\.[ ][0-9]++(?=[ ]?[%℃]|,000)
      |(?<=1)[ ]000(?![0-9])
      |,[ ](?=(?:{MEASURES})(?![a-z]))
      |(?:,|[ ]and)[ ](?=[0-9]{{2,3}}(?:[ ]1(?![0-9])|,5438|\.[ ]1))[0-9]++
      |(?<=438)[ ]0[0-9]*+
      |/k?loc-0?/?[0-9]*+ | (?<![0-9])0/[0-9]++ | /0(?![0-9]) | (?<=[0-9])l(?![a-z]) | l(?=[0-9])
    )*+""",
    re.VERBOSE | re.IGNORECASE,
)
TAIL = re.compile(rf"(?:[ ]?-?(?:{WORDED_SCALE}))?+(?:[ ]?-?(?:{UNIT}))?+")
GROUPS_OF_FOUR = re.compile(r"[0-9]{4}(?: [0-9]{4}){2,}(?![0-9])")
FOUR_FOUR = re.compile("[0-9]{4} [0-9]{4}")
NAME = "(?:" + "|".join(MONTH_NAMES) + ")"
CONSTANT_MONTH = re.compile(
    rf"(?:(?:(?:19|20)[0-9]{{2}}|200[12][0-9])(?:,|[ ]?and)?[ ])?"
    r"(?:(?:June[ ,]*|(?<![0-9.,]))1?6?5438\+?[ ]*"
    r"(?:1?October|January|February|10(?=[ ]month|[ ]?$|[ ]?[.\n(,])|0?(?=[ ]?month))"
    r"(?:[ ]?months?)?(?:/?[ ]?[0-9]{1,2}(?:st|nd|rd|th)?(?![0-9,.%]|[ ]?month))?(?:,?[ ](?:19|20)[0-9]{2}(?![0-9]))?"
    r"|February[ ]65438\+?(?![0-9])|June/k?loc-0/?)"
)
TORN = re.compile(
    r"(?:20)65438\+(?:[A-Za-z]+[ ]){0,5}(?:[A-Z][a-z]+(?:[ ][0-9]{1,2})?,?[ ])?200[0-9](?![0-9])"
    r"|65438\+(?:[ ][a-z]+){1,4}[ ]10(?![0-9,.%])"
    r"|(?:19|20)[0-9]?6:?5438(?:[ ][A-Za-z]+){0,5}[ ]?\+0[0-9]?(?![0-9])"
    r"|65,?438(?:[ ][a-z]+){1,5}[ ]?\+0[ ]?(?:/[0-9]+)?"
    r"|65438[ ]to[ ]0[0-9]{3}(?![0-9])"
)
MOVED = re.compile(r"[0-9][0-9,]*+(?:[ ][A-Za-z'&-]++){1,6}[ ]?$")
MOVED_BEFORE = re.compile(r"/k?loc-[a-z]+(?:[ ][A-Za-z]+){0,6}[ ]0/[0-9]{2,3}", re.I)
TOKEN = re.compile(r"/k?loc-0?/?", re.I)
LEAD = re.compile(rf"{NAME},? (?:[0-3]?[0-9](?:st|nd|rd|th)?,? )?$")
DATE = re.compile(
    r"(?:19|20)[ ]?[0-9][ ]?[0-9](?![0-9]|[.,][0-9])"
    r"|(?:[0-9][ ]?[0-9]?)(?:st|nd|rd|th|[ ]day)?(?![0-9,.]*[0-9]|[ ]?%)"
    r"(?:,?[ ](?:19|20)[ ]?[0-9][ ]?[0-9](?![0-9]))?"
)
SHORT_YEAR = re.compile(
    r"2(?:[12][0-9]|[1-9])(?![0-9%:]|[.,][0-9])(?=[.,;)\n]|$|[ ](?:and|to|the|at|by|with|when|as|it|in|on|of)[ ])"
)
YEAR = r"(?:19[4-9]|20[0-3])[0-9]"
GAPPED_YEAR = r"(?:19|20)(?:[ ]1[ ]?[0-9]|[0-9][ ]1)"
YEAR_FIRST = re.compile(rf"({YEAR}|{GAPPED_YEAR})[ ](?=[0-9])")
LIST_NUMBER = re.compile(rf"[0-9]{{1,2}}\.(?={GAPPED_YEAR}(?![0-9]|\.[0-9]))")
YEAR_MONTH = re.compile(
    r"(?:19|20)[ ]?[0-9][ ]?[0-9](?:[ ]and)?[ ]1[0-2](?:[ ]months?|(?=[ ](?:was|is|and|end|on)(?![a-z])|[.,;\n]|$))"
)
YEAR_GLUED = re.compile(r"200(?:2[0-9]|1[0-9])(?:[ ]?year(?!s)|[ ]?and(?![a-z])|,(?=[a-z]))")
GLUED_AFTER = re.compile(r"[0-9.]*1%?(?!st|nd|rd|th)(?:[a-z]{2,}|[A-Z][a-z]{2,})")
GLUED_BEFORE = re.compile(r"1(?:[0-9]{1,4}(?:[ ]?[°])?(?:[ ][0-9]{1,2})?[ ]?[′']|[0-9.,]*+)")


def stretches(text: str) -> Iterator[Stretch]:
    """Yield the damaged stretches of a text that the gate did not find clean, in order.

    >>> [stretch.printed for stretch in stretches("In 20 13 years it had 65,438+05 shops.")]
    ['20 13 years', '65,438+05']
    """
    place = 0
    for hit in HIT.finditer(text):
        if hit.start() < place:
            continue
        stretch = _stretch(text, hit.start(), place)
        if stretch and stretch.end > place:
            yield stretch
            place = stretch.end


def _stretch(text: str, at: int, floor: int) -> Stretch | None:
    if text[at] == "/" and text[at + 1] in "klKL":
        return _moved_token(text, at, floor)
    start = _number_start(text, at, floor)
    before = text[start - 1] if start > floor else "\n"
    if before.isascii() and before.isalpha() and not before.islower():
        return None
    for detect in DETECTORS:
        stretch = detect(text, start, floor)
        if stretch:
            return stretch
    return None


def _number_start(text: str, at: int, floor: int) -> int:
    start = at
    while start > floor and (text[start - 1].isdigit() or text[start - 1] in ".,:"):
        start -= 1
    while start < at and not text[start].isdigit():
        start += 1
    for joint in (", ", " and "):
        left = start - len(joint)
        if left > floor and text.startswith(joint, left) and text[left - 1].isdigit():
            first = _number_start(text, left - 1, floor)
            found = RUN.match(text, first)
            if found and found.end() > at and first > floor - 1:
                return first
    return start


def _moved_token(text: str, at: int, floor: int) -> Stretch | None:
    """Find /kloc-0/ where it stands, or moved behind the noun of its number."""
    torn = MOVED_BEFORE.match(text, at)
    if torn:
        return Stretch(at, torn.end(), torn[0])
    token = TOKEN.match(text, at)
    if token is None:
        return None
    if text.startswith("June", at - 4) and at - 4 >= floor:
        return Stretch(at - 4, token.end(), text[at - 4 : token.end()])
    moved = MOVED.search(text[max(floor, at - 80) : at])
    if moved and not text[token.end() : token.end() + 1].isdigit():
        start = at - len(moved[0])
        return Stretch(start, token.end(), text[start : token.end()])
    return _run(text, _number_start(text, at, floor), floor)


def _constant_month(text: str, start: int, floor: int) -> Stretch | None:
    """Find a month that was read as a name behind the constant."""
    for lead in ("June ", "June, ", "February "):
        if text.startswith(lead, start - len(lead)) and start - len(lead) >= floor:
            found = CONSTANT_MONTH.match(text, start - len(lead))
            if found:
                return _to(text, _year_before(text, found.start(), floor), found.end())
    found = CONSTANT_MONTH.match(text, start)
    return _to(text, _year_before(text, start, floor), found.end()) if found else None


YEAR_LEAD = re.compile(r"(?<![0-9.,])(?:(?:19|20)[0-9]{2}|200[12][0-9])(?:,|[ ]?and)?[ ]$")


def _year_before(text: str, start: int, floor: int) -> int:
    found = YEAR_LEAD.search(text[max(floor, start - 10) : start])
    return start - len(found[0]) if found else start


def _to(text: str, start: int, end: int, *, is_open: bool = False) -> Stretch:
    return Stretch(start, end, text[start:end], is_open)


def _torn(text: str, start: int, floor: int) -> Stretch | None:
    """Find the constant torn apart by words."""
    found = TORN.match(text, start)
    return _to(text, start, found.end()) if found else None


def _dated(text: str, start: int, floor: int) -> Stretch | None:
    """Find a date with a split day or year, or with a year that lost zeros."""
    found = YEAR_MONTH.match(text, start) or YEAR_GLUED.match(text, start)
    if found:
        return _to(text, start, found.end())
    lead = LEAD.search(text[max(floor, start - 22) : start])
    if lead is None:
        return None
    first = start - len(lead[0])
    found = DATE.match(text, start)
    if found and " " in found[0].replace(" day", ""):
        return _to(text, first, found.end())
    short = SHORT_YEAR.match(text, start)
    if short and (len(short[0]) == 3 or "," in lead[0]):
        return _to(text, first, short.end())
    return None


def _glued(text: str, start: int, floor: int) -> Stretch | None:
    """Find a number glued to the word after it, or before it, where a 1 or zeros are in doubt."""
    found = GLUED_AFTER.match(text, start)
    if found:
        return _to(text, start, found.end(), is_open=True)
    before = text[start - 1] if start > floor else "\n"
    if not (before.isascii() and before.islower()) or text[start] != "1":
        return None
    found = GLUED_BEFORE.match(text, start)
    number = found[0].rstrip(".,") if found else ""
    end = start + len(number)
    if " 1" in text[end : end + 2] or text[end : end + 1] in "+±":
        return None
    tail = TAIL.match(text, end)
    whole = text[start : tail.end()] if tail else number
    doubtful = (
        number == "1"
        or number[-1] in "′'"
        or re.search("(?:,000|00)$", number)
        or re.fullmatch(r"1\.[0-9]{3}", number)
        or re.search("[ -](?:thousand|million|billion|trillion)", whole)
    )
    return Stretch(start, start + len(whole), whole, True) if doubtful else None


def _run(text: str, start: int, floor: int) -> Stretch | None:
    """Find a run of digits with displaced blanks, tokens or points, and its unit words."""
    if GROUPS_OF_FOUR.match(text, start):
        return None
    listed = LIST_NUMBER.match(text, start)
    if listed:
        start = listed.end()
    found = RUN.match(text, start)
    if found is None:
        return None
    if FOUR_FOUR.fullmatch(found[0]):
        return None
    end = found.end()
    year = YEAR_FIRST.match(text, start, end)
    if year:
        if " " not in year[1]:
            return _after_year(text, start, end, floor)
        end = year.end() - 1
    if (
        PLAIN.fullmatch(found[0])
        and not BARE.search(found[0])
        and not TWO_POINTS.fullmatch(found[0])
    ):
        return None
    if re.fullmatch("(?:19|20) ?1", found[0]) and _is_dated(text, start, end, floor):
        return _to(text, start, end, is_open=True)
    more = re.compile(r"[ ][2-9][0-9]{3,}(?![0-9,.])").match(text, end)
    if more and " " in found[0] and not year and not re.fullmatch(YEAR, more[0][1:]):
        return _to(text, start, more.end(), is_open=True)
    tail = TAIL.match(text, end)
    return _to(text, start, tail.end() if tail else end)


PLAIN = re.compile(r"[0-9.,]*")
BARE = re.compile(
    r"^(?:65[,.]?438|654[.,]38|6\.5438|6543\.8|654,?380)$|65,?438$|6[.,]543[.,]800|65,438,000$"
)
TWO_POINTS = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")


def _is_dated(text: str, start: int, end: int, floor: int) -> bool:
    """Whether a month or a word for a period stands beside a number."""
    word = word_before(text, start)
    after = re.match(r"[ ]?([A-Za-z]+)", text[end : end + 12])
    follows = after[1] if after else ""
    return word in PERIOD_WORDS or word in MONTHS or follows in ("year", *MONTH_NAMES)


COUNTED = re.compile(r"[ ]?(?:[%℃]|[a-z-]+s(?![a-z]))")


def _after_year(text: str, start: int, end: int, floor: int) -> Stretch | None:
    """Find a whole year with a blank and a 1 behind it, unless a count follows."""
    if COUNTED.match(text, end) or not MONTH_BEFORE.search(text[max(floor, start - 14) : start]):
        return None
    return _to(text, start, end, is_open=True)


MONTH_BEFORE = re.compile(rf"{NAME},? $")
DETECTORS: tuple[Callable[[str, int, int], Stretch | None], ...] = (
    _constant_month,
    _torn,
    _dated,
    _glued,
    _run,
)
__all__ = ["MONTHS", "PERIOD_WORDS", "Stretch", "stretches", "word_before"]
