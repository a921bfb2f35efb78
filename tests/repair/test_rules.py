"""The rules as a whole: one tuple, told damage, and proposals that are texts of their own."""

from __future__ import annotations

import pytest

from pipelines.repair.inverse import CHAIN, DONE, readings
from pipelines.repair.rules import BY_NAME, RULES, VERSION, Rule
from pipelines.repair.words import MONTH_NAMES


def test_names_are_unique_and_stand_in_the_version() -> None:
    assert len(BY_NAME) == len(RULES)
    assert all(f"{rule.name}:{rule.version}" in VERSION for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_tells_its_damage_and_shows_it_undone(rule: Rule) -> None:
    told = rule.undo.__doc__ or ""
    assert told.partition("\n")[0].endswith(".")
    assert f">>> {rule.name}(" in told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("text", ["", "no number", "1,311.5 people", "2012", "30%", "1.3万亿元"])
def test_a_clean_text_has_nothing_to_undo(rule: Rule, text: str) -> None:
    if rule.name in ("power_of_ten", "lost_blank"):
        pytest.skip("proposes other powers, or a blank, for any number: it is asked for by place")
    assert rule.undo(text) in ((), (text,))


@pytest.mark.parametrize("rule", [rule for rule in CHAIN if not rule.first])
def test_a_date_that_is_done_has_nothing_to_undo(rule: Rule) -> None:
    dates = (
        f"{month} {day}{year}"
        for month in MONTH_NAMES
        for day in ("", *(f"{day}, " for day in range(1, 32)))
        for year in range(1900, 2100, 3)
    )
    for text in filter(DONE.fullmatch, dates):
        if not rule.needs or any(need in text for need in rule.needs):
            assert rule.undo(text) in ((), (text,)), text


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.needs], ids=lambda r: r.name)
def test_the_marks_a_rule_needs_are_in_its_own_examples(rule: Rule) -> None:
    told = (rule.undo.__doc__ or "").partition(">>>")[2]
    assert any(need in told for need in rule.needs)


def test_costs_are_sorted_and_texts_distinct() -> None:
    found = readings("35.06438+0.9 billion yuan")
    assert [reading.cost for reading in found] == sorted(reading.cost for reading in found)
    assert len({reading.text for reading in found}) == len(found)


def test_a_text_longer_than_any_figure_is_not_read() -> None:
    assert readings("1 " * 500) == ()
