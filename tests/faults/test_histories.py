"""Vintages through the real store, layers and warehouse; tests/warehouse has the finer cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipelines.store import Home
from tests.faults.home import ask, build, table
from warehouse.checks import CHECKS, outcome
from warehouse.database import reader

if TYPE_CHECKING:
    from pathlib import Path

(EMPTY_ANSWERS,) = (one for one in CHECKS if one.name == "empty_answers_withdraw_nothing")
FULL, LESS = {2012: 10, 2013: 20}, {2012: 10}
VALUE = "select status, value::double from as_of('{}') where period = '2013'"
EVENTS = "select event from observation where period = '2013' order by known_from"


@pytest.fixture
def empty(tmp_path: Path, sources: Path) -> Home:
    del sources
    return Home(tmp_path / "home")


def test_withdrawn_by_a_complete_answer_and_reinstated(empty: Home) -> None:
    january, february, march = (
        table("a.csv", FULL, "2026-01-01"),
        table("b.csv", LESS, "2026-02-01"),
        table("a.csv", FULL, "2026-03-01"),
    )
    build(empty, [january, february, march])
    assert ask(empty, EVENTS) == [("value",), ("withdrawn",), ("reinstated",)]
    assert ask(empty, VALUE.format("2025-12-31")) == []
    assert ask(empty, VALUE.format("2026-01-15")) == [("published", 20.0)]
    assert ask(empty, VALUE.format("2026-02-15")) == [("withdrawn", None)]
    assert ask(empty, VALUE.format("2026-03-15")) == [("published", 20.0)]


def test_an_incomplete_answer_withdraws_nothing(empty: Home) -> None:
    less = table("b.csv", LESS, "2026-02-01", coverage="nothing")
    build(empty, [table("a.csv", FULL, "2026-01-01"), less])
    assert ask(empty, EVENTS) == [("value",)]
    assert ask(empty, VALUE.format("2026-02-15")) == [("published", 20.0)]


def test_a_complete_answer_without_a_value_withdraws_nothing_and_is_told(empty: Home) -> None:
    """It is held back until an answer has values again; then what that lacks is withdrawn."""
    build(empty, [table("a.csv", FULL, "2026-01-01"), table("b.csv", {}, "2026-02-01")])
    assert ask(empty, EVENTS) == [("value",)]
    assert ask(empty, VALUE.format("2026-02-15")) == [("published", 20.0)]
    (told,) = failed(empty)
    assert "source_id yearbook, request retail, received 2026-02-01" in told
    build(empty, [table("c.csv", LESS, "2026-03-01")])
    assert ask(empty, EVENTS) == [("value",), ("withdrawn",)]
    assert ask(empty, VALUE.format("2026-02-15")) == [("published", 20.0)]
    assert ask(empty, VALUE.format("2026-03-15")) == [("withdrawn", None)]
    assert failed(empty) == []


def failed(home: Home) -> list[str]:
    """What the check on answers without a value tells of the published generation."""
    with reader(home.published) as connection:
        found = outcome(connection, EMPTY_ANSWERS)
    return [] if found.passed else [found.message]


def test_bytes_a_then_b_then_a_again_and_a_value_of_the_future(empty: Home) -> None:
    revised = {2012: 10, 2013: 21}
    build(
        empty,
        [
            table("a.csv", FULL, "2026-01-01"),
            table("b.csv", revised, "2026-02-01"),
            table("a.csv", FULL, "2026-03-01"),
            table("future.csv", {2012: 10, 2013: 99}, "2031-01-01"),
        ],
    )
    assert ask(empty, "select count(*), count(distinct snapshot) from receipt") == [(4, 3)]
    history = "select value::double from observation where period = '2013' order by known_from"
    assert ask(empty, history) == [(20.0,), (21.0,), (20.0,), (99.0,)]
    for day, value in (("2026-01-15", 20), ("2026-02-15", 21), ("2026-03-15", 20)):
        assert ask(empty, VALUE.format(day)) == [("published", float(value))]
    assert ask(empty, VALUE.format("2030-12-31")) == [("published", 20.0)]
    assert ask(empty, VALUE.format("2031-01-01")) == [("published", 99.0)]
    theme = "select value::double from themes.growth_as_of('2030-12-31') where period = '2013'"
    assert ask(empty, theme) == [(20.0,)]
