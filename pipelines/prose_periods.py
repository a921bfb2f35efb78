"""Which period a figure of a text belongs to: figures that are periods, and the words around them.

Indicators and areas are the business of claims.py.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipelines import periods
from pipelines.mentions import NEIGHBOURS, distance
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from pipelines.periods import Period

_ORDINALS: Final = {
    **dict.fromkeys(("first", "1st", "一", "1", "上", "q1", "h1"), 1),
    **dict.fromkeys(("second", "2nd", "two", "二", "2", "下", "q2", "h2"), 2),
    **dict.fromkeys(("third", "3rd", "three", "三", "3", "q3"), 3),
    **dict.fromkeys(("fourth", "4th", "four", "四", "4", "q4"), 4),
    **{"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11},
}
_NTH: Final = r"(first|second|third|fourth|1st|2nd|3rd|4th)"
_NAME: Final = "|".join(calendar.month_name[1:] + calendar.month_abbr[1:])
_MONTH: Final = rf"(?<![A-Za-z])({_NAME})\.?"
_TO: Final = r"\s*(?:-|–|—|~|to|through|and|至|到)\s*"
_OF: Final = r"(?:\s+of(?:\s+the\s+year)?|,)?\s*$"
# What the words before a year or month make of it, the first that fits: "the third quarter
# of 2013" is a quarter. `none`: a stretch that has no frequency of ours.
BEFORE: Final = (
    (r"(?:fiscal(?:\s+year)?|FY)\s*$", "none"),
    (rf"{_NTH}\s+quarter{_OF}", "quarter"),
    (rf"(?<![A-Za-z])(Q[1-4]){_OF}", "quarter"),
    (r"第?([一二三四1-4])季度\s*$", "quarter"),
    (rf"{_NTH}\s+half{_OF}", "half"),
    (rf"(?<![A-Za-z])(H[12]){_OF}", "half"),
    (rf"first\s+(?:three|3)\s+quarters{_OF}", "nine_months"),
    (rf"first\s+([a-z]+|[0-9]{{1,2}})\s+months{_OF}", "months"),
    (rf"Jan(?:uary|\.)?{_TO}$", "to_date"),
    (rf"Jan(?:uary|\.)?{_TO}{_MONTH}{_OF}", "to_month"),
    (rf"(?:{_MONTH}|(?:between|from)\s[^.,;]{{1,20}}\s|[0-9]{{4}}年?){_TO}$", "none"),
    (rf"{_MONTH}{_TO}{_MONTH}{_OF}", "none"),
)
# ... and what the words after it do ("2013年第三季度").
AFTER: Final = (
    (r"年?\s*第?([一二三四1-4])季度", "quarter"),
    (r"[\s-]?(Q[1-4])(?![0-9])", "quarter"),
    (r"年?\s*([上下])半年", "half"),
    (r"[\s-]?(H[12])(?![0-9])", "half"),
    (r"年?\s*前三季度", "nine_months"),
    (r"年?\s*前([0-9]{1,2})个月", "months"),
    (r"年?\s*0?1\s*[-–—~至]\s*([0-9]{1,2})月", "months"),
    (r"年?\s*[0-9]{1,2}\s*[-–—~至]\s*[0-9]{1,2}月", "none"),
    (r"年?\s*(?:[-–—~至到]\s*[0-9]{2,4}|/[0-9]{2}(?![0-9])|财年|财政年度|\s*fiscal)", "none"),
)
_BEFORE: Final = tuple((re.compile(each, re.IGNORECASE), form) for each, form in BEFORE)
_AFTER: Final = tuple((re.compile(each, re.IGNORECASE), form) for each, form in AFTER)
# A period named only to compare with it is not the figure's own.
COMPARED: Final = re.compile(
    r"(?:(?<![A-Za-z])(?:from|than|than in|than for|compared (?:with|to)|over|against|versus|vs\.?|"
    r"since|after|before)(?: that| those)?(?: of| in)?(?: the year)?|比|较|相比|自)\s*$",
    re.IGNORECASE,
)
# A month without a figure; "May" only where it cannot be the verb.
BARE_MONTH: Final = re.compile(
    r"(?<![A-Za-z])(?:"
    + "|".join(name for name in calendar.month_name[1:] if name != "May")
    + r"|(?:in|of|since|until) May|(?:that|this|the) (?:month|quarter|half))(?![A-Za-z])"
)
# What ties a period to the figure that it stands beside: "19 yuan in 2012", "2012年的191亿元".
TIED_AFTER: Final = re.compile(
    r"\s*(?:in|for|during|by|as of|at|(?:at|by) the end of)\s+(?:the year\s+)?", re.IGNORECASE
)
TIED_BEFORE: Final = frozenset(("的", "'s", "’s"))
# Words that say when, though not exactly: nothing further away may answer instead.
RELATIVE: Final = re.compile(
    r"(?:in|over|during) (?:the )?(?:recent|past|last|coming|next) (?:\w+ )?years?|"
    r"(?<![A-Za-z])(?:last|this|next) (?:year|month|quarter)|at present|currently|nowadays|so far|"
    r"近年|近几年|去年|今年|明年|目前|上年同期",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """A figure that says when. `period` is null where it does not say so exactly."""

    start: int
    end: int
    frequency: str | None
    period: str | None
    compared: bool = False  # named only to compare with it ("up from 2011")
    yearless: bool = False  # a month or day alone ("on 11 November")


def period_figures(characters: str, judged: pl.DataFrame) -> list[PeriodFigure]:
    """Give the figures of kind period, in order.

    `judged` are figures joined with their verdicts. One that is quarantined, a range or without
    a year has no period: it still stands in the way of those further off.
    """
    rows = judged.select("start", "end", "kind", "value").iter_rows()
    return [
        _read(characters, start, end, value) for start, end, kind, value in rows if kind == "period"
    ]


def periods_in(periods: Sequence[PeriodFigure], span: tuple[int, int]) -> Sequence[PeriodFigure]:
    """The period figures that begin inside a span, at most NEIGHBOURS from either end of it."""
    low = bisect_left(periods, span[0], key=lambda each: each.start)
    high = bisect_left(periods, span[1], key=lambda each: each.start)
    middle = min(low + NEIGHBOURS, high)
    return [*periods[low:middle], *periods[max(middle, high - NEIGHBOURS) : high]]


def nearest_period(
    characters: str,
    span: tuple[int, int],
    sentence: tuple[int, int],
    paragraph: tuple[int, int],
    periods: Sequence[PeriodFigure],
    *,
    is_event: bool = False,
) -> tuple[PeriodFigure | None, str | None, str | None]:
    """Choose among the periods of a figure's sentence, or else the last of its paragraph before it.

    Gives the period and where it was found, or the reason why there is none. Of an event only
    the year is asked, so a day without one does not stand in the way.
    """
    around = [
        *periods_in(periods, (sentence[0], span[0]))[-NEIGHBOURS:],
        *periods_in(periods, (span[1], sentence[1]))[:NEIGHBOURS],
    ]
    near = [each for each in around if not (is_event and each.yearless)]
    if tied := [each for each in near if _is_tied(characters, span, each)]:
        near = tied[-1:]
    near = [each for each in near if tied or not each.compared]
    if not near:
        earlier = periods_in(periods, (paragraph[0], sentence[0]))
        before = [each for each in earlier if not each.compared]
        low, high = max(sentence[0], span[0] - 400), min(sentence[1], span[1] + 400)
        if RELATIVE.search(characters, low, high) or not before or before[-1].period is None:
            return None, None, "no period"
        return before[-1], "paragraph", None
    far = [distance(characters, span, (each.start, each.end)) for each in near]
    least = min(far)
    winners = [each for each, how_far in zip(near, far, strict=True) if how_far == least]
    if any(each.period is None for each in winners) or (
        winners[0].frequency == "A" and not is_event and _names_a_month(characters, span, around)
    ):
        return None, None, "no period"
    if len({(each.frequency, each.period) for each in winners}) > 1:
        return None, None, "two readings"
    return winners[0], "sentence", None


def _names_a_month(characters: str, span: tuple[int, int], periods: Sequence[PeriodFigure]) -> bool:
    """Whether a month stands near a figure outside of any period: then a year alone is too long."""
    low, high = max(0, span[0] - 60), span[1] + 30
    return any(
        not any(each.start <= match.start() < each.end for each in periods)
        for match in BARE_MONTH.finditer(characters, low, min(high, len(characters)))
    )


def _is_tied(characters: str, span: tuple[int, int], period: PeriodFigure) -> bool:
    """Whether nothing but a small word parts a figure from its period ("5 yuan in 2012")."""
    if period.start >= span[1]:
        return TIED_AFTER.fullmatch(characters, span[1], period.start) is not None
    return characters[period.end : span[0]].strip() in TIED_BEFORE


def _read(characters: str, start: int, end: int, value: str | None) -> PeriodFigure:
    try:
        found = periods.period_of(value) if value and not value.startswith("--") else None
        if found is not None:
            found = _with_its_words(characters, start, end, found)
    except (Refusal, ValueError):
        found = None
    compared = COMPARED.search(characters[max(0, start - 40) : start]) is not None
    if found is None:
        yearless = value is not None and value.startswith("--")
        return PeriodFigure(start, end, None, None, compared, yearless)
    return PeriodFigure(start, end, found.frequency, found.period, compared)


def _with_its_words(characters: str, start: int, end: int, found: Period) -> Period | None:
    """The period that a year or month makes with the words beside it; None where it is unclear."""
    if found.frequency not in ("A", "M"):
        return found
    for pattern, form in _BEFORE:
        if match := pattern.search(characters[max(0, start - 48) : start]):
            return _part(match, form, found)
    for pattern, form in _AFTER:
        if match := pattern.match(characters, end):
            return _part(match, form, found)
    return found


def _part(match: re.Match[str], form: str, found: Period) -> Period | None:
    """Make the part of a year that a form names. Raises ValueError where there is no such part."""
    year, month = found.start.year, found.start.month
    word = match[1].lower() if match.re.groups and match[1] else ""
    which = _ORDINALS.get(word) or (int(word) if word.isdigit() else 0)
    if found.frequency == "M":
        return periods.year_to_date(year, month) if form == "to_date" else None
    made: dict[str, Callable[[], Period | None]] = {
        "quarter": lambda: periods.quarter(year, which),
        "half": lambda: periods.half(year, which),
        "months": lambda: periods.year_to_date(year, which),
        "nine_months": lambda: periods.year_to_date(year, 9),
        "to_month": lambda: periods.year_to_date(year, periods.MONTHS[word[:3]]),
    }
    return made[form]() if form in made else None
