"""The kinds of evidence within a text: each a function that speaks for, against, or not at all.

Nothing is decided here. Other publishers' figures are weighed in again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.dates import NAME
from pipelines.repair.figure import Evidence
from pipelines.repair.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelines.repair.figure import Candidate, Figure, Stance


class Surroundings(NamedTuple):
    """What stands around a held figure: the text before it, and intact figures near."""

    before: str
    kind: str
    unit: str | None
    near: Sequence[Figure]
    after: str = ""


Said = tuple["Stance", str] | None
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
PERIOD = re.compile(r"(?P<year>-|[0-9]{4})(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?")
DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def calendar(candidate: Candidate, around: Surroundings) -> Said:
    """Speak against a date that no calendar has.

    >>> from pipelines.repair.figure import Candidate
    >>> calendar(Candidate("", "2013-02-31", 1.0), Surroundings("", "period", None, ()))[0]
    'against'
    """
    found = PERIOD.fullmatch(candidate.value) if around.kind == "period" else None
    if found is None or not found["month"]:
        return None
    month, day = int(found["month"]), int(found["day"] or 1)
    if 1 <= month <= 12 and 1 <= day <= DAYS[month - 1]:
        return None
    return "against", "no calendar has this day"


COLD = re.compile(
    r"\b(?:winter|cold(?:er|est)?|minimum temperature|frost|snow|lowest|invierno)\b|겨울|冬", re.I
)
MILD = re.compile(r"\b(?:autumn|harvest|National Day|Golden Week|otoño)\b|가을|秋", re.I)


HAN_NEXT = re.compile("[ ]?[\uac00-\ud7a3\u4e00-\u9fff]{0,3}[ ]?[\uac00-\ud7a3\u4e00-\u9fff]{0,3}")
"""Korean and Chinese name what a month is behind it."""


def season(candidate: Candidate, around: Surroundings) -> Said:
    """Tell January from October by the words before it: winter and cold, or autumn.

    >>> from pipelines.repair.figure import Candidate
    >>> around = Surroundings("the coldest month is ", "period", None, ())
    >>> season(Candidate("October", "--10", 1.0), around)[0]
    'against'
    """
    found = PERIOD.fullmatch(candidate.value) if around.kind == "period" else None
    if found is None or found["month"] not in ("01", "10"):
        return None
    near = around.before[-80:].rpartition(". ")[2] + HAN_NEXT.match(around.after)[0]  # type: ignore[index]
    cold, mild = COLD.search(near), MILD.search(near)
    if bool(cold) == bool(mild):
        return None
    word = (cold or mild)[0]  # type: ignore[index]
    stance: Stance = "for" if (found["month"] == "01") == bool(cold) else "against"
    return stance, f'the sentence speaks of "{word}"'


END = (
    rf"(?P<month>{NAME}|1?65438\+[ ]?(?:February|1?October|10|0?2)|[0-9]{{1,2}})"
    r"[ ]?(?P<mark>[月월])?"
    r"[ ]?[0-3]?[0-9](?:[ ]1)?(?:st|nd|rd|th)?[ ]?[일日]?"
)
BEGINS_RANGE = re.compile(rf"{END}[ ]?(?:[~–—-]|to)[ ]?\Z")
ENDS_RANGE = re.compile(rf"[ ]?(?:[~–—-]|to)[ ]?{END}")


def other_end(candidate: Candidate, around: Surroundings) -> Said:
    """Tell January from October by the other end of a range of dates, in the same or next month.

    >>> from pipelines.repair.figure import Candidate
    >>> around = Surroundings("September 24th ~ ", "period", None, ())
    >>> other_end(Candidate("January 23", "--01-23", 1.0), around)[0]
    'against'
    """
    found = PERIOD.fullmatch(candidate.value) if around.kind == "period" else None
    if found is None or not found["day"] or found["month"] not in ("01", "10"):
        return None
    begin, end = BEGINS_RANGE.search(around.before[-40:]), ENDS_RANGE.match(around.after)
    other = begin or end
    month = _month_of(other) if other else None
    if other is None or month is None or bool(begin) == bool(end):
        return None
    there = {m: (m - month if begin else month - m) % 12 for m in (1, 10)}
    if sorted(there.values())[0] > 1 or sorted(there.values())[1] < FAR_APART:
        return None
    stance: Stance = "for" if there[int(found["month"])] <= 1 else "against"
    return stance, f'the other end of the range is "{other[0].strip()}"'


FAR_APART = 3
"""Months between the two readings of one end of a range, or it tells nothing."""


def _month_of(end: re.Match[str]) -> int | None:
    printed = end["month"].replace(" ", "")
    if printed in MONTHS:
        return MONTHS[printed]
    if printed.isdigit():
        return int(printed) if end["mark"] else None
    if printed.startswith("16"):
        return 11
    return 12 if printed[6:] in ("February", "2", "02") else None


SHARE = re.compile(r"\b(?:account\w*|share|proportion|percentage|penetration|coverage)\b", re.I)
LIMITS: dict[str, tuple[Decimal, str]] = {
    "person": (Decimal(9_000_000_000), "more people than there are"),
    "celsius": (Decimal(60), "hotter than any place on record"),
    "square_kilometre": (Decimal(150_000_000), "more than the land of the Earth"),
    "CNY": (Decimal(10) ** 15, "more than the world's yearly product"),
    "USD": (Decimal(2) * 10**14, "more than the world's yearly product"),
}
WHOLE_UNITS = frozenset(("person", "household", "piece", "enterprise", "visit"))


def unit_range(candidate: Candidate, around: Surroundings) -> Said:
    """Speak against a value that its unit does not allow: a share over 100, half a person.

    >>> from pipelines.repair.figure import Candidate
    >>> around = Surroundings("it accounts for ", "percent", "percent", ())
    >>> unit_range(Candidate("", "171.5", 1.0), around)[0]
    'against'
    """
    if not DECIMAL.fullmatch(candidate.value):
        return None
    value = Decimal(candidate.value)
    unit = around.unit or ""
    if unit == "percent" and value > 100 and SHARE.search(around.before[-40:]):
        return "against", "a share of a whole is at most 100 percent"
    if unit in WHOLE_UNITS and value != value.to_integral_value():
        return "against", f"a count of the unit {unit} is whole"
    limit = LIMITS.get(unit)
    return ("against", limit[1]) if limit and value > limit[0] else None


def second_mention(candidate: Candidate, around: Surroundings) -> Said:
    """Speak for a value that stands intact near by, with the same unit and three digits or more."""
    if len(candidate.value.replace(".", "").strip("0")) < 3:
        return None
    for figure in around.near:
        if figure.value == candidate.value and figure.unit == around.unit and around.unit:
            return "for", f'the same value stands near by as "{figure.printed}"'
    return None


CLOSE = Decimal("0.006")


def _numbers(around: Surroundings) -> tuple[list[Figure], list[Figure]]:
    if not around.unit:
        return [], []
    numbers = [f for f in around.near if f.value and DECIMAL.fullmatch(f.value)]
    levels = [f for f in numbers if f.unit == around.unit and Decimal(f.value or 0) > 0]
    return levels, [f for f in numbers if f.unit == "percent"]


def growth(candidate: Candidate, around: Surroundings) -> Said:
    """Speak for a level that stands to another level near by as a stated growth rate says.

    >>> from pipelines.repair.grammar import scan
    >>> from pipelines.repair.figure import Candidate
    >>> near = scan("from 1.25 million yuan, up 20%")
    >>> growth(Candidate("", "1500000", 1.0), Surroundings("", "amount", "CNY", near))[0]
    'for'
    """
    if not DECIMAL.fullmatch(candidate.value) or not Decimal(candidate.value):
        return None
    levels, rates = _numbers(around)
    value = Decimal(candidate.value)
    for level in levels:
        ratio = value / Decimal(level.value or 1)
        for rate in rates:
            growth_rate = Decimal(rate.value or 0) / 100
            if growth_rate and ratio != 1 and abs(ratio - 1 - growth_rate) < CLOSE:
                return "for", f'"{level.printed}" and "{rate.printed}" give it'
    return None


def share(candidate: Candidate, around: Surroundings) -> Said:
    """Speak for a part that is the stated share of a whole near by.

    >>> from pipelines.repair.grammar import scan
    >>> from pipelines.repair.figure import Candidate
    >>> near = scan("of 8.7 million yuan, 8.3%")
    >>> share(Candidate("", "722000", 1.0), Surroundings("", "amount", "CNY", near))[0]
    'for'
    """
    if not DECIMAL.fullmatch(candidate.value):
        return None
    levels, rates = _numbers(around)
    value = Decimal(candidate.value)
    for level in levels:
        for rate in rates:
            part = Decimal(level.value or 0) * Decimal(rate.value or 0) / 100
            if part and abs(value - part) <= part * CLOSE and Decimal(rate.value or 0) < 100:
                return "for", f'it is "{rate.printed}" of "{level.printed}"'
    return None


def total(candidate: Candidate, around: Surroundings) -> Said:
    """Speak for a total or a part where the intact figures near by add up exactly.

    >>> from pipelines.repair.grammar import scan
    >>> from pipelines.repair.figure import Candidate
    >>> near = scan("68 mu and 61 mu")
    >>> total(Candidate("", "129", 1.0), Surroundings("", "count", "mu", near))[0]
    'for'
    """
    if not DECIMAL.fullmatch(candidate.value) or not around.unit or around.unit == "percent":
        return None
    levels = [Decimal(f.value or 0) for f in _numbers(around)[0]][:6]
    value = Decimal(candidate.value)
    for place, first in enumerate(levels):
        for second in levels[place + 1 :]:
            if value in (first + second, abs(first - second)) and value:
                return "for", f"{first:f} and {second:f} near by give it"
    return None


Test = tuple[str, "Callable[[Candidate, Surroundings], Said]"]
OF_PERIODS: tuple[Test, ...] = (
    ("calendar", calendar),
    ("season", season),
    ("other end", other_end),
)
OF_NUMBERS: tuple[Test, ...] = (("unit range", unit_range), ("second mention", second_mention))
ARITHMETIC: tuple[Test, ...] = (("growth", growth), ("share", share), ("total", total))


def weigh(candidates: Sequence[Candidate], around: Surroundings) -> tuple[Evidence, ...]:
    """Return what speaks for and against each candidate; what holds for all of them is none."""
    evidence: list[Evidence] = []
    tests = OF_PERIODS if around.kind == "period" else OF_NUMBERS
    for name, test in (*tests, *(ARITHMETIC if around.unit and around.near else ())):
        said = [(candidate, test(candidate, around)) for candidate in candidates]
        spoken = [(candidate, words) for candidate, words in said if words]
        if len(spoken) == len(said) and len({words[0] for _, words in spoken}) == 1:
            continue
        evidence += [Evidence(name, words[0], one.text, words[1]) for one, words in spoken]
    return tuple(evidence)


WORTH = 5.0
"""What evidence adds to the cost of a candidate, or takes from it: more than any power of ten."""


def ranked(candidates: Sequence[Candidate], facts: Sequence[Evidence]) -> tuple[Candidate, ...]:
    """Return the candidates with what speaks for them first, and what speaks against them last.

    >>> from pipelines.repair.figure import Candidate, Evidence
    >>> two = (Candidate("0.5", "0.5", 1.0), Candidate("5", "5", 1.5))
    >>> denied = Evidence("unit range", "against", "0.5", "half a person")
    >>> [(c.text, c.cost) for c in ranked(two, [denied])]
    [('5', 1.5), ('0.5', 6.0)]
    """
    weighed = list(candidates)
    for stance, worth in (("for", -WORTH), ("against", WORTH)):
        named = {fact.candidate for fact in facts if fact.stance == stance}
        weighed = [
            replace(c, cost=max(0.0, c.cost + worth)) if c.text in named else c for c in weighed
        ]
    return tuple(sorted(weighed, key=lambda candidate: candidate.cost))
