"""A generation that is carried on has the content of one that is built from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from warehouse import carry, generation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.warehouse.conftest import World
    from warehouse.generation import Built


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
    world.receive("A", "2026-04-01")
    world.receive("B", "2026-04-01", source="other", request="r")
    world.receive("C", "2026-04-01")
    world.say("C", "2012", "9", publisher="nbs", dimensions="N=3")


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
