"""`tallybook build --live` from end to end, over loopback HTTP, against constructed answers."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pipelines.fetch.session import open_caller
from pipelines.fetch.settings import settings_from
from pipelines.intake import take_in
from pipelines.receive import now
from pipelines.sources import fred
from pipelines.store import Home, must_be_whole, read_receipts
from tests.sources.playbook import play

ROOT = Path(__file__).resolve().parent.parent


def tallybook(
    *words: str, home: Path, environment: Mapping[str, str] | None = None, code: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *words, "--home", str(home)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


def vintages(home: Path) -> set[tuple[str, str, str, str]]:
    sql = "select series_id, period, known_from, value::varchar as value from observation"
    done = tallybook("query", sql, "--format", "json", "--rows", "100000", home=home)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {(r["series_id"], r["period"], r["known_from"], r["value"]) for r in rows}


def written(home: Path) -> dict[Path, tuple[bytes, int]]:
    """Every file of a home but the fetch log and Dagster's own, and when it was written to."""
    apart = {"dagster", "fetch-log.ndjson"}
    paths = [path for path in home.rglob("*") if path.relative_to(home).parts[0] not in apart]
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths if path.is_file()}


def test_live_builds_then_finds_nothing_new_then_takes_exactly_the_revised_row(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    with play() as stage:
        tallybook("build", "--live", home=home, environment=stage.environment)
        first = vintages(home)
        assert len([row for row in first if row[0].startswith("us_census:")]) > 0
        before = written(home)
        again = tallybook("build", "--live", home=home, environment=stage.environment)
        assert "Nothing new" in again.stdout
        assert written(home) == before
        assert vintages(home) == first
        revised = stage.revise()
        tallybook("build", "--live", home=home, environment=stage.environment)
    new = vintages(home) - first
    assert first <= vintages(home)
    assert {(row[0], row[1]) for row in new} == {(revised.series_id, revised.period)}
    assert {row[3].rstrip("0").rstrip(".") for row in new} <= {revised.after, "271999"}


def test_without_a_network_the_report_names_what_was_not_reached(tmp_path: Path) -> None:
    home = tmp_path / "home"
    tallybook("build", home=home)
    before = (home / "tallybook.duckdb").read_bytes()
    # Nobody listens on the discard port of this machine.
    nowhere = {f"TALLYBOOK_ADDRESS_{name}": "http://127.0.0.1:9" for name in live_sources()}
    done = tallybook("build", "--live", home=home, environment=nowhere, code=2)
    for name in live_sources():
        assert f"could not be reached or read: {name.lower()}, " in done.stderr
    assert "Nothing new" in done.stdout
    assert (home / "tallybook.duckdb").read_bytes() == before


def test_bytes_that_are_gone_are_asked_for_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with play() as stage, open_caller(settings_from(stage.environment, home=home.root)) as caller:

        def asked() -> tuple[int, int]:
            told = take_in(home, fred.SOURCE, caller=caller, received=now(), stated=False)
            return int(told["new answers"]), int(told["unchanged"])

        count = len(fred.SOURCE.requests)
        assert asked() == (count, 0)
        assert asked() == (0, count)
        before = read_receipts(home, fred.SOURCE.id)
        home.snapshot(before[0].sha256).unlink()
        assert asked() == (1, count - 1)
    (receipt,) = read_receipts(home, fred.SOURCE.id)[count:]
    assert (receipt.request, receipt.sha256) == (before[0].request, before[0].sha256)
    must_be_whole(home, receipt.sha256)


def live_sources() -> list[str]:
    from pipelines.sources import declared

    return [source.id.upper() for source in declared() if source.on and source.requests]
