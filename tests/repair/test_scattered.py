"""Dates in pieces: what they may have been is offered in one held figure. All are constructed."""

from __future__ import annotations

import pytest

from pipelines.repair import judge
from pipelines.repair.scattered import region, scattered

PAGE = "In 20 14 the town had 65,438+07 schools and 2/kloc-0 colleges. "


@pytest.mark.parametrize(
    ("pieces", "date"),
    [
        ("June 4, 165438+", "--11-04"),
        ("February 9, 65438", "--12-09"),
        ("65438, February 27th, 1999", "1999-12-27"),
        ("2065438+August 17th, 2003", "2013-08-17"),
        ("2065438+June 65438+June 04, 2005", "2015-06-14"),
        ("1957 10 El 23 de junio", "1957-10-23"),
        ("1931 10 6월 8", "1931-10-08"),
        ("20 17, 10 In June", "2017-10"),
        ("1962 65438+ 10 65438+ Friday 03", "1962-01-13"),
        ("June 5438+0, 2021", "2021-10"),
        ("194 1 year1kloc-0/month", "1941-11"),
        ("4.2065438+In May, 2003", "2013-05"),
    ],
)
def test_the_date_is_among_the_candidates_of_one_held_figure(pieces: str, date: str) -> None:
    text = f"{PAGE}It was finished on {pieces} by the weavers."
    start = len(PAGE) + len("It was finished on ")
    held = [f for f in judge(text).figures if f.start < start + len(pieces) and f.end > start]
    assert [f.verdict for f in held] == ["quarantined"]
    assert date in [candidate.value for candidate in held[0].candidates[:6]]


@pytest.mark.parametrize(
    "sentence",
    [
        "It had 65,438 in July 2019, and more.",
        "On June 4, 2013 it had 65438+ mills.",
        "Of 165438+ weavers, May 4 was the day.",
    ],
)
def test_a_date_that_is_another_ones_is_not_drawn_in(sentence: str) -> None:
    figures = judge(PAGE + sentence).figures
    dates = [f for f in figures if f.start >= len(PAGE) and f.kind == "period"]
    assert [f.verdict for f in dates] == ["intact"]


def test_no_region_where_nothing_else_is_a_piece_or_no_month_is_near() -> None:
    assert region("it had 65438+ mills in all", 7, 13) is None
    assert region("June, and it had 65438+ mills", 17, 23) is None
    assert scattered("14 mills and 65438+") == ()


def test_behind_a_second_in_another_period_begins() -> None:
    text = f"{PAGE}It closed in 65438+ in February 2011 for good."
    assert "repaired" not in {f.verdict for f in judge(text).figures if f.start >= len(PAGE)}
    text = f"{PAGE}The lane had 9 pupils/kloc-0 in February 1991 or so."
    read = {f.value for f in judge(text).figures if f.verdict != "quarantined"}
    assert "19" in read
    assert "1991-12" not in read
