"""The code list of units knows every unit that the repair engine reads out of a text."""

from __future__ import annotations

from typing import Any

from pipelines.repair.words import CURRENCY_SIGNS, UNITS


def test_every_unit_of_the_engine_is_listed_with_its_kind(shelf: Any) -> None:
    kinds = {row["code"]: row["kind"] for row in shelf.codelist("unit")}
    wrong = [(word, unit) for word, (kind, unit) in UNITS.items() if kinds.get(unit) != kind]
    assert wrong == []
    assert {kinds.get(unit) for unit in CURRENCY_SIGNS.values()} == {"amount"}


def test_a_word_has_one_meaning_in_prose_and_in_tables(shelf: Any) -> None:
    listed = {
        row["text"]: row["unit"] for row in shelf.codelist("unit_alias") if row["scale"] == "0"
    }
    differ = {word for word, (_, unit) in UNITS.items() if listed.get(word, unit) != unit}
    assert differ == set()


def test_scales_are_powers_of_ten_that_exist(shelf: Any) -> None:
    scales = {row["scale"] for row in shelf.codelist("unit_alias")}
    assert scales <= {str(power) for power in range(13)}
