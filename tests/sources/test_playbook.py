"""Every default source is fetched from the loopback server that plays them all."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.fetch import LastReceipt, fetch_source, open_caller, settings_from
from pipelines.sources import declared
from tests.fetch.bench import START, Clock
from tests.sources.playbook import play

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.fetch import FetchReport
    from tests.sources.playbook import Stage

Latest = dict[str, dict[str, LastReceipt]]


def fetch_all(stage: Stage, home: Path, clock: Clock, latest: Latest) -> list[FetchReport]:
    settings = settings_from(stage.environment, home=home)
    with open_caller(settings, clock=clock, sleep=clock.sleep, jitter=random.random) as caller:
        return [
            fetch_source(source, caller=caller, folder=home, latest=latest.get(source.id, {}))
            for source in declared()
            if source.on and source.requests
        ]


def test_three_runs_give_everything_then_nothing_then_the_one_revised_answer(
    tmp_path: Path,
) -> None:
    clock = Clock()
    with play() as stage:
        first = fetch_all(stage, tmp_path, clock, {})
        assert [report.failures for report in first] == [()] * 6
        requests = sum(len(source.requests) for source in declared() if source.on)
        assert sum(len(report.answers) for report in first) == requests
        latest = {
            report.source: {one.request: LastReceipt(one.sha256, START) for one in report.answers}
            for report in first
        }
        clock.now += timedelta(hours=1)
        second = fetch_all(stage, tmp_path, clock, latest)
        assert [(report.answers, report.failures) for report in second] == [((), ())] * 6
        revision = stage.revise()
        clock.now += timedelta(hours=1)
        third = fetch_all(stage, tmp_path, clock, latest)
    new = [(one.source, one.request) for report in third for one in report.answers]
    assert new == [("fred", "ECOMSA")]
    assert revision.before != revision.after


def test_a_publisher_is_asked_as_often_as_it_has_requests(tmp_path: Path) -> None:
    clock = Clock()
    with play() as stage:
        fetch_all(stage, tmp_path, clock, {})
        asked = {source.id: len(stage.asked(source.id)) for source in declared() if source.on}
    assert asked == {source.id: len(source.requests) for source in declared() if source.on}
    assert asked["oecd"] == 1
