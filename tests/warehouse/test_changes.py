"""What changed between two generations is found whole, and each cell has what changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.warehouse.conftest import sha

if TYPE_CHECKING:
    from tests.warehouse.conftest import World


def changes(world: World) -> list[tuple[object, ...]]:
    return world.ask(
        "select series_id, period, what, value_before::double, value_after::double, cause, causes "
        "from audit.changes order by all"
    )


SERIES = "nbs:retail:CHN:A:CNY"


def test_new_cells_are_no_changes(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5")
    world.publish()
    world.receive("B", "2026-02-01")
    world.say("B", "2012", "5")
    world.say("B", "2013", "6")
    world.publish()
    assert changes(world) == []
    assert world.ask("select sequence, receipts, observations, note from build order by 1") == [
        (1, 1, 1, None),
        (2, 2, 2, None),
    ]


def test_the_publisher_revised(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5")
    world.publish()
    world.receive("B", "2026-02-01")
    world.say("B", "2012", "6")
    world.publish()
    assert changes(world) == [(SERIES, "2012", "revised", 5.0, 6.0, "publisher", ["publisher"])]
    revisions = world.ask("select revisions, upward, mean_percent from audit.revisions")
    assert revisions == [(1, 1, 20.0)]


def test_our_rule_changed(world: World) -> None:
    world.receive("A", "2026-01-01", source="article")
    world.print_figure("A", 0, "1654380 billion", verdict="repaired", code_version="1", value="5")
    world.say("A", "2012", "5", source_id="article", origin="repaired", locator="span:0")
    world.publish()
    world.layers["verdicts"][0].update(value="50", code_version="2")
    world.layers["observations"].clear()
    world.say("A", "2012", "50", source_id="article", origin="repaired", locator="span:0")
    world.publish()
    assert changes(world) == [(SERIES, "2012", "altered", 5.0, 50.0, "repair", ["repair"])]


def test_a_reference_changed(world: World) -> None:
    world.receive("A", "2026-01-01", source="article")
    world.print_figure("A", 0, "1654380 billion", verdict="repaired", value="5")
    world.say("A", "2012", "5", source_id="article", origin="repaired", locator="span:0")
    world.publish()
    world.layers["verdicts"][0].update(verdict="quarantined", value=None)
    world.layers["observations"].clear()
    world.publish()
    assert changes(world) == [(SERIES, "2012", "removed", 5.0, None, "mapping", ["mapping"])]


def test_a_mapping_changed(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5")
    world.publish()
    world.layers.clear()
    world.say("A", "2012", "5000")
    world.publish()
    assert changes(world) == [(SERIES, "2012", "altered", 5.0, 5000.0, "mapping", ["mapping"])]


def test_a_place_that_belongs_to_another_series_is_a_mapping(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5", locator="r1")
    world.publish()
    world.layers.clear()
    world.receive("B", "2026-02-01")
    world.say("A", "2012", "5", indicator="turnover", locator="r1")
    world.say("B", "2012", "5", indicator="turnover", locator="r1")
    world.publish()
    assert changes(world) == [(SERIES, "2012", "removed", 5.0, None, "mapping", ["mapping"])]


def test_a_person_corrected(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5", locator="r1")
    world.publish()
    world.corrections = f"{sha('A')},r1,5,5.5,5.5,misprint,the yearbook,Ann,Bo,\n"
    world.publish()
    assert changes(world) == [(SERIES, "2012", "altered", 5.0, 5.5, "correction", ["correction"])]


def test_several_acted_at_once(world: World) -> None:
    world.receive("A", "2026-01-01")
    world.say("A", "2012", "5")
    world.publish()
    world.layers.clear()
    world.receive("B", "2026-02-01")
    world.say("A", "2012", "5000")
    world.say("B", "2012", "6000")
    world.publish()
    assert changes(world) == [
        (SERIES, "2012", "altered", 5.0, 5000.0, "mapping", ["mapping"]),
        (SERIES, "2012", "revised", 5.0, 6000.0, "several", ["mapping", "publisher"]),
    ]


def test_every_cell_that_reads_differently_is_in_the_ledger(world: World) -> None:
    """The two files are compared by hand, vintage by vintage, without the ledger's own code."""
    for name, on in (("A", "2026-01-01"), ("C", "2026-03-01")):
        world.receive(name, on)
        for year in range(2000, 2010):
            world.say(name, str(year), str(year if name == "A" or year % 2 else year + 1))
    first = world.publish()
    told = "select series_id, period, known_from, value, event from observation"
    before = world.ask(told)
    world.receive("B", "2026-02-01")
    for year in range(2000, 2010, 3):
        world.say("B", str(year), "7")
    second = world.publish()
    after = world.ask(told)
    known = {row[:2] for row in before}
    changed = {row[:3] for row in set(before) ^ set(after) if row[:2] in known}
    ledger = world.ask("select series_id, period, known_from from audit.changes")
    assert first.root != second.root
    assert len(ledger) == len(changed) > 10
    assert set(ledger) == changed
    assert world.ask("select distinct cause from audit.changes") == [("publisher",)]


def test_the_ledger_goes_on_over_many_generations(world: World) -> None:
    for number, name in enumerate("ABC", 1):
        world.receive(name, f"2026-0{number}-01")
        world.say(name, "2012", str(number))
        world.publish()
    assert world.ask("select generation[:6], what from audit.changes order by all") == [
        ("000002", "revised"),
        ("000003", "revised"),
    ]
