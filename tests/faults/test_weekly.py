"""The weekly inspection: checks that look at the whole are no matter of a build, and are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from pipelines.definitions import defs
from tests.faults.home import article, build, files

if TYPE_CHECKING:
    import pytest

    from pipelines.store import Home

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
FAR = "Online retail sales in China reached 9 trillion yuan in 2012."  # constructed


def inspected(home: Home, monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Run the job as its schedule does; gives what passed."""
    monkeypatch.setenv("TALLYBOOK_HOME", str(home.root))
    with dg.DagsterInstance.ephemeral() as instance:
        job = defs.resolve_job_def("inspect")
        done = job.execute_in_process(instance=instance, run_config=QUIET)
    assert done.success
    return {each.check_name: each.passed for each in done.get_asset_check_evaluations()}


def test_the_inspection_names_what_a_build_lets_pass(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inspected(home, monkeypatch) == {
        "publishers_are_near_each_other": True,
        "theme_growth_has_rows": True,
        "theme_informatization_has_rows": False,
        "theme_service_industry_has_rows": False,
        "theme_cross_border_has_rows": False,
        "theme_environment_has_rows": False,
    }
    build(home, [article("far.txt", FAR, "2026-04-01")])
    before = home.published.read_bytes(), files(home)
    assert not inspected(home, monkeypatch)["publishers_are_near_each_other"]
    assert (home.published.read_bytes(), files(home)) == before
