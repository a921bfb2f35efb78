"""Hands the graph to Dagster: assets, checks, schedules, one process a run."""

import dagster as dg

from pipelines.assets import assets
from pipelines.checks import TOUCHED, WHOLE
from pipelines.schedules import schedules
from pipelines.workplace import Workplace

build = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all() - dg.AssetSelection.checks(WHOLE),
    description="The main job: the whole graph, and a generation published where anything is new.",
)
inspect = dg.define_asset_job(
    "inspect",
    selection=dg.AssetSelection.checks(WHOLE),
    description="The checks that look at the whole published generation.",
)

defs = dg.Definitions(
    assets=assets(),
    asset_checks=[TOUCHED, WHOLE],
    jobs=[build, inspect],
    schedules=schedules(),
    resources={"workplace": Workplace()},
    # A process a step costs seconds each and gains nothing here: steps are short, and the
    # warehouse has one writer.
    executor=dg.in_process_executor,
)
