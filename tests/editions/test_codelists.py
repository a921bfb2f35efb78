"""The code lists are well formed, and each names only what another one holds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = sorted((ROOT / "sql" / "codelists").glob("*.csv"))
KEYS = {
    "break": ("publisher", "indicator", "area", "frequency", "period"),
    "dimension": ("dimension", "code"),
    "indicator_theme": ("theme", "indicator"),
    "phrase": ("phrase", "kind"),
    "preference": ("indicator", "area", "publisher"),
    "series_alias": ("alias",),
    "unit_alias": ("text", "language"),
}
REFERENCES = [
    *[("break", column, column) for column in ("publisher", "indicator", "area", "frequency")],
    *[("preference", column, column) for column in ("publisher", "indicator", "area")],
    *[("indicator_theme", column, column) for column in ("theme", "indicator")],
    *[("indicator", column, column) for column in ("theme", "unit")],
    ("indicator", "growth_indicator", "indicator"),
    ("unit_alias", "unit", "unit"),
    ("area", "parent", "area"),
]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
class TestForm:
    def test_utf8_without_mark_and_plain_line_ends(self, path: Path) -> None:
        content = path.read_bytes()
        content.decode("utf-8")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")

    def test_keys_are_unique_and_sorted(self, shelf: Any, path: Path) -> None:
        key = KEYS.get(path.stem, ("code",))
        keys = [tuple(row[column] for column in key) for row in shelf.table(path)]
        assert [each for each, times in Counter(keys).items() if times > 1] == []
        if path.stem not in ("theme", "indicator_theme", "preference"):  # these have an order
            assert keys == sorted(keys)

    def test_cells_have_no_blanks_around(self, shelf: Any, path: Path) -> None:
        cells = [cell for row in shelf.table(path) for cell in row.values()]
        assert [cell for cell in cells if cell != cell.strip()] == []


@pytest.mark.parametrize(("name", "column", "target"), REFERENCES)
def test_every_code_is_in_its_list(shelf: Any, name: str, column: str, target: str) -> None:
    used = {row[column] for row in shelf.codelist(name)} - {""}
    assert used - shelf.codes(target) == set()


def test_every_indicator_is_described_and_has_a_theme(shelf: Any) -> None:
    themes = {(row["theme"], row["indicator"]) for row in shelf.codelist("indicator_theme")}
    for row in shelf.codelist("indicator"):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row["code"]), row
        assert row["name"], row
        assert row["description"].endswith("."), row
        assert (row["theme"], row["code"]) in themes, row


def test_no_indicator_names_a_publisher_that_counts_others(shelf: Any) -> None:
    """An enterprise may be the subject of a share; a compiler is never part of the concept."""
    compilers = [row["code"] for row in shelf.codelist("publisher") if row["kind"] != "enterprise"]
    words = {code: set(code.split("_")) for code in shelf.codes("indicator")}
    assert [code for code, parts in words.items() if parts & set(compilers)] == []


def test_growth_is_percent_and_has_a_level(shelf: Any) -> None:
    rows = {row["code"]: row for row in shelf.codelist("indicator")}
    growth = {row["growth_indicator"] for row in rows.values()} - {""}
    assert {rows[code]["unit"] for code in growth} == {"percent"}
    assert {code for code in rows if code.endswith("_growth")} - growth == {
        "cross_border_ecommerce_broad_average_growth"  # an average of years, of no single level
    }


def test_the_kind_of_unit_is_that_of_the_unit(shelf: Any) -> None:
    kinds = {row["code"]: row["kind"] for row in shelf.codelist("unit")}
    for row in shelf.codelist("indicator"):
        assert row["unit_kind"] == kinds[row["unit"]], row


def test_only_what_happens_on_days_has_days(shelf: Any) -> None:
    events = {row["indicator"] for row in shelf.figures() if row["frequency"] == "event"}
    dated = {row["code"] for row in shelf.codelist("indicator") if row["event_start"]}
    assert events == dated
    for row in shelf.codelist("indicator"):
        assert row["event_start"] == row["event_end"]


def test_every_publisher_of_an_indicator_in_an_area_has_a_rank(shelf: Any) -> None:
    ranks: dict[tuple[str, str], list[int]] = {}
    for row in shelf.codelist("preference"):
        ranks.setdefault((row["indicator"], row["area"]), []).append(int(row["rank"]))
    assert all(sorted(each) == list(range(1, len(each) + 1)) for each in ranks.values())
    listed = {(r["indicator"], r["area"], r["publisher"]) for r in shelf.codelist("preference")}
    used = {(r["indicator"], r["area"], r["publisher"]) for r in shelf.figures()}
    assert used - listed == set()


def test_official_statistics_come_first(shelf: Any) -> None:
    kinds = {row["code"]: row["kind"] for row in shelf.codelist("publisher")}
    best: dict[tuple[str, str], int] = {}
    worst: dict[tuple[str, str], int] = {}
    for row in shelf.codelist("preference"):
        key, rank = (row["indicator"], row["area"]), int(row["rank"])
        if kinds[row["publisher"]] == "official_statistics":
            worst[key] = max(worst.get(key, 0), rank)
        else:
            best[key] = min(best.get(key, 99), rank)
    assert [key for key, rank in worst.items() if rank > best.get(key, 99)] == []


def test_phrases_are_lower_case_and_name_what_exists(shelf: Any) -> None:
    codes = {kind: shelf.codes(kind) for kind in ("indicator", "area", "publisher")}
    units = {row["code"]: row["unit"] for row in shelf.codelist("indicator")}
    for row in shelf.codelist("phrase"):
        assert row["phrase"] == row["phrase"].lower(), row
        assert row["code"] in codes[row["kind"]], row
        assert (row["kind"] == "indicator") == bool(row["measure"]), row
        if row["measure"] == "growth":
            assert units[row["code"]] == "percent", row


@pytest.mark.parametrize(
    ("theme", "indicators"),
    [
        (
            "growth",
            {"ecommerce_transactions", "online_retail", "online_retail_goods"}
            | {"online_retail_goods_share", "double_11_turnover", "online_retail_growth"},
        ),
        (
            "informatization",
            {
                "enterprises_using_computers",
                "enterprises_using_internet",
                "enterprises_selling_online",
            }
            | {"enterprises_purchasing_online", "numerical_control_rate", "rural_internet_users"}
            | {"rural_online_retail", "taobao_villages", "postal_revenue", "express_parcels"}
            | {"online_travel", "internet_insurance_premiums", "top100_retailers_online"},
        ),
        (
            "service_industry",
            {"b2b_ecommerce", "b2c_market", "b2c_share_tmall", "third_party_mobile_payments"}
            | {"ecommerce_transactions_third_party_platforms", "express_revenue", "cloud_computing"}
            | {"ecommerce_transactions_own_platforms", "brand_service_share_baozun"},
        ),
        (
            "cross_border",
            {f"cross_border_ecommerce_{scope}" for scope in ("broad", "customs", "narrow")}
            | {"cross_border_ecommerce_customs_exports", "cross_border_ecommerce_customs_imports"}
            | {"cross_border_ecommerce_customs_growth", "cross_border_pilot_zones"},
        ),
        (
            "environment",
            {"internet_users", "online_shoppers", "internet_penetration", "ecommerce_employment"},
        ),
    ],
)
def test_each_theme_reads_what_the_design_asks(
    shelf: Any, theme: str, indicators: set[str]
) -> None:
    rows = shelf.codelist("indicator_theme")
    assert indicators - {row["indicator"] for row in rows if row["theme"] == theme} == set()
    assert indicators - {row["indicator"] for row in shelf.figures()} == set()


def test_spellings_that_read_alike_name_the_same(shelf: Any) -> None:
    """Hyphens, quotation marks and blanks make no difference in a text, so not here either."""
    codes: dict[tuple[str, str], set[str]] = {}
    for row in shelf.codelist("phrase"):
        alike = re.sub(r"[\s\-‐‑–\"'“”‘’]+", "", row["phrase"])
        codes.setdefault((alike, row["kind"]), set()).add(row["code"])
    assert {key: names for key, names in codes.items() if len(names) > 1} == {}
