"""Pages that add up, and all the ways in which they do not. All answers are constructed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipelines.source import Paging
from tests.fetch.bench import Bench, declare
from tests.fetch.player import Answer, Asked, Play, playing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.fetch import Failure
    from pipelines.source import Source

PAGED = Paging(parameter="page", style="page", size=2, size_parameter="per_page")


def world_bank(
    page: int, pages: int, *, total: int, years: tuple[int, ...], updated: str = "2026-01-01"
) -> Answer:
    """Construct a page of the World Bank's envelope."""
    head = {
        "page": page,
        "pages": pages,
        "per_page": 2,
        "total": total,
        "lastupdated": updated,
    }
    rows = [
        {
            "indicator": {"id": "X", "value": "x"},
            "country": {"id": "CN", "value": "China"},
            "countryiso3code": "CHN",
            "date": str(year),
            "value": year,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for year in years
    ]
    return Answer(json.dumps([head, rows]).encode())


def by_page(*pages: Answer) -> Callable[[Asked], Answer]:
    return lambda asked: pages[int(asked.query["page"][0]) - 1]


def paged(**changes: object) -> Source:
    return declare(paging=PAGED, coverage="series", **changes)


def failure_of(bench: Bench, play: Play) -> Failure:
    with playing({"/data": play}) as player:
        report = bench.fetch(paged(), player.address)
    assert report.answers == ()
    assert bench.kept() == []
    (failure,) = report.failures
    return failure


def test_pages_that_add_up_are_one_snapshot_each(bench: Bench) -> None:
    play = by_page(
        world_bank(1, 2, total=3, years=(2024, 2023)), world_bank(2, 2, total=3, years=(2022,))
    )
    with playing({"/data": play}) as player:
        report = bench.fetch(paged(), player.address)
    assert [one.request for one in report.answers] == ["all", "all#page=2"]
    assert [asked.query["per_page"] for asked in player.asked] == [["2"], ["2"]]
    # Rows move between pages as a table grows: a page alone may withdraw nothing.
    assert {one.coverage for one in report.answers} == {"nothing"}


def test_one_page_that_is_all_keeps_its_coverage(bench: Bench) -> None:
    with playing({"/data": world_bank(1, 1, total=1, years=(2024,))}) as player:
        (fetched,) = bench.fetch(paged(), player.address).answers
    assert (fetched.request, fetched.coverage) == ("all", "series")


def test_a_changed_total_between_pages_starts_again_once_and_then_succeeds(bench: Bench) -> None:
    first = world_bank(1, 2, total=3, years=(2024, 2023))
    turn = [
        first,
        world_bank(2, 2, total=4, years=(2022, 2021)),
        world_bank(1, 2, total=4, years=(2024, 2023)),
        world_bank(2, 2, total=4, years=(2022, 2021)),
    ]
    with playing({"/data": turn}) as player:
        report = bench.fetch(paged(), player.address)
    assert (len(report.answers), report.failures) == (2, ())
    assert [asked.query["page"] for asked in player.asked] == [["1"], ["2"], ["1"], ["2"]]
    assert len(bench.kept()) == 2  # nothing of the torn fetch is left


def test_a_total_that_keeps_changing_fails_after_the_second_start(bench: Bench) -> None:
    failure = failure_of(
        bench,
        by_page(
            world_bank(1, 2, total=3, years=(2024, 2023)), world_bank(2, 2, total=4, years=(2022,))
        ),
    )
    assert failure.kind == "paging"
    assert "3 rows are declared on page 1, 4 on page 2" in failure.sentence
    assert json.loads(bench.log().splitlines()[-1])["outcome"] == "failed"


def test_another_update_stamp_on_a_later_page_is_told(bench: Bench) -> None:
    first = world_bank(1, 2, total=3, years=(2024, 2023))
    second = world_bank(2, 2, total=3, years=(2022,), updated="2026-01-02")
    failure = failure_of(bench, by_page(first, second))
    assert 'page 1 is of "2026-01-01", page 2 of "2026-01-02"' in failure.sentence


def test_fewer_rows_than_declared_are_told(bench: Bench) -> None:
    first = world_bank(1, 2, total=4, years=(2024, 2023))
    failure = failure_of(bench, by_page(first, world_bank(2, 2, total=4, years=())))
    assert "4 rows are declared; page 2 is empty after 2" in failure.sentence


def test_more_rows_than_declared_are_told(bench: Bench) -> None:
    failure = failure_of(bench, world_bank(1, 1, total=1, years=(2024, 2023)))
    assert "1 rows are declared, and 2 came on 1 pages" in failure.sentence


def test_a_page_that_comes_twice_is_told(bench: Bench) -> None:
    failure = failure_of(bench, world_bank(1, 2, total=4, years=(2024, 2023)))
    assert "page 2 was asked for, and page 1 came" in failure.sentence


def test_pages_without_end_end(bench: Bench) -> None:
    bench.limits["most_pages"] = 3

    def endless(asked: Asked) -> Answer:
        return world_bank(int(asked.query["page"][0]), 999, total=999, years=(2024,))

    assert "more than 3 pages" in failure_of(bench, endless).sentence


def test_a_page_with_a_name_twice_is_a_failure_of_content(bench: Bench) -> None:
    body = b'[{"page":1,"pages":1,"per_page":2,"total":1,"total":2,"lastupdated":""},[]]'
    failure = failure_of(bench, Answer(body))
    assert (failure.kind, '"total" stands twice' in failure.sentence) == ("content", True)


def test_a_failing_second_page_leaves_nothing_of_the_first(bench: Bench) -> None:
    play = by_page(world_bank(1, 2, total=3, years=(2024, 2023)), Answer(b"", 404))
    assert "answers 404" in failure_of(bench, play).sentence
