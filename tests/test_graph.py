"""The graph is an interface: its layers, what they rest on, its checks and schedules are pinned."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from pipelines.definitions import defs
from pipelines.sources import declared
from warehouse import catalogue
from warehouse.checks import CHECKS

if TYPE_CHECKING:
    import pytest
    from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (
    "snapshots",
    "figures",
    "verdicts",
    "claims",
    "judgement",
    "observations",
    "warehouse",
    "themes",
    "exports",
)


@cache
def graph() -> AssetGraph:
    return defs.resolve_asset_graph()


def key(*path: str) -> dg.AssetKey:
    return dg.AssetKey(list(path))


def parents(*path: str) -> set[str]:
    return {parent.to_user_string() for parent in graph().get(key(*path)).parent_keys}


def test_the_groups_are_the_layers_and_the_first_part_of_each_key() -> None:
    for asset in graph().materializable_asset_keys:
        assert graph().get(asset).group_name == asset.path[0]
    assert {asset.path[0] for asset in graph().materializable_asset_keys} == set(LAYERS)


def test_every_source_has_every_layer() -> None:
    for source in declared():
        for layer in ("snapshots", "figures", "verdicts", "claims", "observations"):
            assert key(layer, source.id) in graph().materializable_asset_keys


def test_data_flow_in_the_order_of_the_layers() -> None:
    rank = {layer: place for place, layer in enumerate(LAYERS)}
    # Judgement rests on the observations of structured sources, never on those of documents.
    prose = {source.id for source in declared() if source.format == "prose"}
    for asset in graph().materializable_asset_keys:
        for parent in graph().get(asset).parent_keys:
            if asset == key("judgement", "figures") and parent.path[0] == "observations":
                assert parent.path[1] not in prose
            else:
                assert rank[parent.path[0]] <= rank[asset.path[0]], (parent, asset)


def test_a_view_depends_on_what_its_query_reads_and_on_nothing_else() -> None:
    for relation in (*catalogue.warehouse_relations(), *catalogue.theme_relations()):
        room = "themes" if relation.schema == "themes" else "warehouse"
        found = {p for p in parents(room, relation.name) if p.startswith("warehouse/")}
        assert found == {f"warehouse/{name}" for name in relation.reads}, relation.name


def test_a_theme_reads_only_current_series_and_code_lists() -> None:
    codelists = {path.stem for path in (ROOT / "sql" / "codelists").glob("*.csv")}
    for theme in catalogue.theme_relations():
        allowed = codelists | {"current", "series"}
        assert {
            name.removeprefix("warehouse/") for name in parents("themes", theme.name)
        } <= allowed


def test_the_export_waits_for_everything_that_a_blocking_check_looks_at() -> None:
    waits_for = parents("exports", "tallybook")
    blocking = [check for check in CHECKS if check.blocking]
    assert blocking
    for check in blocking:
        schema, _, name = check.tables[0].rpartition(".")
        assert f"{'themes' if schema == 'themes' else 'warehouse'}/{name}" in waits_for


def test_every_query_in_checks_is_an_asset_check_of_its_severity() -> None:
    drawn = {check.name: graph().get_check_spec(check) for check in graph().asset_check_keys}
    files = {path.stem for path in (ROOT / "sql" / "checks").glob("*.sql")}
    assert set(drawn) == files
    for check in CHECKS:
        assert drawn[check.name].blocking == check.blocking


def test_one_process_runs_the_graph() -> None:
    assert defs.executor is dg.in_process_executor


def test_every_cadence_of_a_source_that_is_on_has_a_schedule() -> None:
    cadences = {source.cadence for source in declared() if source.on and source.requests}
    names = {schedule.name for schedule in defs.schedules or ()}
    assert names == {f"fetch_{each}" for each in cadences} | {"inspect_weekly"}


def test_a_build_runs_the_checks_of_what_it_touched_and_the_inspection_the_others() -> None:
    for job, scope in (("build", "touched"), ("inspect", "whole")):
        run = {
            key.name for key in defs.resolve_job_def(job).asset_layer.asset_graph.asset_check_keys
        }
        assert run == {check.name for check in CHECKS if check.scope == scope}


def test_dagster_says_nothing_home_and_greets_nobody() -> None:
    settings = (ROOT / "dagster.yaml").read_text("utf-8")
    for what in ("telemetry", "nux"):
        assert f"\n{what}:\n  enabled: false\n" in settings


def test_a_step_of_the_ui_works_on_the_home_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALLYBOOK_HOME", str(tmp_path / "home"))
    selection = [key("snapshots", "reference"), key("figures", "reference")]
    with dg.DagsterInstance.ephemeral() as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        done = defs.resolve_job_def("build").execute_in_process(
            instance=instance, run_config=quiet, asset_selection=selection
        )
        record = instance.get_latest_data_version_record(key("figures", "reference"))
    assert done.success
    assert record is not None
    assert os.listdir(tmp_path / "home" / "figures" / "reference")  # noqa: PTH208 - names suffice
