"""Lines as public pages print them: every figure garbled forward, and the sound ones beside.

All lines are constructed: the places are real, the figures are not. What a figure means is read
off the line before it is garbled; a range counts as read where one of its ends is.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.prose import GARBLED_PREFACE
from pipelines.repair import judge
from pipelines.repair.grammar import scan
from pipelines.repair.tokens import constant, inner_blank, kloc_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.repair import Figure

CASES = Path(__file__).resolve().parents[1] / "cases" / "repair" / "lines.txt"
LINES = CASES.read_text("utf-8").splitlines()
NUMBER = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")
BIG = re.compile("illi|thousand|10,000|[万亿만억조]")
"""A unit word puts the power of ten at stake: such a figure is held, whatever it says."""


def garbled(line: str, garble: Callable[[str, int], str], choice: int) -> tuple[str, list[int]]:
    """Garble every number of a line; the second is where each character of the line went."""
    text, places, at = "", [], 0
    for number in NUMBER.finditer(line):
        places += [len(text) + offset for offset in range(number.start() - at)]
        text += line[at : number.start()]
        places += [len(text)] * len(number[0])
        text += garble(number[0], choice)
        at = number.end()
    places += [len(text) + offset for offset in range(len(line) - at + 1)]
    return text + line[at:], places


def values(figure: Figure) -> set[str]:
    return {v for v in (figure.value, figure.value_low, figure.value_high) if v}


def outcome(meant: Figure, over: list[Figure]) -> str:
    """Say what became of a figure: right, held with the truth, held without, wrong or missed."""
    decided = [f for f in over if f.verdict != "quarantined"]
    if any(values(f) & values(meant) for f in decided):
        return "right"
    if len(decided) < len(over):
        offered = {c.value for f in over for c in f.candidates[:6]}
        return "held with the truth" if offered & values(meant) else "held without"
    return "wrong" if over else "missed"


def outcomes(lines: list[str], garble: Callable[[str, int], str]) -> Counter[tuple[str, str]]:
    """Count what becomes of the figures of each line in a garbled text, damaged and sound."""
    counted: Counter[tuple[str, str]] = Counter()
    for choice, line in enumerate(lines):
        text, places = garbled(line, garble, choice)
        first = len(GARBLED_PREFACE)
        figures = [f for f in judge(f"{GARBLED_PREFACE}{text}\n").figures if f.end > first]
        for meant in scan(line):
            if not values(meant):
                continue
            start, end = places[meant.start] + first, places[meant.end] + first
            over = [f for f in figures if f.start < end and f.end > start]
            sound = text[start - first : end - first] == meant.printed
            kind = "sound" if sound else "big" if BIG.search(meant.printed) else "damaged"
            counted[kind, outcome(meant, over)] += 1
    return counted


ENGLISH = [line for line in LINES if not re.search(" (?:de|del|el|las) ", line)]
"""The engine writes Spanish numbers anew with their commas gone, which are decimal there."""


@pytest.mark.parametrize(
    ("garble", "lines", "recovered"),
    [(inner_blank, LINES, 0.85), (constant, ENGLISH, 0.9), (kloc_token, LINES, 0.75)],
    ids=["inner blank", "constant", "kloc token"],
)
def test_hardly_any_figure_is_decided_wrong_and_most_come_back(
    garble: Callable[[str, int], str], lines: list[str], recovered: float
) -> None:
    counted = outcomes(lines, garble)
    damaged = sum(n for (kind, _), n in counted.items() if kind == "damaged")
    assert damaged > 1000
    assert counted["damaged", "wrong"] + counted["big", "wrong"] <= damaged * 0.004
    assert counted["damaged", "right"] >= damaged * recovered
    assert counted["damaged", "held without"] <= damaged * 0.04


def test_of_the_sound_figures_of_a_garbled_text_few_are_held_and_none_misread() -> None:
    counted = outcomes(LINES, lambda number, _: number)
    sound = sum(counted.values())
    assert sound > 2000
    assert counted["sound", "wrong"] == counted["sound", "missed"] == 0
    assert counted["sound", "right"] >= sound * 0.985


@pytest.mark.parametrize("line", LINES)
def test_a_clean_line_by_itself_stays_as_it_is(line: str) -> None:
    figures = judge(line).figures
    assert {figure.verdict for figure in figures} <= {"intact"}
    assert all(first.end <= second.start for first, second in pairwise(figures))
