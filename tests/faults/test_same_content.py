"""The same receipts give the same content: elsewhere, on another day, and after an older code."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines import publication
from pipelines.store import Home
from tests.faults.home import FIRST, ROOT, SECOND, ask, build, child, ended, root_of, tallybook
from warehouse import publish

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ARRIVALS = json.dumps([asdict(each) for each in (*FIRST, *SECOND)])


def test_two_homes_two_days_and_deep(
    second: Home, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One home was built in two steps today, one elsewhere in one, one on a day in 2001."""
    other, earlier = Home(tmp_path / "other" / "home"), Home(tmp_path / "earlier" / "home")
    for home in (other, earlier):
        home.root.mkdir(parents=True)
    words = ("", "build", other.root, ARRIVALS)
    elsewhere = child(*words, sources=sources, TZ="Asia/Kathmandu", PYTHONHASHSEED="7", LC_ALL="C")
    ended(elsewhere, code=0)

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(publication, "datetime", Earlier)
    build(earlier, [*FIRST, *SECOND])
    known = [publish.published(home.root) for home in (second, other, earlier)]
    assert known[0]
    assert len(known[0].digests) > 20
    assert known[0].digests == known[1].digests == known[2].digests  # type: ignore[union-attr]
    assert root_of(other) == root_of(earlier) == root_of(second)
    assert ask(earlier, "select built_at from build")[0][0].year == 2001
    ended(tallybook("verify", "--deep", home=other, sources=sources, mode="command"), code=0)


def older_project(folder: Path) -> Path:
    """Copy the project and take a column from a table, and from a view and its header."""
    for room in ("pipelines", "warehouse", "sql", "tests/faults"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dagster.yaml", folder)
    for name, line in (
        ("tables/source.sql", "    cadence,\n"),
        ("views/series.sql", "    count(*) as vintages,\n"),
    ):
        path = folder / "sql" / name
        text = path.read_text("utf-8")
        assert text.count(line) == 1
        path.write_text(text.replace(line, ""), "utf-8")
    return folder


COLUMNS = (
    "select table_name, column_name from duckdb_columns() where "
    "(table_name, column_name) in (('source', 'cadence'), ('series', 'vintages')) order by all"
)


def test_generation_of_an_older_code(second: Home, sources: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    project = older_project(tmp_path / "project")
    ended(child("", "build", home.root, ARRIVALS, sources=sources, project=project), code=0)
    assert ask(home, COLUMNS) == []
    build(home)
    assert ask(home, COLUMNS) == [("series", "vintages"), ("source", "cadence")]
    assert root_of(home) == root_of(second)
    assert ask(home, "select sequence from build order by 1") == [(1,), (2,)]
    build(home)
    assert ask(home, "select max(sequence) from build") == [(2,)]
