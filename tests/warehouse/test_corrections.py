"""Corrections by people hold where the printed text stands, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.warehouse.conftest import sha
from warehouse.checks import run_all

if TYPE_CHECKING:
    from tests.warehouse.conftest import World


@pytest.fixture
def corrected(world: World) -> World:
    """A table that prints 340 where the yearbook has 34.0, and the correction."""
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "340", locator="r1")
    world.corrections = f'{sha("A")},r1,340,34.0,34.0,"point lost, surely",the yearbook,Ann,Bo,\n'
    return world


def statuses(world: World) -> list[tuple[object, ...]]:
    return world.ask("select status, found_printed from correction order by 1")


def failed(world: World) -> set[str]:
    from warehouse.publish import building

    return {check.name for check, outcome in run_all(building(world.home)) if not outcome.passed}


def test_it_applies_where_the_printed_text_stands(corrected: World) -> None:
    corrected.build()
    rows = corrected.ask("select value::double, origin, status, printed, note from current")
    assert rows == [(34.0, "corrected", "corrected", "340", "point lost, surely")]
    assert statuses(corrected) == [("applied", "340")]
    assert "corrections_stand" not in failed(corrected)


def test_it_does_not_apply_to_another_text(corrected: World) -> None:
    corrected.corrections = corrected.corrections.replace("340,", "341,")
    corrected.build()
    assert corrected.ask("select value::double, origin from current") == [(340.0, "published")]
    assert statuses(corrected) == [("no such figure", "340")]
    assert "corrections_stand" in failed(corrected)


def test_on_a_new_snapshot_with_the_same_text_it_waits_to_be_confirmed(corrected: World) -> None:
    corrected.receive("B", "2026-02-01")
    corrected.say("B", "2012", "340", locator="r1")
    corrected.build()
    assert statuses(corrected) == [("applied", "340"), ("to be confirmed", "340")]
    history = corrected.ask("select value::double from observation order by known_from")
    assert history == [(34.0,), (340.0,)]
    assert "corrections_stand" in failed(corrected)


def test_where_the_publisher_has_mended_the_text_it_is_closed(corrected: World) -> None:
    corrected.receive("B", "2026-02-01")
    corrected.say("B", "2012", "34.0", locator="r1")
    corrected.build()
    assert statuses(corrected) == [("applied", "340"), ("closed", "34.0")]
    assert "corrections_stand" in failed(corrected)


def test_it_holds_up_to_its_vintage(corrected: World) -> None:
    """The same bytes come again after the correction has run out."""
    corrected.receive("B", "2026-02-01")
    corrected.receive("A", "2026-03-01")
    corrected.say("B", "2012", "35", locator="r1")
    corrected.corrections = corrected.corrections.replace("Bo,\n", "Bo,2026-02-15\n")
    corrected.build()
    history = corrected.ask("select value::double, origin from observation order by known_from")
    assert history == [(34.0, "corrected"), (35.0, "published"), (340.0, "published")]


def test_a_missing_value_can_be_supplied(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", None, locator="r1", printed="-")
    world.corrections = f"{sha('A')},r1,-,34,34,printed in the annex,the annex,Ann,Bo,\n"
    world.build()
    assert world.ask("select value::double, status from current") == [(34.0, "corrected")]


def quarantined(world: World, **claim: object) -> None:
    """An article with a figure that nobody could decide, and a person who could."""
    world.receive("article", "2026-01-01", source="article", kind="document", coverage="nothing")
    world.print_figure("article", 0, "13165438+0", verdict="quarantined")
    world.claim("article", 0, **{"period": "2012", **claim})
    row = f"{sha('article')},span:0,13165438+0,1311,1311,read off the chart,the paper,Ann,Bo,\n"
    world.corrections = row


def test_a_quarantined_figure_can_be_decided_by_people(world: World) -> None:
    quarantined(world)
    world.build()
    told = (
        "select series_id, period, value::double, status, period_end::varchar, locator from current"
    )
    assert world.ask(told) == [
        ("nbs:retail:CHN:A:CNY", "2012", 1311.0, "corrected", "2012-12-31", "span:0")
    ]
    assert statuses(world) == [("applied", "13165438+0")]
    assert not {name for name in failed(world) if not name.startswith("theme_")}


def test_the_day_of_a_yearly_event_is_known(world: World) -> None:
    quarantined(world, indicator="double_11", frequency="event", period="2013")
    world.build()
    days = world.ask("select period_start::varchar, period_end::varchar from current")
    assert days == [("2013-11-11", "2013-11-11")]


def test_a_figure_of_which_nobody_knows_what_it_says_finds_no_place(world: World) -> None:
    quarantined(world, reason="no indicator", indicator=None)
    world.build()
    assert world.ask("select count(*) from observation") == [(0,)]
    assert statuses(world) == [("no place", "13165438+0")]
    assert "corrections_stand" in failed(world)


@pytest.mark.parametrize("change", [("Bo", "Ann"), ("Bo", ""), ("the yearbook", "")])
def test_it_needs_a_reason_evidence_and_two_names(
    corrected: World, change: tuple[str, str]
) -> None:
    corrected.corrections = corrected.corrections.replace(*change)
    corrected.build()
    assert "corrections_have_two_names" in failed(corrected)


def test_the_file_that_ships_has_the_right_columns() -> None:
    from warehouse.files import CORRECTIONS, SQL, read

    header = CORRECTIONS.read_text("utf-8").splitlines()[0].split(",")
    body = read(SQL / "layers" / "corrections.sql").body
    assert [
        line.split(" as ")[1].strip(",") for line in body.splitlines() if " as " in line
    ] == header
