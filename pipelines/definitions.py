"""Hands the graph to Dagster: assets, checks, schedules, one process a run."""

import dagster as dg

from pipelines.assets import assets
from pipelines.checks import checks
from pipelines.schedules import schedules
from pipelines.workplace import Workplace

build = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="The main job: the whole graph, and a generation published where anything is new.",
)

defs = dg.Definitions(
    assets=assets(),
    asset_checks=[checks],
    jobs=[build],
    schedules=schedules(),
    resources={"workplace": Workplace()},
    # A process a step costs seconds each and gains nothing here: steps are short, and the
    # warehouse has one writer.
    executor=dg.in_process_executor,
)
