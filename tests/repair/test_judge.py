"""The judge on constructed cases, law 7, and figures judged again with references."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipelines.repair import Figure, Reference, judge, judge_again, repair_text, replay, tell
from tests.repair.cases import cases


def over(text: str, printed: str) -> list[Figure]:
    """Return the figures that lie over the first place of a printed text."""
    start = text.index(printed)
    end = start + len(printed)
    return [f for f in judge(text).figures if f.start < end and f.end > start]


@pytest.mark.parametrize("case", cases("garbled"), ids=lambda case: case["printed"])
def test_damage_with_one_inverse_is_repaired(case: dict[str, Any]) -> None:
    (figure,) = over(case["text"], case["printed"])
    assert (figure.verdict, figure.value) == ("repaired", case["value"])
    assert figure.evidence
    assert replay(figure.printed, figure.repairs) == figure.repaired
    assert figure.repaired in repair_text(case["text"])


@pytest.mark.parametrize("case", cases("held"), ids=lambda case: case["printed"])
def test_what_the_damage_leaves_open_is_held_with_the_truth(case: dict[str, Any]) -> None:
    (figure,) = over(case["text"], case["printed"])
    assert figure.verdict == "quarantined"
    assert figure.value is None
    assert figure.repaired is None
    assert case["truth"] in [candidate.value for candidate in figure.candidates][:6]
    assert case["printed"] in repair_text(case["text"])


@pytest.mark.parametrize("case", cases("lookalikes"), ids=lambda case: case["why"])
def test_lookalikes_stay_as_they_are(case: dict[str, Any]) -> None:
    assert {figure.verdict for figure in judge(case["text"]).figures} == {"intact"}
    assert repair_text(case["text"]) == case["text"]


@pytest.mark.parametrize("case", cases("clean"), ids=lambda case: case["printed"])
def test_a_clean_figure_is_read_exactly(case: dict[str, Any]) -> None:
    (figure,) = over(case["text"], case["printed"])
    read = {"printed": figure.printed, "value": figure.value, "unit": figure.unit}
    read |= {"kind": figure.kind, "qualifier": figure.qualifier}
    assert read == {key: case[key] for key in read}
    assert figure.verdict == "intact"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=case["why"]))
        for case in cases("known_failures")
    ],
    ids=lambda case: case["printed"],
)
def test_known_failures(case: dict[str, Any]) -> None:
    figures = over(case["text"], case["printed"])
    assert [figure.value for figure in figures] == [case["value"]]


def test_every_number_becomes_exactly_one_figure() -> None:
    text = "In 2012, 15 of 40 shops sold 3.5% more; 7 closed by May 2013."
    printed = [figure.printed for figure in judge(text).figures]
    assert printed == ["2012", "15", "40", "3.5%", "7", "May 2013"]


def test_a_range_has_two_ends_and_no_value() -> None:
    (figure,) = judge("from 20-30 per cent").figures
    assert (figure.value, figure.value_low, figure.value_high) == (None, "20", "30")
    assert figure.qualifier == "range"


PAGE = "In 20 14 the town spent 6.5438+0.73 million yuan on schools."


def held() -> Figure:
    (figure,) = over(PAGE, "6.5438+0.73 million yuan")
    return figure


def reference(value: str, **more: Any) -> Reference:
    given: dict[str, Any] = {"publisher": "b", "same_publisher": False, "precision": 4, **more}
    source = f"{given['publisher']}:x:C:A:CNY/2014/2015-01-01"
    return Reference(source=source, value=Decimal(value), **given)


def test_another_publisher_chooses_the_power_of_ten() -> None:
    figure = judge_again(held(), [reference("18100000")])
    assert (figure.verdict, figure.value, figure.repaired) == (
        "repaired",
        "17300000",
        "17.3 million yuan",
    )
    assert replay(figure.printed, figure.repairs) == figure.repaired
    assert {fact.stance for fact in figure.evidence} == {"for", "against"}


def test_a_reference_beyond_half_and_double_chooses_nothing() -> None:
    figure = judge_again(held(), [reference("5000000")])
    assert figure.verdict == "quarantined"
    assert figure.evidence


def test_two_publishers_that_disagree_leave_it_held() -> None:
    figure = judge_again(held(), [reference("17300000"), reference("1730000", publisher="c")])
    assert figure.verdict == "quarantined"


def test_one_neighbouring_period_is_one_fact_and_not_enough() -> None:
    near = reference("16000000", same_period=False)
    assert judge_again(held(), [near]).verdict == "quarantined"
    other = reference("16500000", same_period=False, publisher="c")
    assert judge_again(held(), [near, other]).value == "17300000"


def test_the_same_publisher_twice_is_one_fact() -> None:
    twice = [reference("16000000", same_period=False), reference("16500000", same_period=False)]
    assert judge_again(held(), twice).verdict == "quarantined"


def test_a_reference_never_chooses_the_digits() -> None:
    text = "In 20 14 it spent 47.06438+0.3 million yuan."
    (figure,) = over(text, "47.06438+0.3 million yuan")
    assert judge_again(figure, [reference("47013000", precision=3)]).value == "47013000"
    assert judge_again(figure, [reference("47061300", precision=2)]).verdict == "quarantined"


def test_the_publishers_own_print_gives_the_digits() -> None:
    text = "In 20 14 it spent 47.06438+0.3 million yuan."
    (figure,) = over(text, "47.06438+0.3 million yuan")
    own = reference("47061300", precision=2, same_publisher=True, publisher="a")
    other = reference("47000000", precision=6)
    assert judge_again(figure, [own, other]).value == "47061300"


def test_an_intact_figure_is_not_judged_again() -> None:
    (figure,) = judge("It cost 5 million yuan.").figures
    assert judge_again(figure, [reference("50000000")]) == figure


def test_the_trail_is_told_and_refuses_a_step_that_does_not_apply() -> None:
    (figure,) = over("In 20 14 it sold ore.", "20 14")
    assert tell(figure).startswith('Printed "20 14", repaired to "2014".')
    with pytest.raises(ValueError, match="expects"):
        replay("20 15", figure.repairs)


def test_the_words_before_a_damaged_figure_are_kept() -> None:
    text = "In 20 14 more than 65,438+07 people paid RMB 6.5438+0.73 million."
    people, money = over(text, "65,438+07")[0], over(text, "6.5438+0.73 million")[0]
    assert (people.value, people.qualifier, people.unit) == ("17", "more_than", "person")
    assert (money.kind, money.unit) == ("amount", "CNY")


def test_a_damaged_range_keeps_both_ends() -> None:
    (figure,) = over("It ran in 20 13-20 17 here.", "20 13-20 17")
    assert (figure.verdict, figure.value) == ("repaired", None)
    assert (figure.value_low, figure.value_high) == ("2013", "2017")


def test_two_facts_of_the_text_are_enough_when_it_is_judged_again() -> None:
    text = (
        "In 20 14 sales were 6.5438+0.53 million yuan, up 20% from 1.275 million yuan; "
        "the report repeats 1.53 million yuan."
    )
    (figure,) = over(text, "6.5438+0.53 million yuan")
    assert figure.verdict == "quarantined"
    assert {fact.test for fact in figure.evidence if fact.stance == "for"} == {
        "growth",
        "second mention",
    }
    assert judge_again(figure, []).value == "1530000"
