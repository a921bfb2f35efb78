"""Requests too large, or spoiled by one value, are asked in parts. Answers are constructed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.fetch.bench import Bench, declare
from tests.fetch.player import Answer, Asked, playing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.source import Source

GEO = ("AT", "BE", "CY", "DE", "EE")
TOO_BIG = json.dumps(
    {"error": [{"status": 413, "label": "EXTRACTION_TOO_BIG: 6 000 000"}]}
).encode()
LATER = json.dumps({"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}).encode()
DATA = b'{"version":"2.0","class":"dataset","value":{}}'


def eurostat() -> Source:
    return declare(format="json-stat", parameters={"geo": GEO}, split="geo", coverage="series")


def at_most(most: int, otherwise: Answer) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(DATA) if len(asked.query["geo"]) <= most else otherwise


def test_413_is_split_by_the_declared_dimension(bench: Bench) -> None:
    with playing({"/data": at_most(3, Answer(TOO_BIG, 413))}) as player:
        report = bench.fetch(eurostat(), player.address)
    assert report.failures == ()
    assert [one.request for one in report.answers] == ["all#geo=AT+BE+CY", "all#geo=DE+EE"]
    assert [asked.query["geo"] for asked in player.asked[1:]] == [["AT", "BE", "CY"], ["DE", "EE"]]
    assert {one.coverage for one in report.answers} == {"series"}


def test_a_200_that_promises_an_answer_later_is_split(bench: Bench) -> None:
    with playing({"/data": at_most(2, Answer(LATER))}) as player:
        report = bench.fetch(eurostat(), player.address)
    names = [one.request.partition("=")[2] for one in report.answers]
    assert sorted(names) == ["AT+BE", "CY", "DE+EE"]


def test_413_without_a_dimension_to_split_by_is_a_failure(bench: Bench) -> None:
    with playing({"/data": Answer(TOO_BIG, 413)}) as player:
        report = bench.fetch(declare(format="json-stat"), player.address)
    assert [failure.kind for failure in report.failures] == ["too large"]
    assert "EXTRACTION_TOO_BIG" in report.failures[0].sentence


def test_413_to_every_part_is_given_up_soon(bench: Bench) -> None:
    many = tuple(f"A{number}" for number in range(64))
    source = declare(format="json-stat", parameters={"geo": many}, split="geo")
    with playing({"/data": Answer(TOO_BIG, 413)}) as player:
        report = bench.fetch(source, player.address)
    assert report.answers == ()
    assert len(report.failures) >= 1
    assert len(player.asked) == 8


def test_one_bad_economy_is_found_and_the_others_are_kept(bench: Bench) -> None:
    refused = b'[{"message":[{"id":"120","key":"Invalid value","value":"is not valid"}]}]'
    good = b'[{"page":1,"pages":1,"per_page":50,"total":0,"lastupdated":"2026-01-01"},null]'

    def play(asked: Asked) -> Answer:
        return Answer(refused if "XX" in asked.path else good)

    source = declare(path="/c/{area}", parameters={"area": ("AA", "XX", "BB", "CC")}, split="area")
    routes = {f"/c/{path}": play for path in ("AA;XX;BB;CC", "AA;XX", "BB;CC", "AA", "XX")}
    with playing(routes) as player:
        report = bench.fetch(source, player.address)
    assert [one.request for one in report.answers] == ["all#area=BB+CC", "all#area=AA"]
    assert [one.request for one in report.failures] == ["all#area=XX"]
    assert "120 Invalid value is not valid" in report.failures[0].sentence
