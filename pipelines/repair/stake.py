"""What is at stake in a damaged figure: which readings it has, and what they leave in doubt."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.repair.dates import CONSTANT
from pipelines.repair.figure import Figure
from pipelines.repair.forms import alternatives
from pipelines.repair.grammar import scan
from pipelines.repair.inverse import Reading, at_powers, readings
from pipelines.repair.rules import RULES
from pipelines.repair.words import MONTHS, SCALES

if TYPE_CHECKING:
    from pipelines.repair.torn import Stretch

OFFSETS: dict[str | int, tuple[int, ...]] = {
    "bare": (0, -1, 1, 2, 3, -2),
    "addend": (0, -1, -2, -3, 1, 2),
    "cut": (0, 8, 4, 1, 2, 3),
    "cut count": (0, 1, 2, 4, 3, -1),
    "thousands": (3, 0, 4, 1, 5, -1),
    0: (0, 1, 2, -1, 4, -2),
    3: (0, 1, -1, 3, 2, -2),
    6: (0, -1, -2, 1, -3, 2),
    "million yuan": (0, 2, -1, -2, 1, -3),
    9: (0, -1, 1, 2, -2, -3),
}
"""The powers of ten that a printed figure is away from the true one, commonest first.

By the family of the damage, else by the power of the printed unit word; counted on the public
cases, with the study's counts over all of them (CHANNEL.md, section 2, C, E, H and W): wan as
million -2, yi as billion -1, yi as million 2, wan lost 4, n00 wan as n0,000 2, and a point moved
by -2 to 2 places.
"""
THOUSAND = 3
MILLION = 6
MONEY = re.compile("yuan|RMB|[Dd]ollar|euro|[$€¥£元]")
"""Money is counted in yi, what is not is counted in wan."""
CUT = re.compile(r"65,?438[+]?$")
POINT_FOR_COMMA = re.compile(r"[0-9]{1,3}\.[0-9]{3}(?![0-9.,/+]|[ ]?[%％])")
SCALE_WORD = re.compile(
    r"(?![02-9.,+ -])(?<=[ +0-9-])"
    f"(?:hundred )?({alternatives(w for w in SCALES if SCALES[w] >= THOUSAND)})"
)
ZEROS = re.compile(r"(?:,000|0000?)(?=[^0-9.,]|$)")
ANY_POWER = {"bare_constant", "short_addend", "lost_plus", "cut_off"}
ANY_POWER |= {"unit_word", "spelled_unit", "leftover_zero"}
"""Rules whose damage leaves the power of ten open."""
UNSURE = {"unit_word", "point_group", "lost_point", "behind_year"}
UNSURE |= {rule.name for rule in RULES if rule.cost > 1}
"""Rules whose damage leaves digits in doubt, as the dear ones do: none of them decides alone."""


def power_at_stake(printed: str, reading: Reading, *, rescaled: bool = False) -> bool:
    """Whether a reading's power of ten is not shown by the damage itself.

    `rescaled` says that the text writes unit words as zeros elsewhere.
    """
    if POINTED_PERCENT.fullmatch(printed) or ANGLE.fullmatch(reading.text):
        return False
    used = {repair.rule for repair in reading.repairs}
    if any(sign.search(printed) for sign in (SCALE_WORD, POINTED_INSIDE, ONLY_ZEROS)):
        return True
    own = "lost_zeros" in used or MOVED_TOKEN.search(printed) or MANY_DIGITS.match(reading.text)
    if ZEROS.search(reading.text) and not own:
        return True
    if rescaled and " " in printed and printed.endswith("00"):
        return True
    return bool(used & ANY_POWER) or ("pointed_constant" in used and not YEAR.match(reading.text))


YEAR = re.compile("(?:19|20)[0-9]{2}(?![0-9.,])")
ONLY_ZEROS = re.compile(rf"(?<![0-9]){CONSTANT}[+±]000+(?![0-9.,])")
"""A 1 with nothing but zeros behind it: the engine takes up some of them."""
MANY_DIGITS = re.compile("[1-9](?:,?[0-9]){4,}[1-9](?:,?0)+(?![0-9.,])")
"""Zeros behind six digits or more were written out with them: no unit word was lost."""
MOVED_TOKEN = re.compile("[a-z]/k?o?[lo]oc-0?/?$", re.I)
"""A token behind the noun left the digits of the number, zeros and all, as they were."""
POINTED_INSIDE = re.compile(r"[0-9]\.(?!65,438\+)[0-9]+,[0-9]+[+±]|438\+0\.000")
POINTED_PERCENT = re.compile(
    rf"[0-9]{{1,2}}\.65438\+0[0-9]*[ ]?%|[0-9]?{CONSTANT}\+0[0-9]\.[0-9]+[ ]?%"
)
"""A share's own point: before a whole constant, or inside its addend, behind two digits at most."""
TRACE = re.compile(r"4[.,]?3[.,]?8|/0")
ILL_GROUPED = re.compile(r"[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])|[0-9]{4},[0-9]")
"""A comma that groups no three digits is none of the engine's doing: which number is it?"""
DOUBTFUL = re.compile(
    r"^0/[0-9](?![0-9]|th)|\.00(?![0-9])"
    r"|[0-9] 1\.[1-9]0(?![0-9]|[ ]?[%％])"
)


def unsure(printed: str, reading: Reading) -> bool:
    """Whether a reading leaves digits in doubt, so that it cannot be taken alone."""
    if any(repair.rule in UNSURE for repair in reading.repairs):
        return True
    if POINT_FOR_COMMA.match(reading.text) and not SCALE_WORD.search(printed):
        return True
    return bool(DOUBTFUL.search(printed) or ILL_GROUPED.search(reading.text))


def _offsets(printed: str, reading: Reading) -> tuple[int, ...]:
    """Return the powers of ten that a reading may be away from the truth, commonest first."""
    rules = {repair.rule for repair in reading.repairs}
    found = SCALE_WORD.search(printed)
    if "bare_constant" in rules:
        return OFFSETS["bare"]
    if "short_addend" in rules:
        return OFFSETS["addend"]
    if found and SCALES[found[1]] == MILLION and MONEY.search(printed):
        return OFFSETS["million yuan"]
    if found:
        return OFFSETS.get(SCALES[found[1]], OFFSETS[9])
    if "leftover_zero" in rules:
        return OFFSETS["cut"]
    if "cut_off" not in rules:
        return OFFSETS["thousands" if POINT_FOR_COMMA.match(reading.text) else 0]
    return OFFSETS["cut" if CUT.search(printed) and "." in printed else "cut count"]


def never_decided(stretch: Stretch) -> bool:
    """Whether a stretch has a power of ten at stake, which no text decides by itself."""
    return stretch.open or SCALE_WORD.search(stretch.printed) is not None


GLUED = re.compile("[A-Z][a-z]+[0-9]")
"""A month with a number glued to it is no proposal: the token may be the month's own."""
ANGLE = re.compile("([0-9]{1,3})°([0-9]{1,2})′")


@lru_cache(maxsize=1 << 14)
def read_text(text: str) -> Figure | None:
    """Read a proposed text as one clean figure with a value, or None.

    An angle is given in degrees, to the thousandth; it is never more than a candidate.
    """
    if text in MONTHS:
        return Figure(0, len(text), text, "intact", "period", None, f"--{MONTHS[text]:02d}")
    angle = ANGLE.fullmatch(text)
    if angle:
        degrees = Decimal(angle[1]) + Decimal(angle[2]) / 60
        thousandths = degrees.quantize(Decimal("0.001")).normalize()
        return Figure(0, len(text), text, "intact", "other", None, f"{thousandths:f}")
    figures = scan(text)
    if len(figures) != 1 or figures[0].start or GLUED.match(text):
        return None
    only = figures[0]
    return only if only.value is not None or only.value_low is not None else None


@lru_cache(maxsize=1 << 12)
def options(
    printed: str, *, rescaled: bool = False, is_open: bool = False
) -> tuple[tuple[Reading, Figure], ...]:
    """Return every reading that is offered for a printed text, likeliest first, values distinct.

    Where the power of ten is at stake that is each reading at its powers of ten.

    >>> [reading.text for reading, _ in options("6.5438+0.68 million")][:3]
    ['1.68 million', '0.168 million', '0.0168 million']
    """
    found = readings(printed, is_open=is_open) or (Reading(printed, 0.0, ()),)
    lone = is_open and len(found) == 1 and "." in found[0].text
    if lone or any(
        power_at_stake(printed, one, rescaled=rescaled)
        or _is_doubtful(printed, one, is_open=is_open)
        for one in found
    ):
        more = [power for one in found[:3] for power in at_powers(one, _offsets(printed, one))]
        found = (*more, *found[3:])
    offered: dict[Decimal | str, tuple[Reading, Figure]] = {}
    for one in sorted(found, key=lambda reading: reading.cost):
        figure = read_text(one.text) if len(offered) < MOST else None
        if figure:
            offered.setdefault(_key(figure), (one, figure))
    return tuple(offered.values())


def _is_doubtful(printed: str, reading: Reading, *, is_open: bool) -> bool:
    """Whether the point or the last zeros of a held reading may be the engine's."""
    if DOUBTFUL.search(printed) or POINT_FOR_COMMA.match(reading.text):
        return True
    return is_open and ROUND.search(reading.text) is not None


MOST = 8
"""So many candidates are offered; what the unit does not allow falls behind the others."""
ROUND = re.compile("00(?![0-9.,])")
"""Zeros at the end, where digits are gone anyway."""
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def _key(figure: Figure) -> Decimal | str:
    value = figure.value or f"{figure.value_low}/{figure.value_high}"
    return Decimal(value) if NUMBER.fullmatch(value) else value
