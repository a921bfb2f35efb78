"""A reader who asks for one series looks at a small part of the observations, and misses none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from warehouse.catalogue import relations
from warehouse.database import reader, writer
from warehouse.files import statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.warehouse.conftest import World

STRETCH = 122_880  # rows of which DuckDB keeps the least and greatest value
AREAS = ("AUS", "BRA", "CHN", "DEU", "FRA", "GBR")
MANY = """
insert into observation by name
select o.* replace (
    'nbs:retail:' || a.area || ':A:CNY:PRODUCT=' || n.range // 100 as series_id,
    a.area as area,
    'PRODUCT=' || n.range // 100 as dimensions,
    (1900 + n.range % 100)::varchar as period
)
from observation as o
cross join (select unnest($areas) as area) as a
cross join range($rows) as n
order by series_id, period
"""
ONE = "nbs:retail:DEU:A:CNY:PRODUCT=700"
ASKED = {
    "current": "from current where series_id = $one",
    "vintages": "from vintages where series_id = $one",
    "as_of": "from as_of('2026-06-01') where series_id = $one",
    "as_of, two columns": "select period, value from as_of('2026-06-01') where series_id = $one",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file into which many series were written, a constructed value in each cell."""
    from tests.warehouse.conftest import World

    world = World(tmp_path_factory.mktemp("home"))
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5")
    world.publish()
    path = world.home / "tallybook.duckdb"
    path.chmod(0o644)
    with writer(path) as connection:
        connection.execute(MANY, {"areas": list(AREAS), "rows": STRETCH})
        body = relations()["series_key"].file.body
        connection.execute(statement("create_searched_table", name="series_key", query=body))
    return path


@pytest.mark.parametrize("view", ASKED)
def test_one_series_is_found_without_looking_at_all_rows(path: Path, view: str) -> None:
    with reader(path) as connection:
        assert len(connection.execute(ASKED[view], {"one": ONE}).fetchall()) == 100
        asked = f"explain (analyze, format json) {ASKED[view]}"
        plan = json.loads(connection.execute(asked, {"one": ONE}).fetchall()[0][1])
    tables = {node["extra_info"].get("Table", ""): node for node in _nodes(plan["operator"])}
    scan = next(tables[name] for name in tables if name.endswith(".observation"))
    assert scan["total_row_groups_to_scan"] >= len(AREAS)
    assert scan["row_groups_scanned"] <= 2


def _nodes(operators: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for operator in operators:
        yield operator
        yield from _nodes(operator.get("children", []))


def test_no_observation_is_missed(path: Path) -> None:
    with reader(path) as connection:
        asked = "select (select count(*) from observation), (select count(*) from vintages)"
        rows, seen = connection.execute(asked).fetchall()[0]
    assert rows == seen == len(AREAS) * STRETCH + 1


def test_a_series_that_grows_is_seen_whole(world: World) -> None:
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5")
    world.publish()
    world.receive("more", "2026-02-01")
    world.say("more", "2012", "6")
    world.say("more", "2013", "7")
    world.say("more", "2013", "8", indicator="users")
    world.publish(large=1)
    assert world.ask("select count(*) from series_key") == [(2,)]
    assert world.ask("select count(*) from vintages") == world.ask(
        "select count(*) from observation"
    )
