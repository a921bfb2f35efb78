"""The laws of the repair engine (DESIGN section 5), on drawn figures and drawn texts.

The number of draws is TALLYBOOK_DRAWS (200 a law); `python -m benchmarks.laws` makes a million.
True values come from the generator in benchmarks/prose.py, never from the engine.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from benchmarks.laws import lawful, outcome, over
from benchmarks.prose import GARBLED_PREFACE, LOOKALIKES, Page, page
from pipelines.repair import judge, repair_text, replay
from pipelines.repair.channel import MECHANISMS, Mechanism

if TYPE_CHECKING:
    from pipelines.repair import Figure

LAW = settings(
    max_examples=int(os.environ.get("TALLYBOOK_DRAWS", "200")),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
SEEDS = st.integers(0, 2**32)
LEFT_BY_ALL = tuple(m for m in MECHANISMS if m.leaves_trace)
SILENT = tuple(m for m in MECHANISMS if not m.leaves_trace)
# Texts of nothing but what figures and damage are made of, where hand-written grammars break.
SHARDS = st.lists(
    st.sampled_from(
        [
            *"0123456789+-,./% :\n\t年月日万亿元百分之十一２",
            *("65438+0", "65,438+", "6.5438+0.", "/kloc-0", " million", " billion yuan"),
            *("June ", "February ", "October", " 1", "20 1", "0/", "In ", "%", " to "),
            *("월", "만", " de ", "noviembre", "May ", "month", "day", "m2", "′", "RMB", "st"),
            *("\x00", "\u200f", "\ud800", "\u0301", "\u0663", "\u00b2", "\U0001d7d9"),
        ]
    ),
    max_size=40,
).map("".join)


def drawn(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- no secret depends on it


def garbled_page(seed: int, *mechanisms: Mechanism) -> Page:
    return page(drawn(seed), 4, share=0.5, mechanisms=mechanisms, preface=GARBLED_PREFACE)


def put_in(text: str, figures: tuple[Figure, ...]) -> tuple[str, list[int]]:
    """Put the repaired texts in; give the places where the figures start afterwards."""
    parts: list[str] = []
    places: list[int] = []
    at = moved = 0
    for figure in figures:
        places.append(figure.start + moved)
        if figure.verdict == "repaired":
            assert figure.repaired is not None
            parts += (text[at : figure.start], figure.repaired)
            at = figure.end
            moved += len(figure.repaired) - (figure.end - figure.start)
    return "".join((*parts, text[at:])), places


def check_every_figure(text: str) -> None:
    """Hold the laws of any text whatever: one verdict a figure, and a trail that replays."""
    judgement = judge(text)
    at = 0
    for figure in judgement.figures:
        assert at <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.printed
        at = figure.end
        if figure.verdict == "intact":
            assert figure.repaired is None or figure.repaired == figure.printed
            assert not figure.repairs
        elif figure.verdict == "repaired":
            assert figure.repairs
            assert figure.evidence
            assert replay(figure.printed, figure.repairs) == figure.repaired != figure.printed
        else:
            assert (figure.repaired, figure.value) == (None, None)
            assert len({c.text for c in figure.candidates}) == len(figure.candidates)
            costs = [c.cost for c in figure.candidates]
            assert costs == sorted(costs)
    assert put_in(text, judgement.figures)[0] == repair_text(text)
    assert judge(text) == judgement


@LAW
@given(SHARDS)
@example("to 1 February 5 and")
@example("it has 2+2元m2 1월 6.5438+0.7")
def test_any_text_gets_one_verdict_a_figure_and_trails_that_replay(text: str) -> None:
    check_every_figure(text)


@LAW
@given(SHARDS)
def test_the_same_holds_in_a_garbled_text(text: str) -> None:
    check_every_figure(GARBLED_PREFACE + text)


@LAW
@given(SEEDS)
def test_a_garbled_page_gets_one_verdict_a_figure_and_trails_that_replay(seed: int) -> None:
    check_every_figure(garbled_page(seed, *MECHANISMS).text)


@LAW
@given(SEEDS)
def test_what_was_repaired_is_intact_when_judged_again(seed: int) -> None:
    text = garbled_page(seed, *LEFT_BY_ALL).text
    figures = judge(text).figures
    again, places = put_in(text, figures)
    new = judge(again).figures
    for figure, place in zip(figures, places, strict=True):
        if figure.verdict == "repaired":
            end = place + len(figure.repaired or "")
            found = [f for f in new if f.start < end and f.end > place]
            assert [(f.verdict, f.value, f.unit) for f in found] == [
                ("intact", figure.value, figure.unit)
            ], (figure, again[place - 20 : end + 20])
            assert place <= found[0].start < found[0].end <= end


@pytest.mark.parametrize("mechanism", LEFT_BY_ALL, ids=lambda m: f"{m.letter}-{m.name}")
@LAW
@given(seed=SEEDS)
def test_damage_with_a_trace_gives_back_the_truth_or_keeps_it_among_the_candidates(
    mechanism: Mechanism, seed: int
) -> None:
    written = garbled_page(seed, mechanism)
    assume(any(planted.mechanism for planted in written.planted))
    figures = judge(written.text).figures
    for planted in written.planted:
        if planted.mechanism:
            result = outcome(planted, figures)
            assert lawful(mechanism, result), (result, planted, over(planted, figures))


@LAW
@given(SEEDS)
def test_an_undamaged_figure_between_damaged_ones_keeps_its_value(seed: int) -> None:
    written = garbled_page(seed, *LEFT_BY_ALL)
    figures = judge(written.text).figures
    for planted in written.planted:
        if planted.mechanism is None:
            assert outcome(planted, figures) in {"right", "held"}, (planted, over(planted, figures))


@pytest.mark.parametrize("mechanism", SILENT, ids=lambda m: f"{m.letter}-{m.name}")
@LAW
@given(seed=SEEDS)
def test_damage_without_a_trace_is_never_repaired(mechanism: Mechanism, seed: int) -> None:
    written = garbled_page(seed, mechanism)
    assume(any(planted.mechanism for planted in written.planted))
    figures = judge(written.text).figures
    for planted in written.planted:
        if planted.mechanism:
            verdicts = {f.verdict for f in over(planted, figures)}
            assert "repaired" not in verdicts, (planted, over(planted, figures))


@LAW
@given(SEEDS)
def test_clean_figures_in_clean_text_are_read_exactly_and_nothing_changes(seed: int) -> None:
    written = page(drawn(seed), 12, lookalikes=0.4)
    judgement = judge(written.text)
    assert judgement.gate.state == "clean"
    assert repair_text(written.text) == written.text
    assert [f for f in judgement.figures if f.verdict == "repaired"] == []
    for planted in written.planted:
        assert outcome(planted, judgement.figures) == "right", over(planted, judgement.figures)


@pytest.mark.parametrize("lookalike", LOOKALIKES)
def test_a_lookalike_by_itself_is_left_alone(lookalike: str) -> None:
    for two in ("00", "11", "38", "59"):
        text = lookalike.replace("{two}", two)
        assert {f.verdict for f in judge(text).figures} <= {"intact"}
        assert repair_text(text) == text


@LAW
@given(st.lists(SEEDS, min_size=2, max_size=4, unique=True))
def test_the_order_of_texts_changes_nothing(seeds: list[int]) -> None:
    texts = [garbled_page(seed, *MECHANISMS).text for seed in seeds]
    forth = [judge(text) for text in texts]
    back = [judge(text) for text in reversed(texts)]
    assert forth == back[::-1]


@LAW
@given(SEEDS)
def test_a_figure_in_quarantine_and_all_between_the_figures_stay_as_printed(seed: int) -> None:
    text = garbled_page(seed, *MECHANISMS).text
    figures = judge(text).figures
    kept = [f for f in figures if f.verdict != "repaired"]
    again, places = put_in(text, figures)
    assert again == repair_text(text)
    where = {f.start: place for f, place in zip(figures, places, strict=True)}
    assert [again[where[f.start] :][: len(f.printed)] for f in kept] == [f.printed for f in kept]
    gaps = [text[a.end : b.start] for a, b in pairwise(figures)]
    assert all(re.search(re.escape(gap), again) for gap in gaps)
