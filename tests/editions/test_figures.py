"""The reference figures are keyed, coded and exact."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

COLUMNS = [
    *("indicator", "area", "frequency", "period", "printed", "unit", "scale", "qualifier"),
    *("dimensions", "publisher", "document", "published", "address", "basis", "note"),
]
KEY = ("publisher", "indicator", "area", "frequency", "unit", "dimensions", "period", "published")
YEAR, MONTH = r"(19|20)\d\d", r"(0[1-9]|1[0-2])"
PERIODS = {
    "A": YEAR,
    "FY06": YEAR,
    "H": rf"{YEAR}-S[12]",
    "Q": rf"{YEAR}-Q[1-4]",
    "YTD": rf"{YEAR}-{MONTH}",
    "S": rf"{YEAR}-{MONTH}",
    "I": rf"{YEAR}(-{MONTH}(-\d\d)?)?",
    "event": YEAR,
    "target": YEAR,
}
BASES = {"read", "recorded", "completed", "cross_checked", "derived"}


def test_the_columns_are_those_of_the_guide(shelf: Any) -> None:
    assert list(shelf.figures()[0]) == COLUMNS


def test_no_key_stands_twice(shelf: Any) -> None:
    keys = Counter(tuple(row[column] for column in KEY) for row in shelf.figures())
    assert [key for key, times in keys.items() if times > 1] == []


def test_only_one_vintage_of_a_value_is_undated(shelf: Any) -> None:
    """An undated vintage is known from its receipt, so it must be the newest of its value."""
    undated = Counter(
        tuple(row[column] for column in KEY[:-1]) for row in shelf.figures() if not row["published"]
    )
    assert max(undated.values()) == 1


@pytest.mark.parametrize(
    ("column", "codelist"),
    [
        ("indicator", "indicator"),
        ("area", "area"),
        ("frequency", "frequency"),
        ("unit", "unit"),
        ("qualifier", "qualifier"),
        ("publisher", "publisher"),
    ],
)
def test_every_code_is_in_its_list(shelf: Any, column: str, codelist: str) -> None:
    assert {row[column] for row in shelf.figures()} - shelf.codes(codelist) == set()


def test_a_figure_has_the_unit_of_its_indicator(shelf: Any) -> None:
    units = {row["code"]: row["unit"] for row in shelf.codelist("indicator")}
    wrong = [row for row in shelf.figures() if row["unit"] != units[row["indicator"]]]
    assert wrong == []


def test_printed_is_a_plain_decimal_and_scale_a_power_of_ten(shelf: Any) -> None:
    for row in shelf.figures():
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["printed"]), row
        assert re.fullmatch(r"\d{1,2}", row["scale"]), row


def test_the_period_fits_the_frequency(shelf: Any) -> None:
    for row in shelf.figures():
        assert re.fullmatch(PERIODS[row["frequency"]], row["period"]), row


def test_every_figure_is_cited(shelf: Any) -> None:
    for row in shelf.figures():
        assert row["document"], row
        assert re.match(r"https?://\S+$", row["address"]), row
        assert row["basis"] in BASES, row
        assert re.fullmatch(rf"({YEAR}(-{MONTH}(-\d\d)?)?)?", row["published"]), row


def test_dimensions_are_in_their_list(shelf: Any) -> None:
    known = {(row["dimension"], row["code"]) for row in shelf.codelist("dimension")}
    areas = shelf.codes("area")
    for row in shelf.figures():
        for part in filter(None, row["dimensions"].split(":")):
            dimension, code = part.split("=")
            listed = (dimension, "") in known and code in areas
            assert listed or (dimension, code) in known, row


# The two figures of the founding document, and of each frequency one, read again by hand.
@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("alibaba", "double_11_turnover", "event", "2013"), "35019000000"),
        (("mofcom", "online_retail", "A", "2012"), "1310000000000"),
        (("cecrc", "online_retail", "A", "2012"), "1320500000000"),
        (("nbs", "online_retail", "YTD", "2025-10"), "12790000000000"),
        (("mofcom", "rural_online_retail", "H", "2017-S1"), "537620000000"),
        (("cecrc", "rural_online_retail_narrow", "H", "2017-S1"), "440200000000"),
        (("iresearch", "third_party_mobile_payments", "Q", "2013-Q1"), "64610000000"),
        (("cnnic", "internet_users", "S", "2025-12"), "1125000000"),
        (("state_council", "cross_border_pilot_zones", "I", "2025-04"), "178"),
        (("gacc", "cross_border_ecommerce_narrow", "A", "2018"), "134700000000"),
        (("miit", "numerical_control_rate", "target", "2027"), "75"),
    ],
)
def test_known_values(shelf: Any, where: tuple[str, str, str, str], value: str) -> None:
    names = ("publisher", "indicator", "frequency", "period")
    rows = [row for row in shelf.figures() if tuple(row[name] for name in names) == where]
    assert [Decimal(row["printed"]).scaleb(int(row["scale"])) for row in rows] == [Decimal(value)]
