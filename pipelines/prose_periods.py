"""Which period a figure of a text belongs to: figures that are periods, and the words around them.

Indicators and areas are the business of claims.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipelines import periods
from pipelines.mentions import NEIGHBOURS, distance
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

ORDINALS: Final = {
    **dict.fromkeys(("first", "1st", "一", "1"), 1),
    **dict.fromkeys(("second", "2nd", "二", "2"), 2),
    **dict.fromkeys(("third", "3rd", "三", "3"), 3),
    **dict.fromkeys(("fourth", "4th", "四", "4"), 4),
    **dict.fromkeys(("上", "h1"), 1),
    **dict.fromkeys(("下", "h2"), 2),
    **dict.fromkeys(("q1", "q2", "q3", "q4"), 0),
}
_NTH: Final = r"(first|second|third|fourth|1st|2nd|3rd|4th)"
# A part of a year named before it ("the third quarter of 2013") ...
BEFORE: Final = (
    (re.compile(rf"{_NTH} quarter(?: of(?: the year)?|,)?\s*$", re.IGNORECASE), "Q"),
    (re.compile(r"(?<![A-Za-z])(Q[1-4])(?: of|,)?\s*$", re.IGNORECASE), "Q"),
    (re.compile(rf"{_NTH} half(?: of(?: the year)?|,)?\s*$", re.IGNORECASE), "H"),
    (re.compile(r"(?<![A-Za-z])(H[12])(?: of|,)?\s*$", re.IGNORECASE), "H"),
    (re.compile(r"first (?:three|3) quarters(?: of|,)?\s*$", re.IGNORECASE), "YTD"),
)
# ... or after it ("2013年第三季度").
AFTER: Final = (
    (re.compile(r"(?:年)?\s*第?([一二三四1-4])季度"), "Q"),
    (re.compile(r"[\s-]?(Q[1-4])(?![0-9])", re.IGNORECASE), "Q"),
    (re.compile(r"(?:年)?([上下])半年"), "H"),
    (re.compile(r"[\s-]?(H[12])(?![0-9])", re.IGNORECASE), "H"),
    (re.compile(r"(?:年)?前三季度"), "YTD"),
)
# A period named only to compare with it is not the figure's own.
COMPARED: Final = re.compile(
    r"(?:(?<![A-Za-z])(?:from|than|than in|than for|compared (?:with|to)|over|against|versus|vs\.?|"
    r"since|after|before)(?: that| those)?(?: of| in)?(?: the year)?|比|较|相比|自)\s*$",
    re.IGNORECASE,
)
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


def period_figures(characters: str, judged: pl.DataFrame) -> list[PeriodFigure]:
    """Give the figures of kind period that may be a figure's own, in order.

    `judged` are figures joined with their verdicts. One that is quarantined, a range or without
    a year has no period: it still stands in the way of those further off.
    """
    rows = judged.select("start", "end", "kind", "value").iter_rows()
    return [
        _read(characters, start, end, value)
        for start, end, kind, value in rows
        if kind == "period" and not COMPARED.search(characters[max(0, start - 40) : start])
    ]


def nearest_period(
    characters: str,
    span: tuple[int, int],
    sentence: tuple[int, int],
    inside: Sequence[PeriodFigure],
    before: Sequence[PeriodFigure],
) -> tuple[PeriodFigure | None, str | None, str | None]:
    """Choose among the periods of a figure's sentence, or else the last of its paragraph before it.

    Gives the period and where it was found, or the reason why there is none.
    """
    near = [each for each in inside if each.end <= span[0]][-NEIGHBOURS:]
    near += [each for each in inside if each.start >= span[1]][:NEIGHBOURS]
    if not near:
        low, high = max(sentence[0], span[0] - 400), min(sentence[1], span[1] + 400)
        if RELATIVE.search(characters, low, high) or not before or before[-1].period is None:
            return None, None, "no period"
        return before[-1], "paragraph", None
    far = [distance(characters, span, (each.start, each.end)) for each in near]
    winners = [each for each, how_far in zip(near, far, strict=True) if how_far == min(far)]
    if any(each.period is None for each in winners):
        return None, None, "no period"
    if len({(each.frequency, each.period) for each in winners}) > 1:
        return None, None, "two readings"
    return winners[0], "sentence", None


def _read(characters: str, start: int, end: int, value: str | None) -> PeriodFigure:
    try:
        found = periods.period_of(value) if value and not value.startswith("--") else None
    except Refusal:
        found = None
    if found is not None and found.frequency == "A":
        found = _part_of_year(characters, start, end, int(found.period)) or found
    if found is None:
        return PeriodFigure(start, end, None, None)
    return PeriodFigure(start, end, found.frequency, found.period)


def _part_of_year(characters: str, start: int, end: int, number: int) -> periods.Period | None:
    for pattern, frequency in BEFORE:
        if match := pattern.search(characters[max(0, start - 40) : start]):
            return _part(match, frequency, number)
    for pattern, frequency in AFTER:
        if match := pattern.match(characters, end):
            return _part(match, frequency, number)
    return None


def _part(match: re.Match[str], frequency: str, number: int) -> periods.Period:
    if frequency == "YTD":
        return periods.year_to_date(number, 9)
    word = match[1].lower()
    which = ORDINALS[word] or int(word[1:])
    return periods.quarter(number, which) if frequency == "Q" else periods.half(number, which)
