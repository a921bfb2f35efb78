"""When each cadence is fetched: one schedule a cadence, over the sources that have it."""

from __future__ import annotations

from typing import Final

import dagster as dg

from pipelines.assets import SOURCES

# Minutes past the hour are odd on purpose: publishers are busiest at the full hour.
CRON: Final = {
    "hourly": "17 * * * *",
    "daily": "23 5 * * *",
    "weekly": "23 5 * * 1",
    "monthly": "23 5 2 * *",
    "quarterly": "23 5 2 1,4,7,10 *",
    "yearly": "23 5 2 1 *",
}


INSPECTION: Final = dg.ScheduleDefinition(
    name="inspect_weekly",
    cron_schedule="41 6 * * 0",
    job_name="inspect",
    description="Run the checks that look at the whole published generation.",
)


def _schedule(cadence: str, names: list[str]) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name=f"fetch_{cadence}",
        cron_schedule=CRON[cadence],
        job_name="build",
        run_config={"resources": {"workplace": {"config": {"live": True, "only": names}}}},
        description=f"Ask, {cadence}: {', '.join(names)}; rebuild below what changed.",
    )


def schedules() -> list[dg.ScheduleDefinition]:
    """Give a schedule for each cadence that a source has, and the weekly inspection."""
    by_cadence: dict[str, list[str]] = {}
    for source in SOURCES:
        if source.on and source.requests:
            by_cadence.setdefault(source.cadence, []).append(source.id)
    fetching = [_schedule(each, names) for each, names in by_cadence.items() if each in CRON]
    return [*fetching, INSPECTION]
