"""Every query of the analyst's page runs as it stands, on the locked-down connection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from warehouse import catalogue
from warehouse.files import CODELISTS, SQL
from warehouse.queries import query

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.conftest import World

README = (SQL / "README.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published home with a little of everything, under the code lists that ship."""
    from tests.warehouse.conftest import World

    world = World(tmp_path_factory.mktemp("home"))
    world.codelists = {path.stem: path.read_text("utf-8") for path in CODELISTS.glob("*.csv")}
    _fill(world)
    world.publish()
    return world.home


def _fill(world: World) -> None:
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5", indicator="online_retail")
    world.say("table", "2013", "6", indicator="online_retail")
    world.say("table", "2013", "5", indicator="agricultural_online_retail")
    world.receive("article", "2026-01-01", source="article", kind="document")
    repaired = {"verdict": "repaired", "repaired": "11", "value": "11"}
    world.print_figure("article", 0, "165438+0", **repaired)
    world.claim("article", 0, reason="no period")
    world.print_figure("article", 1, "65438", verdict="quarantined")
    law = {"event": "E-Commerce Law", "kind": "law", "publisher": "npc", "source_id": "other"}
    world.add("events", {"snapshot": "0" * 64, "figure": 0, "locator": "r1", **law})


@pytest.mark.parametrize("sql", QUERIES)
def test_a_query_of_the_page_answers(home: Path, sql: str) -> None:
    assert query(home / "tallybook.duckdb", sql).rows, sql


def test_the_page_has_a_tour() -> None:
    assert len(QUERIES) >= 10


def test_every_theme_and_question_is_on_the_page() -> None:
    for relation in (*catalogue.theme_relations(), *catalogue.audit_relations()):
        assert f"`{relation.name}`" in README, relation.qualified


def test_every_file_of_sql_can_be_read_and_says_what_it_is() -> None:
    from warehouse.files import read

    files = sorted(SQL.rglob("*.sql"))
    assert len(files) > 80
    for path in files:
        assert read(path).description.endswith((".", "?")), path


@pytest.mark.parametrize("folder", ["views", "themes", "audit", "checks"])
def test_a_file_that_takes_no_argument_runs_as_it_is(home: Path, folder: str) -> None:
    for path in sorted((SQL / folder).glob("*.sql")):
        text = path.read_text("utf-8")
        if "\n-- arguments:" not in text:
            query(home / "tallybook.duckdb", text)
