"""What is held: a stretch in quarantine with its candidates, and what is held beside the rules.

Nothing is decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.repair.figure import Candidate, Figure
from pipelines.repair.residue import residues
from pipelines.repair.scattered import ARTEFACTS, region
from pipelines.repair.stake import options
from pipelines.repair.torn import Stretch

YEAR_AND_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
TORN_YEAR = re.compile("200[0-9]-[0-9]{2} .*20(?:6?5[.,]?438)")
"""The last digit of a torn year was read as a year."""
PIECES = 8
"""A date has no more pieces than this."""


def said(figure: Figure) -> str:
    """Return the value of a figure, or both ends of a range."""
    return figure.value or f"{figure.value_low}/{figure.value_high}"


def quarantined(stretch: Stretch, *, rescaled: bool = False) -> Figure:
    """Return a stretch as a held figure with every reading that is offered for it."""
    read = options(stretch.printed, rescaled=rescaled, is_open=stretch.open)
    candidates = (Candidate(one.text, said(f), round(one.cost, 2)) for one, f in read)
    first = read[0][1] if read else None
    return Figure(
        stretch.start,
        stretch.end,
        stretch.printed,
        "quarantined",
        first.kind if first else "other",
        unit=first.unit if first else None,
        candidates=tuple(candidates),
    )


def with_residues(text: str, figures: list[Figure]) -> list[Figure]:
    """Return the figures with each intact one that damage seems to touch in quarantine."""
    starts = [figure.start for figure in figures if figure.verdict == "repaired"]
    found = [quarantined(_cut(stretch, starts)) for stretch in residues(text, figures)]
    if not found:
        return figures
    within = {place for figure in found for place in range(figure.start, figure.end)}
    kept = [figure for figure in figures if figure.start not in within]
    return sorted((*kept, *found), key=lambda figure: figure.start)


def _cut(stretch: Stretch, starts: list[int]) -> Stretch:
    """Return a stretch that ends where a repaired figure begins, for its unit may hold digits."""
    place = bisect_right(starts, stretch.start)
    end = min(stretch.end, *starts[place : place + 1], stretch.end)
    return stretch._replace(end=end, printed=stretch.printed[: end - stretch.start])


def with_dates_joined(text: str, figures: list[Figure]) -> list[Figure]:
    """Return the figures with the scattered pieces of a date as one, where a piece is held."""
    joined: list[Figure] = []
    for place, figure in enumerate(figures):
        if joined and figure.start < joined[-1].end:
            continue
        around = region(text, figure.start, figure.end) if figure.verdict == "quarantined" else None
        if around is None:
            joined.append(figure)
            continue
        start, end = around
        near = (*joined[-PIECES:], *figures[place : place + PIECES])
        if all(_lies_within(text, f, start, end) for f in near if f.start < end and f.end > start):
            while joined and joined[-1].end > start:
                joined.pop()
            joined.append(quarantined(Stretch(start, end, text[start:end], True)))
        else:
            joined.append(figure)
    return joined


def _lies_within(text: str, figure: Figure, start: int, end: int) -> bool:
    """Whether a figure may be a piece: it is not repaired, and no whole date of its own."""
    if figure.verdict == "repaired" or figure.start < start or figure.end > end:
        return False
    whole = figure.verdict == "intact" and YEAR_AND_MONTH.match(figure.value or "")
    torn = whole and TORN_YEAR.match(f"{figure.value} {text[start:end]}")
    return not whole or bool(torn) or figure.printed.partition(" ")[0] in ARTEFACTS
