"""How much of the machine a build may take is a setting; a wrong one stops it before any work."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelines.publication import build_warehouse
from pipelines.store import Home
from warehouse import database, generation, publish
from warehouse.errors import WarehouseError
from warehouse.limits import Limits, limits_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.warehouse.conftest import World
    from warehouse.database import Connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "memory"),
    [
        ("4GB", "4GB"),
        (" 4 gb ", "4GB"),
        ("1.5GiB", "1.5GiB"),
        ("512mib", "512MiB"),
        ("256MB", "256MB"),
        ("1TB", "1TB"),
        ("", "2GB"),
    ],
)
def test_a_size_is_taken(tmp_path: Path, text: str, memory: str) -> None:
    limits = limits_from({"TALLYBOOK_MEMORY": text})
    assert limits == Limits(memory=memory, threads=2)
    with database.writer(tmp_path / "new.duckdb", memory_limit=limits.memory):
        pass  # DuckDB takes it too


@pytest.mark.parametrize(
    "text",
    ["lots", "4", "-4GB", "0GB", "255MB", "80%", "4 GB; drop", "4e3GB", "9999999GB", "٤GB", "4GB4"],
)
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(
        WarehouseError, match=r"TALLYBOOK_MEMORY is .* expected .* Set it anew"
    ) as told:
        limits_from({"TALLYBOOK_MEMORY": text})
    assert f'"{text}"' in str(told.value)
    assert told.value.exit_code == 2


@pytest.mark.parametrize("text", ["0", "-1", "two", "2.5", "257", "1" * 400, "²", "0x2"])
def test_what_is_no_number_of_threads_is_refused(text: str) -> None:
    with pytest.raises(WarehouseError, match=r"TALLYBOOK_THREADS is .* from 1 to 256"):
        limits_from({"TALLYBOOK_THREADS": text})


def test_a_build_is_held_to_what_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    @contextmanager
    def watched(path: Path, **options: object) -> Iterator[Connection]:
        with database.writer(path, **options) as connection:  # type: ignore[arg-type]
            asked = "select current_setting('memory_limit'), current_setting('threads')"
            seen.extend(connection.execute(asked).fetchall())
            yield connection

    monkeypatch.setattr(generation, "writer", watched)
    monkeypatch.setenv("TALLYBOOK_MEMORY", "3GiB")
    monkeypatch.setenv("TALLYBOOK_THREADS", "1")
    build_warehouse(Home(tmp_path), ())
    assert seen == [("3.0 GiB", 1)]


def test_a_build_that_runs_out_of_memory_names_the_setting(world: World) -> None:
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5")
    with pytest.raises(WarehouseError, match=r"Out of Memory .* TALLYBOOK_MEMORY"):
        world.build(memory_limit="1MB")
    assert not publish.building(world.home).exists()


def test_readers_keep_their_own_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.writer(tmp_path / "new.duckdb"):
        pass
    monkeypatch.setenv("TALLYBOOK_MEMORY", "64GiB")
    monkeypatch.setenv("TALLYBOOK_THREADS", "64")
    with database.reader(tmp_path / "new.duckdb") as connection:
        asked = "select current_setting('memory_limit'), current_setting('threads')"
        assert connection.execute(asked).fetchall() == [("1.8 GiB", 2)]  # 2 GB


def test_a_wrong_setting_stops_the_command_before_any_work(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "build", "--home", str(home)],
        cwd=ROOT,
        env={**os.environ, "TALLYBOOK_MEMORY": "lots"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith('tallybook build: TALLYBOOK_MEMORY is "lots"; expected a size')
    assert len(done.stderr.splitlines()) == 1
    assert {path.name for path in home.iterdir()} <= {"dagster", ".lease"}
