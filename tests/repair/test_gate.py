"""The gate: a text is weighed as a whole before any span of it is touched."""

from __future__ import annotations

import pytest

from pipelines.repair.gate import weigh


@pytest.mark.parametrize(
    "text",
    [
        "It had 65,438+05 shops.",
        "It had 4/kloc-0 shops.",
        "In 20 14 it had five shops.",
        "It rose by 83. 17% that year.",
        "It sold 63 1 10,000 people.",
        "It opened on March 3, 212.",
        "In 20021year it was sold.",
        "It is shut on New Year (65438+1 October1).",
        "He painted it in old age (1989-2065438+09).",
        "The annual rain is 103l mm.",
        "It owns 316, mu of land.",
        "Its area is 38. 17 hectares.",
    ],
)
def test_one_strong_sign_opens_it(text: str) -> None:
    assert weigh(text).state == "garbled"


@pytest.mark.parametrize(
    "text",
    ["It cost 654.38 billion yuan.", "It has of140,000 readers.", "1 100 million yuan came in."],
)
def test_a_weak_sign_alone_makes_it_suspect(text: str) -> None:
    assert weigh(text).state == "suspect"


@pytest.mark.parametrize(
    "text",
    [
        "On June 10, people came.",
        "It opens on May 21, 22 and 23.",
        "Release 6.5.438+0 is out.",
        "The row is at 12:30:05.065438+00 today.",
        "Let y = 65438+0 here.",
        "It cost 6.5438 billion yuan.",
        "It scored 0/10 in the end.",
        "The 20 1-letter codes are listed.",
        "Release 3.19.0 11 Apr 2022 is out.",
        "The room is number 83. 17 people came.",
        "Read of the queen in 1 Kings 10 1-13.",
        "It paid 63.5 10,000 yuan.",
    ],
)
def test_what_only_looks_like_a_sign_leaves_it_clean(text: str) -> None:
    assert weigh(text).state == "clean"


def test_two_weak_signs_open_it() -> None:
    assert weigh("It cost 654.38 billion yuan, or 6,543,800 yuan a year.").state == "garbled"


def test_rows_of_numbers_do_not_open_it() -> None:
    rows = "size 12 15 18 1 7\n" * 20 + "size 3 1 4 1 5\n" * 20
    assert weigh(rows).state == "clean"


def test_a_gap_is_nothing_among_many_unbroken_ones() -> None:
    text = "In 2011 the 115 mills of 1917 made 213 carts. " * 20 + "It kept 7 12 mills."
    assert weigh(text).state == "clean"
    assert weigh("In 2011 it kept 7 12 mills.").state == "garbled"


def test_the_order_of_paragraphs_changes_nothing() -> None:
    parts = ["In 20 14 it had 65,438+05 shops.", "It rose by 7 1.3%.", "All was well in 2011."]
    forth, back = weigh("\n".join(parts)), weigh("\n".join(parts[::-1]))
    assert (forth.state, forth.weight) == (back.state, back.weight)


def test_every_signal_says_where_and_what() -> None:
    text = "It had 65,438+05 shops in 20 14."
    for signal in weigh(text).signals:
        assert signal.printed
        assert signal.printed in text


def test_a_text_loses_its_zeros_however_much_else_is_damaged() -> None:
    tokens = "It had 65,438+07 mills, 65,438+08 looms, 65,438+09 carts and 365,438+0 mules. " * 3
    assert weigh(f"{tokens}In 218 it closed. By 219 it was sold.").loses_zeros
    assert not weigh(f"{tokens}In 218 it closed.").loses_zeros
