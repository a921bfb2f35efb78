"""A generation that is carried on has the content of one that is built from nothing."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from warehouse import carry, generation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.warehouse.conftest import World
    from warehouse.generation import Built

    Cells = list[tuple[int, str, str]]  # number of the series, period, value


def begin(world: World) -> None:
    """Twenty series of two sources, and one that both give."""
    world.receive("A", "2026-01-01")
    world.receive("B", "2026-01-02", source="other", request="r")
    for number in range(20):
        world.say("A", "2012", "5", publisher="nbs", dimensions=f"N={number}")
    for number in range(20):
        world.say("B", "2012", "6", publisher="imf", dimensions=f"N={number}", source_id="other")
    world.say("B", "2012", "5", publisher="nbs", dimensions="N=0", source_id="other")


def a_new_source(world: World) -> None:
    world.receive("C", "2026-02-01", source="article", request="c")
    world.say("C", "2012", "7", publisher="imf", source_id="article", indicator="users")


def a_series_of_two_sources(world: World) -> None:
    world.receive("E", "2026-02-01", source="article", request="e")
    world.say("E", "2012", "7", publisher="nbs", dimensions="N=3", source_id="article")


def a_late_receipt(world: World) -> None:
    world.receive("F", "2025-12-01", source="article", request="f")
    world.say("F", "2012", "4", publisher="nbs", dimensions="N=0", source_id="article")
    world.say("F", "2012", "6", publisher="imf", dimensions="N=1", source_id="article")


def a_small_request_answered_anew(world: World) -> None:
    a_new_source(world)
    world.receive("D", "2026-03-01", source="article", request="c")
    world.say("D", "2013", "8", publisher="imf", source_id="article", indicator="users")


CARRIED = [a_new_source, a_series_of_two_sources, a_late_receipt, a_small_request_answered_anew]


def a_changed_file(world: World) -> None:
    world.layers["observations"][0]["note"] = "another"


def a_receipt_that_is_gone(world: World) -> None:
    world.receipts.pop()


def a_correction(world: World) -> None:
    from tests.warehouse.conftest import sha

    world.corrections = f"{sha('A')},retail/2012,5,5.5,5.5,misprint,the yearbook,Ann,Bo,\n"


def everything_anew(world: World) -> None:
    world.receive("C", "2026-04-01")
    world.receive("D", "2026-04-01", source="other", request="r")
    world.say("C", "2012", "9", publisher="nbs", dimensions="N=3")
    world.say("D", "2012", "9", publisher="imf", dimensions="N=3", source_id="other")


FROM_NOTHING = [a_changed_file, a_receipt_that_is_gone, a_correction, everything_anew]


def carried_on(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[Built, bool]:
    """Build with carrying on allowed, and say whether it was done to the end."""
    done: list[bool] = []
    built = generation._built

    def watch(*arguments: object) -> Built:
        made = built(*arguments)  # type: ignore[arg-type]
        done.append(arguments[2] is not None)
        return made

    monkeypatch.setattr(generation, "_built", watch)
    return world.build(large=0), done[-1]


@pytest.mark.parametrize("change", CARRIED, ids=lambda change: change.__name__)
def test_what_is_carried_on_is_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch, change: Callable[[World], None]
) -> None:
    begin(world)
    world.publish()
    change(world)
    built, carried = carried_on(world, monkeypatch)
    ledger = world.ask("select generation[:6], what, cause from audit.changes order by all")
    whole = world.build()
    assert carried
    assert built.digests == whole.digests
    assert built.root == whole.root
    assert ledger == world.ask("select generation[:6], what, cause from audit.changes order by all")


@pytest.mark.parametrize("change", FROM_NOTHING, ids=lambda change: change.__name__)
def test_where_that_is_not_certain_the_build_begins_from_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, change: Callable[[World], None]
) -> None:
    begin(world)
    world.publish()
    change(world)
    built, carried = carried_on(world, monkeypatch)
    assert not carried
    assert built.root == world.build().root


def test_generation_after_generation(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(world)
    world.publish()
    for change in (a_new_source, a_series_of_two_sources):
        change(world)
        world.publish(large=0)
    (first,), *later = world.ask("select runs from build order by sequence")
    assert later == [(first + 1,), (first + 2,)]
    a_late_receipt(world)
    built, carried = carried_on(world, monkeypatch)
    assert carried
    assert built.root == world.build().root


def test_a_small_generation_is_built_from_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(world)
    world.publish()
    monkeypatch.setattr(carry, "touch", lambda *_: pytest.fail("it was carried on"))
    world.build()


def test_one_made_by_other_statements_is_not_carried_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(world)
    world.publish()
    monkeypatch.setattr(carry, "sql_version", lambda: "another")
    assert not carried_on(world, monkeypatch)[1]


def test_too_many_runs_are_put_together_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(world)
    world.publish()
    a_new_source(world)
    monkeypatch.setattr(carry, "RUNS", 1)
    assert not carried_on(world, monkeypatch)[1]


# What an answer says anew is found cell by cell, in the answer before it.


def answer(
    world: World, name: str, on: str, cells: Cells, *, request: str = "q", **more: str
) -> None:
    """Receive an answer of source `table` that gives these cells, in this order."""
    world.receive(name, on, request=request, **more)
    for place, (number, period, value) in enumerate(cells):
        dimensions = f"N={number}"
        world.say(name, period, value, dimensions=dimensions, figure=place, locator=f"row={place}")


def whole_table() -> Cells:
    return [(number, str(year), f"{number}{year}") for number in range(20) for year in (2011, 2012)]


def revised(cells: Cells, place: int, value: str) -> Cells:
    number, period, _ = cells[place]
    return [*cells[:place], (number, period, value), *cells[place + 1 :]]


def a_revision(cells: Cells) -> Cells:
    return revised(cells, 5, "1.5")


def a_row_in_front(cells: Cells) -> Cells:
    return [(30, "2011", "4"), *cells]


def two_rows_less(cells: Cells) -> Cells:
    return [*cells[:4], *cells[6:]]


def two_words_in_another_order(cells: Cells) -> Cells:
    return [(3, "2011", "8"), *(cell for cell in cells if cell[2] != "8")]


def the_same_in_another_order(cells: Cells) -> Cells:
    return cells[::-1]


CHANGES = [
    a_revision,
    a_row_in_front,
    two_rows_less,
    two_words_in_another_order,
    the_same_in_another_order,
]


@pytest.mark.parametrize("unlike", [carry.UNLIKE, 0])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_of_a_table_that_is_answered_anew_only_what_differs_is_worked_out(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Cells], Cells],
    unlike: int,
) -> None:
    monkeypatch.setattr(carry, "UNLIKE", unlike)
    cells = [*whole_table(), (3, "2011", "8")]
    answer(world, "A", "2026-01-01", cells)
    world.publish()
    answer(world, "B", "2026-02-01", change(cells))
    assert_the_same(world, monkeypatch)


def test_a_late_word_of_a_source_that_is_new_to_a_series_is_a_change(world: World) -> None:
    begin(world)
    world.publish()
    a_late_receipt(world)
    world.build()
    asked = "select series_id, what, cause from audit.changes order by all"
    assert world.ask(asked) == [
        ("imf:retail:CHN:A:CNY:N=1", "added to the past", "publisher"),
        ("nbs:retail:CHN:A:CNY:N=0", "added to the past", "publisher"),
    ]


def test_a_complete_answer_after_one_that_was_not_withdraws(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = whole_table()
    answer(world, "A", "2026-01-01", cells)
    answer(world, "B", "2026-02-01", cells[2:], coverage="nothing")
    world.publish()
    answer(world, "C", "2026-03-01", cells[2:])
    world.publish(large=0)
    assert world.ask("select count(*) from current where status = 'withdrawn'") == [(2,)]
    again = world.ask("select root from build order by sequence desc limit 1")
    assert again == [(world.build().root,)]


def test_what_another_request_said_at_the_same_moment_stands_against_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = whole_table()
    answer(world, "A", "2026-01-01", cells)
    answer(world, "B", "2026-02-01", [(3, "2011", "9")], request="other")
    world.publish()
    answer(world, "C", "2026-02-01", a_revision(cells))
    world.publish(large=0)
    again = world.ask("select root from build order by sequence desc limit 1")
    assert again == [(world.build().root,)]


@pytest.mark.parametrize("seed", range(8))
def test_any_answer_after_any_other_is_carried_on_as_if_from_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(carry, "RUNS", 1000)
    monkeypatch.setattr(carry, "UNLIKE", [carry.UNLIKE, 0][seed % 2])
    draw = random.Random(seed)  # noqa: S311 - no secret
    answer(world, "base", "2026-01-01", [(n, "2012", "1") for n in range(100, 600)], request="base")
    said = {"q": whole_table(), "r": whole_table()[10:18]}
    for number, request in enumerate("qrqr"):
        give_a_drawn_answer(world, draw, f"before {number}", number, request, said)
    world.publish()
    for number in range(4, 4 + draw.randint(1, 3)):
        give_a_drawn_answer(world, draw, f"after {number}", number, draw.choice("qr"), said)
    assert_the_same(world, monkeypatch)


def give_a_drawn_answer(
    world: World,
    draw: random.Random,
    name: str,
    number: int,
    request: str,
    said: dict[str, Cells],
) -> None:
    """Answer a request with its cells, a few of them changed, at a drawn day of its month."""
    cells = [cell for cell in said[request] if draw.random() > 0.05]
    for _ in range(draw.randint(0, 3)):
        cells = revised(cells, draw.randrange(len(cells)), str(draw.randint(1, 3)))
    for _ in range(draw.choice([0, 0, 1, 2])):
        twice = draw.choice(cells)
        cells.insert(draw.randrange(len(cells)), (twice[0], twice[1], str(draw.randint(1, 3))))
    if draw.random() < 0.2:
        draw.shuffle(cells)
    said[request] = [*cells, *(cell for cell in said[request] if draw.random() < 0.03)]
    month = number + 2 if draw.random() < 0.9 else 2
    window = draw.choice([{}, {}, {"window_from": "2012"}])
    coverage = "window" if window else draw.choice(["series", "series", "nothing"])
    first = len(world.layers.get("observations", []))
    answer(
        world,
        name,
        f"2026-{month:02}-{draw.choice([1, 1, 20]):02}",
        cells,
        request=request,
        coverage=coverage,
        **window,
    )
    for row in world.layers["observations"][first:]:
        if draw.random() < 0.1:
            row["declared_from"] = datetime(2026, draw.randint(2, 8), 1, tzinfo=UTC)
            row["declared_basis"] = "vintage"
        if draw.random() < 0.02:
            row["obs_status"] = ["P"]


def assert_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Carried on, the generation has the content and the changes of one from nothing."""
    built, carried = carried_on(world, monkeypatch)
    asked = "select * from audit.changes order by all"
    changes = world.ask(asked)
    whole = world.build()
    assert carried
    assert built.digests == whole.digests
    assert changes == world.ask(asked)
