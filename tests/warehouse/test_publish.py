"""Publishing: one rename, whole generations only, one writer, and nothing lost on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest

from pipelines import frames
from tests.warehouse.conftest import NOW, sha
from warehouse import publish
from warehouse.database import reader
from warehouse.errors import WarehouseError
from warehouse.lease import lease

if TYPE_CHECKING:
    from tests.warehouse.conftest import World

ROOT = Path(__file__).resolve().parents[2]


def one_value(world: World, value: str = "5") -> World:
    world.layers.clear()
    world.receipts.clear()
    world.receive("table", "2026-01-01")
    world.say("table", "2012", value)
    return world


def value_in(path: Path) -> float:
    with reader(path) as connection:
        return float(connection.execute("select value::double from current").fetchall()[0][0])


def test_a_generation_is_published_with_its_manifest(world: World) -> None:
    built = one_value(world).publish()
    known = publish.published(world.home)
    assert known is not None
    assert (known.root, known.generation) == (built.root, f"000001-{built.root[:12]}")
    assert publish.file_hash(world.home / "tallybook.duckdb") == known.sha256
    assert not list(world.home.glob("**/*.wal"))


def test_equal_inputs_give_equal_digests_in_another_home_on_another_day(
    world: World, tmp_path: Path
) -> None:
    from dataclasses import replace
    from datetime import timedelta

    one = one_value(world).build()
    other = replace(one_value(world), home=tmp_path / "elsewhere")
    two = other.build(now=NOW + timedelta(days=1000))
    assert one.digests == two.digests
    assert one.root == two.root


def test_a_value_changes_the_root(world: World) -> None:
    assert one_value(world, "5").build().root != one_value(world, "6").build().root


def test_null_and_empty_text_differ_in_the_digest(world: World) -> None:
    roots = []
    for note in (None, ""):
        world.layers.clear()
        world.say("table", "2012", "5", note=note)
        world.receive("table", "2026-01-01")
        roots.append(world.build().root)
    assert roots[0] != roots[1]


def test_the_published_file_stays_while_the_next_is_built(world: World) -> None:
    one_value(world, "5").publish()
    one_value(world, "6").build()
    assert value_in(world.home / "tallybook.duckdb") == 5


def test_a_reader_keeps_its_generation_while_another_is_published(world: World) -> None:
    one_value(world, "5").publish()
    with reader(world.home / "tallybook.duckdb") as connection:
        one_value(world, "6").publish(previous=None)
        assert connection.execute("select value::double from current").fetchall() == [(5.0,)]
    assert value_in(world.home / "tallybook.duckdb") == 6


def test_a_bounded_number_of_generations_is_kept(world: World) -> None:
    for value in range(5):
        built = one_value(world, str(value)).build()
        publish.publish(built, world.home, kept=3)
    names = sorted(path.name[:6] for path in publish.generations(world.home).glob("*.duckdb"))
    assert names == ["000003", "000004", "000005"]
    assert len(list(publish.generations(world.home).glob("*.json"))) == 3


def test_a_generation_that_a_reader_holds_is_not_deleted(world: World) -> None:
    one_value(world, "0").publish()
    held = next(publish.generations(world.home).glob("*.duckdb"))
    code = (
        "import sys, duckdb; c = duckdb.connect(sys.argv[1], read_only=True);"
        "print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(held)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        for value in (1, 2):
            publish.publish(one_value(world, str(value)).build(), world.home, kept=1)
        assert held.exists()
        other.communicate()
    publish.publish(one_value(world, "3").build(), world.home, kept=1)
    assert not held.exists()


def test_a_stale_log_beside_the_published_path_is_moved_aside(world: World) -> None:
    one_value(world, "5").publish()
    (world.home / "tallybook.duckdb.wal").write_bytes(b"not a log of this file")
    one_value(world, "6").publish(previous=None)
    assert value_in(world.home / "tallybook.duckdb") == 6
    kept = list(world.home.glob("tallybook.duckdb.stale-*"))
    assert [path.read_bytes() for path in kept] == [b"not a log of this file"]


def test_a_damaged_generation_does_not_stop_the_next_build(world: World) -> None:
    one_value(world, "5").publish()
    path = world.home / "tallybook.duckdb"
    path.chmod(0o644)
    path.write_bytes(b"this is no database")
    assert publish.published(world.home) is None
    one_value(world, "6").publish()
    assert value_in(path) == 6


def test_only_one_writer_holds_the_lease(world: World) -> None:
    with (
        lease(world.home),
        pytest.raises(WarehouseError, match=rf"process {os.getpid()}; waited 0.1 s") as error,
        lease(world.home, wait=0.1),
    ):
        pass
    assert error.value.exit_code == 2
    with lease(world.home, wait=0):
        pass


def test_a_killed_process_does_not_hold_the_lease(world: World) -> None:
    code = (
        "import sys, time; from pathlib import Path; from warehouse.lease import lease\n"
        "with lease(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(world.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(WarehouseError, match=f"process {other.pid}"), lease(world.home, wait=0):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
        started = time.monotonic()
        with lease(world.home, wait=5):
            assert time.monotonic() - started < 5


def test_a_generation_of_an_older_code_is_rebuilt_with_its_ledger(world: World) -> None:
    """The version before knew fewer columns, no digests, and a table that is gone today."""
    one_value(world, "5").publish()
    path = world.home / "tallybook.duckdb"
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        for statement in (
            "drop view audit.changes",
            "alter table build drop column note",
            "alter table build add column host varchar",
            "drop table digest",
            "drop view audit.conservation",
            "alter table observation rename column missing_reason to why_missing",
            "create table former as select 1 as x",
        ):
            connection.execute(statement)
    one_value(world, "6").publish()
    rows = world.ask("select sequence, note is null from build order by 1")
    assert rows == [(1, True), (2, False)]
    note = world.ask("select note from build where sequence = 2")[0][0]
    assert "add change failed on the generation before" in note
    assert world.ask("select count(*) from duckdb_tables() where table_name = 'former'") == [(0,)]


def test_an_empty_home_builds(world: World) -> None:
    built = world.build()
    assert {one.rows for one in built.tables if one.name == "observation"} == {0}


def test_an_empty_and_a_reordered_file_of_a_layer_are_read(world: World) -> None:
    one_value(world)
    inputs = world.inputs()
    first = inputs.observations[0]
    frame = pl.read_parquet(first)
    frame.select(sorted(frame.columns)).write_parquet(first)
    empty = first.with_name("observations-empty.parquet")
    frames.empty(frames.OBSERVATIONS).write_parquet(empty)
    from dataclasses import replace

    built = world.build(inputs=replace(inputs, observations=(empty, first)))
    assert built.root == one_value(world).build().root


def test_a_file_that_lacks_a_column_is_refused_and_nothing_is_left(world: World) -> None:
    one_value(world).publish()
    inputs = world.inputs()
    first = inputs.observations[0]
    pl.read_parquet(first).drop("value").write_parquet(first)
    with pytest.raises(WarehouseError, match="value") as error:
        world.build(inputs=inputs)
    assert error.value.exit_code == 1
    assert not publish.building(world.home).exists()
    assert value_in(world.home / "tallybook.duckdb") == 5


def test_a_log_that_is_no_json_is_refused(world: World) -> None:
    one_value(world)
    inputs = world.inputs()
    inputs.receipts[0].write_text("this is no receipt\n", "utf-8")
    with pytest.raises(WarehouseError, match="receipt"):
        world.build(inputs=inputs)


def test_a_code_list_that_is_gone_is_named(world: World) -> None:
    one_value(world)
    inputs = world.inputs()
    (inputs.codelists / "area.csv").unlink()
    with pytest.raises(WarehouseError, match=r"area\.csv"):
        world.build(inputs=inputs)


def test_an_older_shell_can_open_the_file(world: World) -> None:
    """The storage version of the file itself, as the file says it: 1.5 reads what 1.5 wrote."""
    one_value(world).publish()
    head = (world.home / "tallybook.duckdb").read_bytes()[:4096]
    assert head[8:12] == b"DUCK"
    told = world.ask("select tags['storage_version'] from duckdb_databases() where not internal")
    assert told[0][0].startswith("v1.5")


def test_the_snapshot_counts_its_figures(world: World) -> None:
    world.receive("article", "2026-01-01", source="article")
    world.print_figure("article", 0, "5")
    world.print_figure("article", 1, "65438", verdict="quarantined")
    world.build()
    told = "select figures, intact, repaired, quarantined from snapshot where snapshot = "
    assert world.ask(f"{told} '{sha('article')}'") == [(2, 1, 0, 1)]
