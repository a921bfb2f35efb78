"""The main job against an empty graph of the same shape, both cold, in one rotating run.

    python benchmarks/main_job.py [--rounds 5]

The peer imports Dagster and materialises as many empty assets with as many checks, on the
same kind of storage, in one process. The job may take three times as long (issue 2).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEER = """
import sys
import dagster as dg
assets, checks = int(sys.argv[1]), int(sys.argv[2])
def asset(number):
    @dg.asset(name=f"asset_{number}", deps=[f"asset_{number - 1}"] if number else [])
    def empty() -> None: ...
    return empty
specs = [dg.AssetCheckSpec(f"check_{n}", asset="asset_0") for n in range(checks)]
@dg.multi_asset_check(specs=specs)
def empty_checks():
    for n in range(checks):
        yield dg.AssetCheckResult(check_name=f"check_{n}", asset_key="asset_0", passed=True)
defs = dg.Definitions(
    assets=[asset(n) for n in range(assets)], asset_checks=[empty_checks],
    jobs=[dg.define_asset_job("all", selection=dg.AssetSelection.all())],
    executor=dg.in_process_executor,
)
with dg.DagsterInstance.get() as instance:
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    defs.resolve_job_def("all").execute_in_process(instance=instance, run_config=quiet)
"""
COUNT = """
from pipelines.definitions import defs
graph = defs.resolve_asset_graph()
print(len(graph.materializable_asset_keys), len(graph.asset_check_keys))
"""


def run(command: list[str], home: Path) -> float:
    """Wall seconds of one cold process on a fresh home."""
    folder = home / "dagster"
    folder.mkdir(parents=True)
    settings = Path(__file__).resolve().parent.parent / "dagster.yaml"
    (folder / "dagster.yaml").write_bytes(settings.read_bytes())
    environment = {**os.environ, "TALLYBOOK_HOME": str(home), "DAGSTER_HOME": str(folder)}
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Measure both in turns and print the ratio of their medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    shape = subprocess.run(
        [sys.executable, "-c", COUNT], check=True, capture_output=True, text=True
    ).stdout.split()
    jobs = {
        "tallybook build": [sys.executable, "-m", "pipelines.cli", "build"],
        "empty graph": [sys.executable, "-c", PEER, *shape],
    }
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, command in jobs.items():
            with tempfile.TemporaryDirectory() as folder:
                seconds[name].append(run(command, Path(folder)))
    median = {name: statistics.median(values) for name, values in seconds.items()}
    print(f"{shape[0]} assets, {shape[1]} checks, {rounds} rounds")
    for name, value in median.items():
        print(f"{name:16} {value:6.2f} s")
    print(f"ratio {median['tallybook build'] / median['empty graph']:.2f} (limit 3)")


if __name__ == "__main__":
    main()
