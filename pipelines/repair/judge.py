"""The judge: law 7, and nothing decided otherwise.

A damaged figure without a power of ten at stake is repaired where one reading fits; every
other one is quarantined with its candidates and what speaks for and against them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.repair.damage import Stretch, stretches
from pipelines.repair.figure import Candidate, Evidence, Figure
from pipelines.repair.gate import Gate, weigh
from pipelines.repair.grammar import scan
from pipelines.repair.inverse import Reading, at_powers, readings, set_apart
from pipelines.repair.words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

SIX = 6
UNIQUE = "the damage has exactly one inverse that reads as a figure; a second would have held it"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts of one text, gated as a whole."""

    gate: Gate
    figures: tuple[Figure, ...]


def judge(text: str) -> Judgement:
    """Return the gate of a text and one figure, with its verdict, for every number in it.

    >>> judge("In 2065,438+02 it had 65,438+05 shops.").figures[0].value
    '2012'
    """
    gate = weigh(text)
    if gate.state == "clean":
        return Judgement(gate, tuple(scan(text)))
    figures: list[Figure] = []
    place = 0
    for figure in damaged(text, gate):
        figures += scan(text, place, figure.start)
        figures.append(figure)
        place = figure.end
    figures += scan(text, place)
    return Judgement(gate, tuple(figures))


def damaged(text: str, gate: Gate) -> Iterator[Figure]:
    """Yield a figure, repaired or quarantined, for each damaged stretch of the text."""
    for stretch in stretches(text):
        figure = _verdict(text, stretch, gate)
        if figure is not None:
            yield figure


def repair_text(text: str) -> str:
    """Return the text with the figures that can be repaired put in.

    >>> repair_text("In 20 13 years it had 65,438+05 shops.")
    'In 2013 it had 15 shops.'
    """
    gate = weigh(text)
    if gate.state != "garbled":
        return text
    pieces: list[str] = []
    place = 0
    rescaled = "unit_word" in gate.families
    for stretch in stretches(text):
        if _never_repaired(stretch):
            continue
        figure = _decided(text, stretch, rescaled=rescaled)
        if figure is not None:
            pieces += (text[place : figure.start], figure.repaired or "")
            place = figure.end
    pieces.append(text[place:])
    return "".join(pieces)


def _never_repaired(stretch: Stretch) -> bool:
    """Whether a stretch has a power of ten at stake, which no text decides by itself."""
    if stretch.open:
        return True
    printed = stretch.printed
    return bool(SCALE_WORD.search(printed) or ZEROS.search(printed)) and " 1 10" not in printed


ORDERS = {
    "thousand": (0, 1, -1, 3, 2, -2),
    "million": (0, -2, 2, -1, 1, -3),
    "billion": (0, -1, 1, -2, 2, -3),
    "": (0, 1, -1, 2, -2, 4),
    "cut": (0, 4, 8, 1, 2, -1),
}
CUT = re.compile(r"65,?438[+]?$")
SCALE_WORD = re.compile(
    r"[ +](?:hundred )?(thousand|million|billion|trillion)|[万亿萬億]|(?<![a-z])(?:wan|yi)(?![a-z])"
)
ZEROS = re.compile(r"(?:,000|0000?)(?=[^0-9.,]|$)")
UNSURE = frozenset(
    "bare_constant short_addend lost_plus swallowed cut_off lost_one leftover_zero two_points "
    "unit_word short_year point_group june_artefact lost_point".split()
)
"""Rules whose damage leaves digits in doubt: none of them decides alone."""
ANY_POWER = frozenset(("bare_constant", "short_addend", "lost_plus", "unit_word", "cut_off"))


def power_at_stake(printed: str, reading: Reading, *, rescaled: bool = False) -> bool:
    """Whether a reading's power of ten is not shown by the damage itself.

    `rescaled` says that the text writes unit words as zeros elsewhere.
    """
    if any(repair.rule == "spelled_unit" for repair in reading.repairs):
        return False
    if SCALE_WORD.search(printed) or ZEROS.search(printed) or POINTED_INSIDE.search(printed):
        return True
    if rescaled and " " in printed and re.search("00$", printed):
        return True
    used = {repair.rule for repair in reading.repairs}
    return bool(used & ANY_POWER) or ("pointed_constant" in used and "." in reading.text)


POINTED_INSIDE = re.compile(
    r"[0-9]\.65?,?4,?3,?8\+|[0-9]\.[0-9]*,[0-9]*438\+|[0-9]\.543\.800|438\+0\.000"
)
TRACE = re.compile(r"4[.,]?3[.,]?8|/0")
DOUBTFUL = re.compile(r"\.00(?![0-9])|^(?:19|20)[ ]?[0-9]?[ ]?1?\.[0-9] yuan")


def unsure(printed: str, reading: Reading) -> bool:
    """Whether a reading leaves digits in doubt, so that it cannot be taken alone."""
    if any(repair.rule in UNSURE for repair in reading.repairs):
        return True
    return bool(DOUBTFUL.search(printed))


def _order(printed: str) -> tuple[int, ...]:
    if CUT.search(printed):
        return ORDERS["cut"]
    found = SCALE_WORD.search(printed)
    word = found[1] if found and found[1] else "billion" if found else ""
    return ORDERS.get(word, ORDERS["billion"])


def _verdict(text: str, stretch: Stretch, gate: Gate) -> Figure | None:
    rescaled = "unit_word" in gate.families
    if gate.state == "garbled" and not stretch.open:
        figure = _decided(text, stretch, rescaled=rescaled)
        if figure is not None:
            return figure
    if not readings(stretch.printed) and not _is_trace(stretch):
        return None
    return _quarantined(stretch, rescaled=rescaled)


def _is_trace(stretch: Stretch) -> bool:
    """Whether a stretch that no rule reads is damaged all the same."""
    printed = stretch.printed
    return stretch.open or bool(
        TRACE.search(printed) or ZEROS.search(printed) or SCALE_WORD.search(printed)
    )


def _decided(text: str, stretch: Stretch, *, rescaled: bool) -> Figure | None:
    """Return the repaired figure where one reading fits and nothing holds it."""
    found = _only_reading(stretch.printed, rescaled=rescaled)
    if found is None:
        return None
    reading, figure = found
    if _is_glued(text, stretch.start):
        reading = set_apart(reading)
    done = repaired(stretch, reading, figure)
    return done if _stands(text, done) else None


@lru_cache(maxsize=4096)
def _only_reading(printed: str, *, rescaled: bool) -> tuple[Reading, Figure] | None:
    read = [(one, figure) for one in readings(printed) if (figure := read_text(one.text))]
    if len(read) != 1 or unsure(printed, read[0][0]):
        return None
    return None if power_at_stake(printed, read[0][0], rescaled=rescaled) else read[0]


RISKY_AFTER = re.compile(
    r"[0-9A-Za-z/+:-]|[.,][0-9]|,?[ ](?:[0-9]|[A-Z][a-z]|of |to |and |million|thous|bill|trill)"
)


def _stands(text: str, figure: Figure) -> bool:
    """Whether the repaired text, put in its place, is one intact figure that says the same."""
    start, end = figure.start, figure.end
    if not RISKY_AFTER.match(text, end) and not RISKY_LEAD.search(text, max(0, start - 12), start):
        return True
    before = text[max(0, start - 24) : start]
    after = text[end : end + 24]
    figures = scan(f"{before}{figure.repaired}{after}")
    stop = len(before) + len(figure.repaired or "")
    place = stop - len((figure.repaired or "").lstrip())
    over = [f for f in figures if f.start < stop and f.end > place]
    if not over and (figure.repaired or "").lstrip() in MONTHS:
        return True
    return len(over) == 1 and over[0].start == place and over[0].value == figure.value


RISKY_LEAD = re.compile(rf"[0-9A-Za-z.:/+-]$|(?:[0-9,$€£]|{'|'.join(MONTHS)}|RMB|USD|CNY)[ ]$")


def _is_glued(text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    return before.isascii() and before.islower() or before == "."


def repaired(stretch: Stretch, reading: Reading, figure: Figure) -> Figure:
    """Return the figure of a stretch as a reading has it."""
    return Figure(
        stretch.start,
        stretch.end,
        stretch.printed,
        "repaired",
        figure.kind,
        reading.text,
        figure.value,
        figure.unit,
        figure.qualifier,
        figure.value_low,
        figure.value_high,
        (Candidate(reading.text, figure.value or "", round(reading.cost, 2)),),
        (Evidence("unique inverse", "for", reading.text, UNIQUE),),
        reading.repairs,
    )


def read_text(text: str) -> Figure | None:
    """Read a proposed text as one clean figure with a value, or None."""
    if text in MONTHS:
        return Figure(0, len(text), text, "intact", "period", None, f"--{MONTHS[text]:02d}")
    figures = scan(text)
    if len(figures) != 1 or figures[0].start or figures[0].value is None:
        return None
    return figures[0]


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


def _quarantined(stretch: Stretch, *, rescaled: bool = False) -> Figure:
    candidates: dict[str, Candidate] = {}
    first: Figure | None = None
    for reading in options(stretch.printed, rescaled=rescaled, is_open=stretch.open):
        figure = read_text(reading.text)
        if figure is None or figure.value is None or figure.value in candidates:
            continue
        first = first or figure
        candidates[figure.value] = Candidate(reading.text, figure.value, round(reading.cost, 2))
    return Figure(
        stretch.start,
        stretch.end,
        stretch.printed,
        "quarantined",
        first.kind if first else "other",
        unit=first.unit if first else None,
        candidates=tuple(candidates.values())[:8],
    )
