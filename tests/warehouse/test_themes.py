"""The theme views: every publisher's row stays, growth is empty where it would mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.warehouse.conftest import World

COLUMNS = [
    *("series_id", "indicator", "indicator_name", "area", "period", "frequency", "value", "unit"),
    *("qualifier", "growth", "publisher", "source_id", "is_preferred", "status", "known_from"),
    *("observation_id", "citation", "licence", "note", "origin"),
]
THEMES = ("growth", "informatization", "service_industry", "cross_border", "environment")


@pytest.fixture
def table(world: World) -> World:
    world.receive("table", "2026-01-01")
    return world


def growth(world: World, theme: str = "growth") -> list[tuple[object, ...]]:
    return world.ask(f"select period, growth from themes.{theme} order by series_id, period")  # noqa: S608


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_its_columns_in_order_as_view_and_as_macro(table: World, theme: str) -> None:
    table.say("table", "2012", "5")
    table.build()
    for relation in (f"themes.{theme}", f"themes.{theme}_as_of('2030-01-01')"):
        assert [row[0] for row in table.ask(f"describe from {relation}")] == COLUMNS


def test_growth_is_percent_on_the_year_before(table: World) -> None:
    for period, value in (("2012", "100"), ("2013", "110"), ("2014", "99")):
        table.say("table", period, value)
    table.build()
    assert growth(table) == [("2012", None), ("2013", 10.0), ("2014", -10.0)]


@pytest.mark.parametrize(
    ("indicator", "periods", "why"),
    [
        ("retail", ("2012", "2014"), "a gap"),
        ("turnover", ("2012", "2013"), "levels that cannot be compared"),
        ("retail_growth", ("2012", "2013"), "the growth of a growth"),
    ],
)
def test_growth_is_empty_where_it_would_mislead(
    table: World, indicator: str, periods: tuple[str, str], why: str
) -> None:
    table.say("table", periods[0], "100", indicator=indicator)
    table.say("table", periods[1], "110", indicator=indicator)
    table.build()
    assert [row[1] for row in growth(table)] == [None, None], why


def test_growth_is_empty_across_a_break_and_the_note_says_why(table: World) -> None:
    for period, value in (("2012", "100"), ("2013", "110"), ("2014", "500"), ("2015", "550")):
        table.say("table", period, value, indicator="users")
    table.build()
    assert [row[1] for row in growth(table, "environment")] == [None, 10.0, None, 10.0]
    note = table.ask("select note from themes.environment where period = '2014'")
    assert note == [("not comparable with the period before: a new method",)]


def test_growth_is_empty_after_a_missing_a_zero_and_a_negative_value(table: World) -> None:
    for period, value in (
        ("2012", None),
        ("2013", "5"),
        ("2014", "0"),
        ("2015", "-1"),
        ("2016", "3"),
    ):
        table.say("table", period, value)
    table.build()
    assert [row[1] for row in growth(table)] == [None, None, -100.0, None, None]


def test_a_yearly_event_grows_on_the_event_before(table: World) -> None:
    from datetime import date

    for year, value in ((2012, "100"), (2013, "150"), (2015, "300")):
        day = date(year, 11, 11)
        table.say(
            "table",
            str(year),
            value,
            indicator="double_11",
            frequency="event",
            period_start=day,
            period_end=day,
        )
    table.build()
    assert growth(table) == [("2012", None), ("2013", 50.0), ("2015", None)]


def test_every_publisher_keeps_its_row_and_one_is_preferred(table: World) -> None:
    for publisher, value in (("imf", "5"), ("nbs", "6"), ("doc-1", "7")):
        table.say("table", "2012", value, publisher=publisher)
    table.build()
    rows = table.ask("select publisher, is_preferred from themes.growth order by 1")
    assert rows == [("doc-1", False), ("imf", False), ("nbs", True)]


def test_a_missing_value_is_not_preferred_to_one_that_is_there(table: World) -> None:
    for publisher, value in (("imf", "5"), ("nbs", None)):
        table.say("table", "2012", value, publisher=publisher)
    table.build()
    rows = table.ask("select publisher, is_preferred, status from themes.growth order by 1")
    assert rows == [("imf", True, "published"), ("nbs", False, "missing")]


def test_two_that_stand_equal_are_not_chosen_between(table: World) -> None:
    for publisher in ("imf", "nbs"):
        table.say("table", "2012", "5", publisher=publisher, indicator="users")
    table.build()
    assert table.ask("select is_preferred from themes.environment") == [(False,), (False,)]


def test_a_document_names_itself_as_its_publisher(world: World) -> None:
    world.receive("article", "2026-01-01", source="article", kind="document", title="On trade")
    world.say("article", "2012", "5", source_id="article", publisher="doc-1", document="On trade")
    world.build()
    assert world.ask("select name, kind from publisher where code = 'doc-1'") == [
        ("On trade", "document")
    ]
    assert world.ask("select citation from themes.growth") == [("On trade, On trade",)]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"value": None, "missing_reason": "secret", "obs_status": ["F"]}, "missing"),
        ({"origin": "repaired", "obs_status": ["F"]}, "repaired"),
        ({"origin": "derived"}, "derived"),
        ({"obs_status": ["P", "F"]}, "forecast"),
        ({"obs_status": ["E", "P"]}, "estimated"),
        ({"obs_status": ["P"]}, "provisional"),
        ({"obs_status": []}, "published"),
    ],
)
def test_the_first_status_that_holds_is_told(
    table: World, more: dict[str, Any], status: str
) -> None:
    table.say("table", "2012", **{"value": "5", **more})
    table.build()
    assert table.ask("select status from current") == [(status,)]


def test_everything_in_the_file_says_what_it_is(table: World) -> None:
    table.build()
    assert (
        table.ask(
            "select schema_name, table_name from duckdb_tables() where comment is null "
            "union all select schema_name, view_name from duckdb_views() "
            "where comment is null and not internal"
        )
        == []
    )
    assert (
        table.ask(
            "select table_name, column_name from duckdb_columns() "
            "where comment is null and not internal"
        )
        == []
    )
    macros = (
        "select function_name from duckdb_functions() where function_type = 'table_macro' "
        "and not internal and comment is null"
    )
    assert table.ask(macros) == []
