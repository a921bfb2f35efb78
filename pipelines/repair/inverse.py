"""Readings that fit a damaged figure: what the rules, one after the other, make of its text.

Where the power of ten was destroyed the readings are one mantissa at several powers of ten.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.dates import NAME
from pipelines.repair.figure import Repair
from pipelines.repair.rules import BY_NAME, RULES

if TYPE_CHECKING:
    from pipelines.repair.rules import Rule

POWER = BY_NAME["power_of_ten"]
LOST_BLANK = BY_NAME["lost_blank"]
CHAIN = tuple(rule for rule in RULES if rule not in (POWER, LOST_BLANK))
"""The rules that readings follow; the other two are applied where the place asks for them."""
NEEDS = tuple(dict.fromkeys(need for rule in CHAIN for need in rule.needs))
LONGEST = 120
"""A figure's text beyond this many characters is not read: no figure is that long."""
DEEPEST = 6


class Reading(NamedTuple):
    """A text that fits the damage, what it assumes, and how to get there."""

    text: str
    cost: float
    repairs: tuple[Repair, ...]


@lru_cache(maxsize=1 << 14)
def readings(printed: str, *, is_open: bool = False) -> tuple[Reading, ...]:
    """Return the readings that fit the printed text, cheapest first; none if no rule applies.

    >>> [reading.text for reading in readings("65,438+0,365,438+0,654,380 billion yuan")]
    ['1311 billion yuan', '13110 billion yuan']
    """
    if len(printed) > LONGEST:
        return ()
    found: dict[str, Reading] = {}
    _follow(Reading(printed, 0.0, ()), DEEPEST, found, is_open=is_open)
    if len(found) == 1 and printed in found:
        return ()
    return tuple(sorted(found.values(), key=lambda reading: reading.cost))


DONE = re.compile(
    r"[1-9][0-9]*(?:\.[0-9]{1,2})?%?"
    rf"|(?!June){NAME} (?:(?:[1-9]|[12][0-9]|3[01]), )?(?:19|20)[0-9]{{2}}"
)
"""A plain number, which is not read further, or a date, about which no rule has more to say."""


def _follow(
    reading: Reading, depth: int, found: dict[str, Reading], *, is_open: bool = False
) -> None:
    done = reading.repairs and "438" not in reading.text and DONE.fullmatch(reading.text)
    if depth and not done:
        for rule in _rules(tuple([need for need in NEEDS if need in reading.text])):
            if rule.open and not is_open:
                continue
            texts = () if rule.first and reading.repairs else rule.undo(reading.text)
            if texts and texts != (reading.text,):
                for place, text in enumerate(texts):
                    step = Repair(rule.name, reading.text, text)
                    cost = reading.cost + rule.cost + 0.5 * place
                    if text == reading.text:
                        _keep(Reading(text, cost, reading.repairs), found)
                    else:
                        _follow(Reading(text, cost, (*reading.repairs, step)), depth - 1, found)
                return
    _keep(reading, found)


@lru_cache(maxsize=1 << 10)
def _rules(present: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that may apply to a text in which these of their needs stand."""
    return tuple(rule for rule in CHAIN if not rule.needs or any(n in present for n in rule.needs))


def _keep(reading: Reading, found: dict[str, Reading]) -> None:
    known = found.get(reading.text)
    if known is None or reading.cost < known.cost:
        found[reading.text] = reading


def set_apart(reading: Reading) -> Reading:
    """Return a reading with the blank that was lost before it."""
    text = f" {reading.text}"
    step = Repair(LOST_BLANK.name, reading.text, text)
    return Reading(text, reading.cost, (*reading.repairs, step))


def at_powers(reading: Reading, offsets: tuple[int, ...]) -> tuple[Reading, ...]:
    """Return the digits of a reading at other powers of ten, the commonest first.

    >>> [r.text for r in at_powers(Reading("1.68 million", 1.0, ()), (0, 1, -1))]
    ['1.68 million', '16.8 million', '0.168 million']
    """
    from pipelines.repair.undo_marks import POWERS

    by_power = dict(zip(POWERS, POWER.undo(reading.text), strict=False))
    found = []
    for place, power in enumerate(offsets):
        cost = reading.cost + (0.5 + 0.5 * place if place else 0.0)
        if power == 0:
            found.append(reading._replace(cost=cost))
        text = by_power.get(power, reading.text)
        if text != reading.text:
            step = Repair(POWER.name, reading.text, text)
            found.append(Reading(text, cost, (*reading.repairs, step)))
    return tuple(found)
