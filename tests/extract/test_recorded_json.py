"""Recorded World Bank, JSON-stat and DBnomics answers: counted and compared by plain JSON."""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.extract import dbnomics_json, formats, world_bank_json
from pipelines.refusal import Refusal
from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused


def plain(path: Path) -> Any:
    """The document by the standard library, numbers as their text."""
    return json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)


def as_printed(value: str | None) -> str:
    return "null" if value is None else value


@pytest.mark.parametrize(
    ("name", "rows", "missing"),
    [
        ("v1_NYGDPMKTPKDZ_fra", 20, 2),
        ("v2_country_indicator_rows", 64, 1),
        ("v2_gdp_mex_emu_null", 4, 1),
        ("v2_EG.ELC.RNEW.ZS_can_2010_2025", 16, 4),
    ],
)
def test_every_row_of_the_world_bank_is_one_cell(
    name: str, rows: int, missing: int, payloads: Path, tally: Tally
) -> None:
    path = payloads / "worldbank" / f"{name}.json"
    document = plain(path)
    listed = document[1] if "page" in document[0] else document
    cells = cells_of("world-bank-json", path, tally)
    assert cells.height == len(listed) == rows
    assert cells.height - cells["missing"].null_count() == missing
    assert cells["printed"].to_list() == [as_printed(row["value"]) for row in listed]
    assert cells["period"].to_list() == [row["date"] for row in listed]
    assert cells["dim:indicator"].to_list() == [row["indicator"]["id"] for row in listed]
    assert cells["status"].to_list() == [row["obs_status"] or None for row in listed]
    assert cells["att:decimal"].to_list() == [row["decimal"] for row in listed]


def test_projections_of_the_world_bank_carry_their_mark(payloads: Path, tally: Tally) -> None:
    path = payloads / "worldbank" / "v1_NYGDPMKTPKDZ_fra.json"
    cells = cells_of("world-bank-json", path, tally)
    cell = one(cells, dim__country="FRA", period="2018")
    assert (cell["printed"], cell["obs_status"], cell["vintage"]) == ("1.4", ["F"], "2016-01-06")
    envelope = world_bank_json.envelope(path)
    assert (envelope.total, envelope.rows, envelope.pages) == (20, 20, 1)


def test_a_page_that_was_trimmed_declares_more_rows_than_it_has(payloads: Path) -> None:
    path = payloads / "worldbank" / "v2_EG.ELC.RNEW.ZS_can_2010_2025.json"
    envelope = world_bank_json.envelope(path)
    assert (envelope.total, envelope.rows, envelope.stamp) == (198, 16, "2026-07-13")


def test_the_79_aggregates_of_the_world_bank_are_told_from_countries(payloads: Path) -> None:
    areas = plain(payloads / "worldbank" / "v2_country_rows.json")
    aggregates = {area["iso2Code"] for area in areas if area["region"]["id"] == "NA"}
    assert len(aggregates) == 79
    for area in areas:
        kind = "aggregate" if area["iso2Code"] in aggregates else "country"
        assert world_bank_json.area_kind(area["iso2Code"]) == kind, area["name"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("v1_sources", "holds no figures"),
        ("v2_country_rows", "holds no figures"),
        ("v2_indicator_rows", "holds no figures"),
        ("v2_source_rows", "holds no figures"),
        ("v2_income_level_rows", "holds no figures"),
        ("v2_language_rows", "holds no figures"),
        ("v2_region_rows", "holds no figures"),
        ("v2_topic_rows", "holds no figures"),
        ("v2_lending_type_rows", "holds no figures"),
        ("v2_error_invalid_value", "The provided parameter value is not valid (message 120)"),
    ],
)
def test_lists_and_errors_of_the_world_bank_are_refused(
    name: str, words: str, payloads: Path, tally: Tally
) -> None:
    path = payloads / "worldbank" / f"{name}.json"
    assert words in refused("world-bank-json", path, tally)


JSON_STAT = (
    "eurostat/jsonstat2_HLTH_EHIS_HC7",
    "eurostat/jsonstat2_HLTH_EHIS_HC8",
    "eurostat/jsonstat2_old_waste",
    "eurostat/jsonstat2_old_electricity",
    "eurostat/jsonstat2_old_co2",
    "eurostat/jsonstat1_eurostat-name_gpd_c-geo_IT_FR",
    "eurostat/jsonstat1_eurostat-name_gpd_c",
    "jsonstat/cso_ie-CIA01",
    "jsonstat/cso_ie-NQQ25",
    "jsonstat/ssb_29843",
    "jsonstat/sample_canada",
    "jsonstat/sample_galicia",
    "jsonstat/sample_hierarchy",
    "jsonstat/sample_oecd",
    "jsonstat/sample_order",
    "jsonstat/sample_us-gsp",
    "jsonstat/sample_us-labor",
    "jsonstat/sample_us-unr",
    "jsonstat/pyjstat_cantabria",
    "jsonstat/pyjstat_CPI15",
    "jsonstat/pyjstat_A02Level",
    "jsonstat/pyjstat_QS104EW",
    "jsonstat/rjstat_bundle",
)


def data_sets(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [document] if "value" in document else list(document.values())


def by_place(listed: Any) -> dict[int, str | None]:
    """Values or flags by position; the oldest service of Eurostat puts flags one deeper."""
    if isinstance(listed, dict) and "value" in listed:
        listed = listed["value"]
    if isinstance(listed, list):
        return dict(enumerate(listed))
    return {int(place): value for place, value in (listed or {}).items()}


def codes_by_counting(data: dict[str, Any], place: int) -> list[str]:
    """The code of each dimension at a position, by taking the position apart from the right."""
    inside = data["dimension"]
    names = data.get("id") or inside["id"]
    codes = []
    for name in reversed(names):
        category = inside[name]["category"]
        index = category.get("index") or list(category["label"])
        order = index if isinstance(index, list) else sorted(index, key=lambda c: int(index[c]))
        place, here = divmod(place, len(order))
        codes.append(order[here])
    return codes[::-1]


@pytest.mark.parametrize("name", JSON_STAT)
def test_every_value_and_every_flag_of_json_stat_is_one_cell(
    name: str, payloads: Path, tally: Tally
) -> None:
    path = payloads / f"{name}.json"
    cells = cells_of("json-stat", path, tally)
    start = 0
    for data in data_sets(plain(path)):
        values = by_place(data["value"])
        status = by_place(data.get("status")) if len(data.get("status") or ()) != 1 else {}
        alone = [place for place, flag in status.items() if flag and place not in values]
        part = cells[start : start + len(values) + len(alone)]
        assert part.height == len(values) + len(alone)
        start += part.height
        printed = [as_printed(value) for value in values.values()] + [None] * len(alone)
        assert part["printed"].to_list() == printed
        without = sum(value is None for value in values.values()) + len(alone)
        assert part.height - part["missing"].null_count() == without
        if status:
            flags = [status.get(place) or None for place in [*values, *alone]]
            assert part["status"].to_list() == flags
        keys = [name for name in part.columns if name.startswith("dim:")]
        names = data.get("id") or data["dimension"]["id"]
        for place, row in list(zip([*values, *alone], part.select(keys).to_dicts(), strict=True))[
            :: max(1, part.height // 500)
        ]:
            found = [row[f"dim:{dimension}"] for dimension in names]
            assert found == codes_by_counting(data, place)
    assert start == cells.height


def test_confidential_cells_of_eurostat_have_no_value(payloads: Path, tally: Tally) -> None:
    path = payloads / "eurostat" / "jsonstat2_HLTH_EHIS_HC7.json"
    cells = cells_of("json-stat", path, tally)
    secret = cells.filter(pl.col("status") == "|C")
    assert secret.height == 490
    assert secret["printed"].null_count() == 490
    assert set(secret["missing"]) == {"confidential"}
    assert set(secret["obs_status"].explode()) == {"C"}
    assert cells.filter(pl.col("status") == "u").height == 467
    assert cells.filter(pl.col("printed").is_not_null()).height == 6537
    assert Counter(cells["att:dataset"]) == {"HLTH_EHIS_HC7": 7027}


def test_flags_of_the_waste_data_set_are_counted(payloads: Path, tally: Tally) -> None:
    cells = cells_of("json-stat", payloads / "eurostat" / "jsonstat2_old_waste.json", tally)
    counted = Counter(flag for flag in cells["status"] if flag)
    assert counted == {":": 237, "e": 82, "s": 10, ":c": 1}
    [both] = cells.filter(pl.col("status") == ":c").to_dicts()
    assert both["obs_status"] == ["M", "C"]


def test_units_of_the_official_samples_are_kept(payloads: Path, tally: Tally) -> None:
    canada = cells_of("json-stat", payloads / "jsonstat" / "sample_canada.json", tally)
    found = canada.select("dim:concept", "unit", "scale", "att:unit_decimals").unique().rows()
    assert sorted(found) == [("PERCENT", "per cent", 0, "1"), ("POP", "people", 3, "1")]
    assert set(canada["status"]) == {"a"}
    states = cells_of("json-stat", payloads / "jsonstat" / "sample_us-gsp.json", tally)
    assert one(states, dim__state="06", dim__concept="gsp")["scale"] == 6


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("jsonstat/sample_collection", "a JSON-stat collection of links"),
        ("jsonstat/rjstat_nonexistent", "a JSON-stat collection of links"),
        ("jsonstat/rjstat_notjsonstat", "no JSON-stat data set"),
    ],
)
def test_json_stat_without_data_is_refused(
    name: str, words: str, payloads: Path, tally: Tally
) -> None:
    assert words in refused("json-stat", payloads / f"{name}.json", tally)


@pytest.mark.parametrize("name", ["v22_BIS_cbpol", "v22_CEPII_CHELEM_first60"])
def test_every_value_of_dbnomics_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "dbnomics" / f"{name}.json"
    docs = plain(path)["series"]["docs"]
    cells = cells_of("dbnomics-json", path, tally)
    values = [value for doc in docs for value in doc["value"]]
    assert cells["printed"].to_list() == values
    assert cells["period"].to_list() == [period for doc in docs for period in doc["period"]]
    assert [why is not None for why in cells["missing"]] == [value == "NA" for value in values]
    codes = [doc["series_code"] for doc in docs for _ in doc["value"]]
    assert cells["att:series_code"].to_list() == codes
    assert set(cells["vintage"]) == {doc["indexed_at"] for doc in docs}
    dimensions = {f"dim:{dimension}" for doc in docs for dimension in doc["dimensions"]}
    assert {column for column in cells.columns if column.startswith("dim:")} == dimensions


def test_dbnomics_declares_more_series_than_one_page_holds(payloads: Path) -> None:
    envelope = dbnomics_json.envelope(payloads / "dbnomics" / "v22_CEPII_CHELEM_first60.json")
    assert (envelope.total, envelope.rows, envelope.page) == (7_419_264, 60, 1)
    assert envelope.pages == math.ceil(7_419_264 / 1000)


def test_an_error_of_dbnomics_is_refused_in_its_words(payloads: Path, tally: Tally) -> None:
    path = payloads / "dbnomics" / "v22_error_provider.json"
    words = "Could not find storage directory for provider 'PWT'"
    assert words in refused("dbnomics-json", path, tally)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("worldbank/WDIData_lfs_pointer.csv", "Git LFS pointer"),
        ("imf/structure_dataflow_all_not_a_real_database_75d4cab.json", "the file is empty"),
        ("statcan/unrelated123.json", "does not say what it is"),
        ("jsonstat/rjstat_notjsonstat.json", "does not say what it is"),
    ],
)
def test_files_that_are_no_data_are_refused_unnamed(
    name: str, words: str, payloads: Path, tally: Tally
) -> None:
    path = payloads / name
    with pytest.raises(Refusal) as raised:
        formats.recognise(path)
    assert words in str(raised.value)
    tally("(none)", path.name, refused=str(raised.value))
