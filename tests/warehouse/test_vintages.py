"""What receipts make of values: revisions, withdrawals, reinstatements, in any order."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.warehouse.conftest import World

HISTORY = (
    "select period, event, value::varchar, known_from::date::varchar, known_until::date::varchar "
    "from observation order by period, known_from"
)


def short(value: str | None) -> str | None:
    return value.rstrip("0").rstrip(".") if value else value


def history(world: World, sql: str = HISTORY) -> list[tuple[Any, ...]]:
    return [(p, e, short(v), f, u) for p, e, v, f, u in world.ask(sql)]


def test_a_receipt_adds_a_row_only_where_something_changed(world: World) -> None:
    world.receive("first", "2026-01-01")
    world.receive("second", "2026-02-01")
    world.receive("second", "2026-03-01")
    for name, revised in (("first", "6"), ("second", "7")):
        world.say(name, "2012", "5")
        world.say(name, "2013", revised)
    world.build()
    assert history(world) == [
        ("2012", "value", "5", "2026-01-01", None),
        ("2013", "value", "6", "2026-01-01", "2026-02-01"),
        ("2013", "value", "7", "2026-02-01", None),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"obs_status": ["P"]},
        {"qualifier": "about"},
        {"origin": "repaired"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_status_or_qualifier_is_a_vintage(world: World, change: dict[str, Any]) -> None:
    for name, on, more in (("first", "2026-01-01", {}), ("second", "2026-02-01", change)):
        world.receive(name, on)
        world.say(name, "2012", "5", **more)
    world.build()
    assert [row[3] for row in history(world)] == ["2026-01-01", "2026-02-01"]


def test_a_changed_note_is_no_vintage(world: World) -> None:
    for name, on, note in (("first", "2026-01-01", "x"), ("second", "2026-02-01", "y")):
        world.receive(name, on)
        world.say(name, "2012", "5", note=note)
    world.build()
    assert len(history(world)) == 1


def test_bytes_a_then_b_then_a_again(world: World) -> None:
    for name, on in (("A", "2026-01-01"), ("B", "2026-02-01"), ("A", "2026-03-01")):
        world.receive(name, on)
    world.say("A", "2012", "5")
    world.say("B", "2012", "6")
    world.build()
    assert world.ask("select count(*) from receipt") == [(3,)]
    assert [(row[2], row[3]) for row in history(world)] == [
        ("5", "2026-01-01"),
        ("6", "2026-02-01"),
        ("5", "2026-03-01"),
    ]


def withdrawn_and_back(world: World, **second: Any) -> None:
    """2013 is there in January, not in February, there again in March."""
    for name, on in (("A", "2026-01-01"), ("B", "2026-02-01"), ("C", "2026-03-01")):
        world.receive(name, on, **(second if name == "B" else {}))
        world.say(name, "2012", "5")
    world.say("A", "2013", "6")
    world.say("C", "2013", "6")


def test_a_withdrawn_value_reads_right_on_four_dates(world: World) -> None:
    withdrawn_and_back(world)
    world.build()
    ask = "select status, value::double from as_of('{}') where period = '2013'"
    assert world.ask(ask.format("2025-12-31")) == []
    assert world.ask(ask.format("2026-01-15")) == [("published", 6.0)]
    assert world.ask(ask.format("2026-02-15")) == [("withdrawn", None)]
    assert world.ask(ask.format("2026-03-15")) == [("published", 6.0)]
    events = world.ask("select event from observation where period = '2013' order by known_from")
    assert events == [("value",), ("withdrawn",), ("reinstated",)]


def test_a_withdrawn_value_with_a_declared_date_comes_back(world: World) -> None:
    declared = datetime(2014, 3, 1, tzinfo=UTC)
    for name, on in (("A", "2026-01-01"), ("B", "2026-02-01"), ("A", "2026-03-01")):
        world.receive(name, on)
    world.say("A", "2013", "6", declared_from=declared, declared_basis="publication")
    world.say("B", "2012", "5")
    world.build()
    assert [row[1:4] for row in history(world) if row[0] == "2013"] == [
        ("value", "6", "2014-03-01"),
        ("withdrawn", None, "2026-02-01"),
        ("reinstated", "6", "2026-03-01"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"coverage": "nothing"},
        {"coverage": "window", "window_from": "2010", "window_to": "2012"},
        {"coverage": "window", "window_from": "2014", "window_to": "2020"},
        {"coverage": "nothing", "kind": "document"},
        {"status": 500},
    ],
    ids=["incomplete", "window before", "window after", "document", "error page"],
)
def test_an_incomplete_answer_withdraws_nothing(world: World, answer: dict[str, Any]) -> None:
    withdrawn_and_back(world, **answer)
    world.build()
    assert [row[1] for row in history(world) if row[0] == "2013"] == ["value"]


def test_a_window_withdraws_inside_itself(world: World) -> None:
    withdrawn_and_back(world, coverage="window", window_from="2013", window_to="2013")
    world.build()
    assert [row[1] for row in history(world)] == ["value", "value", "withdrawn", "reinstated"]


def test_bytes_without_a_value_withdraw_nothing(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.receive("a page that says: come back later", "2026-02-01")
    world.say("A", "2012", "5")
    world.build()
    assert [row[1] for row in history(world)] == ["value"]


def test_only_the_same_request_withdraws(world: World) -> None:
    world.receive("A", "2026-01-01", request="one")
    world.receive("B", "2026-02-01", request="two")
    world.say("A", "2012", "5")
    world.say("B", "2013", "6")
    world.build()
    assert {row[1] for row in history(world)} == {"value"}


def test_two_requests_that_differ_do_not_take_turns(world: World) -> None:
    """Another cell of the first request changes; what it always said of 2012 is no news."""
    for name, on, request in (
        ("A", "2026-01-01", "one"),
        ("B", "2026-02-01", "two"),
        ("C", "2026-03-01", "one"),
    ):
        world.receive(name, on, request=request, coverage="nothing")
    world.say("A", "2012", "5")
    world.say("B", "2012", "5.1")
    world.say("C", "2012", "5")
    world.say("C", "2013", "9")
    world.build()
    assert [row[2] for row in history(world) if row[0] == "2012"] == ["5", "5.1"]


def test_a_value_in_the_future_is_invisible_before(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.receive("B", "2026-02-01")
    world.say("A", "2012", "5")
    world.say("B", "2012", "99", declared_from=datetime(2031, 1, 1, tzinfo=UTC))
    world.build()
    before = "select value::double, count(*) over () from as_of('2030-12-31')"
    assert world.ask(before) == [(5.0, 1)]
    assert world.ask("select value::double from as_of('2031-01-01')") == [(99.0,)]
    columns = [row[0] for row in world.ask("describe from as_of('2030-01-01')")]
    assert "known_until" not in columns
    assert world.ask("select value::double from themes.growth_as_of('2030-12-31')") == [(5.0,)]


def test_evidence_that_came_later_makes_a_value_known_later(world: World) -> None:
    world.receive("A", "2026-01-01")
    at = datetime(2026, 5, 1, tzinfo=UTC)
    world.say("A", "2012", "5", origin="repaired", evidence_from=at)
    world.build()
    rows = world.ask("select known_from::date::varchar, known_from_basis, status from current")
    assert rows == [("2026-05-01", "evidence", "repaired")]


def test_one_moment_has_one_value_and_the_other_is_not_lost(world: World) -> None:
    declared = datetime(2020, 1, 1, tzinfo=UTC)
    world.receive("A", "2026-01-01", request="one")
    world.receive("B", "2026-02-01", request="two")
    world.say("A", "2012", "5", declared_from=declared)
    world.say("B", "2012", "6", declared_from=declared)
    world.build()
    assert [row[2] for row in history(world)] == ["6"]
    assert world.ask("select value::double, held_value::double from passed_over") == [(5.0, 6.0)]


def test_a_figure_printed_twice_is_one_observation(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5", figure=3, locator="span:3", origin="repaired")
    world.say("A", "2012", "5", figure=8, locator="span:8")
    world.build()
    assert world.ask("select origin, figure from observation") == [("published", 8)]
    assert world.ask("select figure from passed_over") == [(3,)]


def test_any_order_of_six_receipts_gives_the_same_history(world: World) -> None:
    withdrawn_and_back(world)
    world.receive("D", "2026-04-01", coverage="nothing")
    world.receive("A", "2026-05-01")
    world.receive("B", "2026-06-01")
    world.say("D", "2013", "7")
    roots = set()
    for seed in range(20):
        order = random.Random(seed).sample(world.receipts, 6)  # noqa: S311 - not a secret
        roots.add(world.build(inputs=world.inputs(order)).root)
    assert len(roots) == 1
    assert [row[1:3] for row in history(world) if row[0] == "2013"] == [
        ("value", "6"),
        ("withdrawn", None),
        ("reinstated", "6"),
        ("value", "7"),
        ("value", "6"),
        ("withdrawn", None),
    ]


def test_a_receipt_that_comes_late_rewrites_the_past(world: World) -> None:
    withdrawn_and_back(world)
    late = world.receipts.pop(1)
    world.build()
    assert [row[1] for row in history(world) if row[0] == "2013"] == ["value"]
    world.receipts.append(late)
    world.build()
    assert [row[1] for row in history(world) if row[0] == "2013"] == [
        "value",
        "withdrawn",
        "reinstated",
    ]


def test_a_torn_last_line_of_the_log_was_never_a_receipt(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5")
    inputs = world.inputs()
    log = inputs.receipts[0]
    log.write_text(log.read_text("utf-8") + '{"source": "tab', "utf-8")
    world.build(inputs=inputs)
    assert world.ask("select count(*) from receipt") == [(1,)]
