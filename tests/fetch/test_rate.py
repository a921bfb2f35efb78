"""How often a host is asked, within a run and from run to run. Answers are constructed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipelines.fetch.address import Target
from pipelines.fetch.answers import FailedError
from pipelines.fetch.rate import take_turn
from pipelines.source import Request
from tests.fetch.bench import START, Bench, declare
from tests.fetch.player import Answer, playing


def place(host: str) -> Target:
    return Target(f"https://{host}/x", "", frozenset(), host)


def test_a_pause_lies_between_two_questions_to_one_host(bench: Bench) -> None:
    with bench.caller() as caller:
        for host in ("a.org", "b.org", "a.org", "a.org"):
            take_turn(caller, place(host), per_hour=None)
    assert bench.clock.slept == [0.35, 0.35]


def test_the_sixty_first_question_within_an_hour_waits_or_fails(bench: Bench) -> None:
    with bench.caller() as caller:
        for _ in range(60):
            take_turn(caller, place("a.org"), per_hour=60)
        with pytest.raises(FailedError, match=r"was asked 60 times within the hour.*07:00 UTC"):
            take_turn(caller, place("a.org"), per_hour=60)
        bench.clock.now = START + timedelta(minutes=58)
        take_turn(caller, place("a.org"), per_hour=60)
    assert bench.clock.now >= START + timedelta(hours=1)
    assert bench.clock.slept[-1] == pytest.approx(120)


def test_the_budget_is_kept_from_run_to_run(bench: Bench) -> None:
    with playing({"/data": Answer(b"", 404)}) as player:
        for _ in range(3):
            report = bench.fetch(declare(rate_per_hour=2), player.address)
            bench.clock.now += timedelta(seconds=1)
    assert len(player.asked) == 2
    assert [failure.kind for failure in report.failures] == ["rate"]


def test_a_refusal_for_the_rate_takes_nothing_from_the_budget(bench: Bench) -> None:
    with playing({"/data": Answer(b"", 404)}) as player:
        for _ in range(4):
            bench.fetch(declare(rate_per_hour=1), player.address)
            bench.clock.now += timedelta(minutes=25)
    assert len(player.asked) == 2


def test_two_publishers_behind_one_mirror_have_a_budget_each(bench: Bench) -> None:
    other = Request("all", "https://other.example.org/data")
    with playing({"/data": Answer(b"", 404)}) as player:
        for source in (declare(rate_per_hour=1), declare(rate_per_hour=1, requests=(other,))):
            bench.fetch(source, player.address)
    assert len(player.asked) == 2


def test_an_hour_later_the_budget_is_whole_again(bench: Bench) -> None:
    with playing({"/data": Answer(b"", 404)}) as player:
        for _ in range(3):
            bench.fetch(declare(rate_per_hour=1), player.address)
            bench.clock.now += timedelta(hours=1, seconds=1)
    assert len(player.asked) == 3


def test_a_torn_or_foreign_line_of_the_log_is_passed_over(bench: Bench) -> None:
    log = bench.folder / "fetch-log.ndjson"
    log.write_text('{"at": "2026-01-05T05:59:00Z"}\n[]\n{"at": 5}\nnull\n{"at": "20', "utf-8")
    with bench.caller() as caller:
        assert caller.asked == {}
