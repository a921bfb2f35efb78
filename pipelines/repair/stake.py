"""What is at stake in a damaged figure: which readings it has, and what they leave in doubt."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.repair.figure import Figure
from pipelines.repair.forms import alternatives
from pipelines.repair.grammar import scan
from pipelines.repair.inverse import Reading, at_powers, readings
from pipelines.repair.words import MONTHS, SCALES

if TYPE_CHECKING:
    from pipelines.repair.torn import Stretch


ORDERS = {
    0: (0, 1, -1, 2, -2, 4),
    3: (0, 1, -1, 3, 2, -2),
    6: (0, -2, 2, -1, 1, -3),
}
"""Powers of ten by the power of the printed unit word, in the order in which they were seen."""
BIG_ORDER = (0, -1, 1, -2, 2, -3)
CUT_ORDER = (0, 4, 8, 1, 2, -1)
THOUSAND = 3
CUT = re.compile(r"65,?438[+]?$")
SCALE_WORD = re.compile(
    f"(?:[ +-]|(?<=[0-9]))(?:hundred )?({alternatives(w for w in SCALES if SCALES[w] >= THOUSAND)})"
)
ZEROS = re.compile(r"(?:,000|0000?)(?=[^0-9.,]|$)")
UNSURE = frozenset(
    [
        "bare_constant",
        "short_addend",
        "lost_plus",
        "swallowed",
        "cut_off",
        "lost_one",
        "leftover_zero",
        "two_points",
        "unit_word",
        "short_year",
        "point_group",
        "june_artefact",
        "lost_point",
        "angle",
    ]
)
"""Rules whose damage leaves digits in doubt: none of them decides alone."""
ANY_POWER = frozenset(("bare_constant", "short_addend", "lost_plus", "unit_word", "cut_off"))


def power_at_stake(printed: str, reading: Reading, *, rescaled: bool = False) -> bool:
    """Whether a reading's power of ten is not shown by the damage itself.

    `rescaled` says that the text writes unit words as zeros elsewhere.
    """
    if any(repair.rule == "spelled_unit" for repair in reading.repairs):
        return False
    if POINTED_PERCENT.fullmatch(printed) or ANGLE.fullmatch(reading.text):
        return False
    if SCALE_WORD.search(printed) or ZEROS.search(printed) or POINTED_INSIDE.search(printed):
        return True
    if rescaled and " " in printed and re.search("00$", printed):
        return True
    used = {repair.rule for repair in reading.repairs}
    return bool(used & ANY_POWER) or ("pointed_constant" in used and "." in reading.text)


POINTED_INSIDE = re.compile(
    r"[0-9]\.[0-9]+,[0-9]+[+±]|[0-9]\.543\.800|438\+0\.000"
)
POINTED_PERCENT = re.compile(r"[0-9]{1,2}\.65438\+0[0-9]*[ ]?%")
"""A point before a whole constant is the figure's own where a share has at most two digits."""
TRACE = re.compile(r"4[.,]?3[.,]?8|/0")
ILL_GROUPED = re.compile(r"[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])|[0-9]{4},[0-9]")
"""A comma that groups no three digits is none of the engine's doing: which number is it?"""
DOUBTFUL = re.compile(
    r"\.00(?![0-9])|^(?:19|20)[ ]?[0-9]?[ ]?1?\.[0-9] yuan|^(?:19|20) 165438\+0[0-9]$"
)


def unsure(printed: str, reading: Reading) -> bool:
    """Whether a reading leaves digits in doubt, so that it cannot be taken alone."""
    if any(repair.rule in UNSURE for repair in reading.repairs):
        return True
    return bool(DOUBTFUL.search(printed) or ILL_GROUPED.search(reading.text))


def _order(printed: str) -> tuple[int, ...]:
    if CUT.search(printed):
        return CUT_ORDER
    found = SCALE_WORD.search(printed)
    return ORDERS.get(SCALES[found[1]] if found else 0, BIG_ORDER)


def never_decided(stretch: Stretch) -> bool:
    """Whether a stretch has a power of ten at stake, which no text decides by itself."""
    if stretch.open:
        return True
    printed = stretch.printed
    return bool(SCALE_WORD.search(printed) or ZEROS.search(printed)) and " 1 10" not in printed


ANGLE = re.compile("([0-9]{1,3})°([0-9]{1,2})′")


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
    if len(figures) != 1 or figures[0].start:
        return None
    only = figures[0]
    return only if only.value is not None or only.value_low is not None else None


def options(printed: str, *, rescaled: bool = False, is_open: bool = False) -> tuple[Reading, ...]:
    """Return every reading of a printed text that is offered as a candidate.

    >>> [reading.text for reading in options("6.5438+0.68 million")][:3]
    ['1.68 million', '0.0168 million', '168 million']
    """
    found = readings(printed, is_open=is_open) or (Reading(printed, 0.0, ()),)
    if not any(power_at_stake(printed, reading, rescaled=rescaled) for reading in found):
        return found
    order = _order(printed)
    more = [r for reading in found[:3] for r in at_powers(reading, order)[1:]]
    return tuple(sorted((*found, *more), key=lambda reading: reading.cost))
