"""What a reader is not allowed to do, and that odd names and values are only data."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import duckdb
import pytest

from warehouse import queries
from warehouse.database import reader
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.conftest import World

WAYS_OUT = {
    "read a file": "select * from read_text('/etc/hostname')",
    "read a csv": "select * from '/etc/passwd'",
    "list a folder": "select * from glob('/*')",
    "attach": "attach '{folder}/other.duckdb'",
    "copy to": "copy (select 1) to '{folder}/out.csv'",
    "export": "export database '{folder}/out'",
    "import": "import database '{folder}/out'",
    "install": "install httpfs",
    "load": "load httpfs",
    "set": "set threads = 1",
    "set external access": "set enable_external_access = true",
    "reset": "reset memory_limit",
    "pragma": "pragma threads = 1",
    "pragma read": "pragma table_info('observation')",
    "getenv": "select getenv('HOME')",
    "network": "select * from read_csv('https://example.org/x.csv')",
    "write": "update observation set value = 1",
    "delete": "delete from observation",
    "create": "create table x as select 1",
    "secret": "create secret s (type s3)",
    "secrets": "select * from duckdb_secrets()",
    "call": "call pragma_version()",
    "two statements": "select 1; select 2",
    "nothing": "",
    "explain a write": "explain analyze copy (select 1) to '{folder}/out.csv'",
    "a python variable": "select * from outside",
}


@pytest.fixture
def path(world: World) -> Path:
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5")
    world.publish()
    return world.home / "tallybook.duckdb"


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_way_out_is_refused(path: Path, tmp_path: Path, way: str) -> None:
    outside = [1]  # noqa: F841 - what a replacement scan would find
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WarehouseError):
        queries.query(path, WAYS_OUT[way].format(folder=tmp_path))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "set threads = 1",
        "attach ':memory:' as other; copy (select 1) to '/dev/stdout'",
        "copy (select 1) to '/dev/null'",
        "load httpfs",
        "select * from read_text('/etc/hostname')",
        "create table x as select 1",
    ],
)
def test_the_connection_itself_refuses(path: Path, statement: str) -> None:
    with reader(path) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


@pytest.mark.parametrize(
    "query",
    ["select 1", "from themes.growth", "describe observation", "values (1)", "explain select 1"],
)
def test_a_query_is_answered(path: Path, query: str) -> None:
    assert queries.query(path, query).rows


def test_parameters_are_bound(path: Path) -> None:
    answer = queries.query(path, "select ? as x", ["'; drop table observation; --"])
    assert answer.rows == (("'; drop table observation; --",),)


def test_an_answer_is_cut_and_says_so(path: Path) -> None:
    answer = queries.query(path, "select * from range(100)", rows=7)
    assert (len(answer.rows), answer.cut) == (7, True)
    assert not queries.query(path, "select * from range(7)", rows=7).cut


def test_a_query_that_takes_too_long_is_stopped(path: Path) -> None:
    endless = "select count(*) from range(100000) a, range(100000) b, range(1000) c where a != b"
    started = time.monotonic()
    with pytest.raises(WarehouseError, match="longer than"):
        queries.query(path, endless, seconds=0.3)
    assert time.monotonic() - started < 10
    assert threading.active_count() < 20


def test_a_query_stays_within_its_memory(path: Path) -> None:
    with (
        reader(path, memory_limit="50MB") as connection,
        pytest.raises(duckdb.Error),
    ):
        connection.execute("select list(a.range::varchar) from range(100000000) a").fetchall()


ODD = "x'; drop table observation; -- /* \" */ $$ {} \\ \n \u200b ü"


def test_quotes_semicolons_and_comment_marks_are_data(world: World) -> None:
    world.receive("table", "2026-01-01", title=ODD, request=ODD, headers={ODD: ODD})
    world.codelists["publisher"] += f'"{ODD.replace(chr(34), chr(34) * 2)}",Odd,,,\n'
    world.say("table", "2012", "5", publisher=ODD, note=ODD, printed=ODD, locator=ODD)
    world.publish()
    rows = world.ask("select publisher, note, printed, locator from observation")
    assert rows == [(ODD, ODD, ODD, ODD)]
    assert world.ask("select title, request from receipt") == [(ODD, ODD)]
    assert world.ask("select count(*) from themes.growth") == [(1,)]


def test_a_home_with_a_quote_in_its_name(tmp_path: Path) -> None:
    from tests.warehouse.conftest import World

    world = World(tmp_path / 'it\'s a "home"; --')
    world.home.mkdir()
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5")
    world.publish()
    world.publish()
    assert world.ask("select count(*) from build") == [(2,)]
