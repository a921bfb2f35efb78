"""Recorded SDMX answers are read whole: counts against the bytes, exact values, statuses, units."""

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused

OECD = ("debt", "gdp", "gdp_forecast", "house_price_indicators", "population")
OECD_MORE = ("teacher_salaries", "wage_taxation", "well_being")


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV, by the standard library's reader."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", [*OECD, *OECD_MORE])
def test_every_row_of_an_oecd_csv_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "oecd" / f"csv_{name}.csv"
    rows = records(path)
    cells = cells_of("sdmx-csv", path, tally)
    assert cells.height == len(rows)
    assert cells["printed"].to_list() == [row["OBS_VALUE"] for row in rows]
    assert cells["period"].to_list() == [row["TIME_PERIOD"] for row in rows]
    assert cells["status"].to_list() == [row["OBS_STATUS"] or None for row in rows]
    assert cells["scale"].to_list() == [
        int(row["UNIT_MULT"]) if row["UNIT_MULT"] else None for row in rows
    ]
    assert cells["unit"].to_list() == [row["UNIT_MEASURE"] or None for row in rows]
    empty = [row["OBS_VALUE"] == "" for row in rows]
    assert [why is not None for why in cells["missing"]] == empty
    columns = set(rows[0]) - {"TIME_PERIOD", "OBS_VALUE"}
    assert {name[4:] for name in cells.columns if name[:4] in ("dim:", "att:")} == columns


def test_the_multiplier_of_oecd_rows_differs_inside_one_file(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-csv", payloads / "oecd" / "csv_gdp.csv", tally)
    assert set(cells["scale"]) == {3, 6, 9}
    assert cells.filter(pl.col("printed") == "43228")["dim:REF_AREA"].to_list() == ["CIV"]


def test_the_key_of_an_oecd_flow_is_what_stands_before_time(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-csv", payloads / "oecd" / "csv_wage_taxation.csv", tally)
    keys = [name for name in cells.columns if name.startswith("dim:")]
    assert [name.removeprefix("dim:") for name in keys] == [
        "REF_AREA",
        "MEASURE",
        "UNIT_MEASURE",
        "HOUSEHOLD_TYPE",
        "INCOME_PRINCIPAL",
        "INCOME_SPOUSE",
        "FREQ",
    ]
    assert cells.select(*keys, "period").n_unique() == cells.height
    found = one(
        cells.filter(pl.col("printed") == "13003725.734336"), dim__REF_AREA="CHL", period="2015"
    )
    assert (found["unit"], found["scale"]) == ("XDC", 0)


@pytest.mark.parametrize("name", ["samples_data_v1", "csv_sdmx10_reader_data_v1"])
def test_bis_csv_of_version_1(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "sdmx" / f"pysdmx_{name}.csv"
    rows = records(path)
    cells = cells_of("sdmx-csv", path, tally)
    assert cells.height == len(rows) == 1000
    assert cells["missing"].null_count() == sum(row["OBS_VALUE"] != "" for row in rows)
    assert set(cells.filter(pl.col("printed") == "")["obs_status"].explode()) == {"M"}


def test_bis_csv_of_version_2(payloads: Path, tally: Tally) -> None:
    path = payloads / "sdmx" / "pysdmx_csv_sdmx20_reader_data_v2.csv"
    cells = cells_of("sdmx-csv", path, tally)
    assert cells.height == len(records(path))
    assert one(cells, period="2004", dim__DER_CURR_LEG2="TO1")["printed"] == "14206.490766"


def test_labels_stand_behind_codes_and_are_left_out(payloads: Path, tally: Tally) -> None:
    path = payloads / "sdmx" / "pysdmx_csv_sdmx20_reader_csv_labels_both.csv"
    [cell] = cells_of("sdmx-csv", path, tally).to_dicts()
    assert (cell["dim:DIM1"], cell["dim:DIM2"], cell["period"]) == ("A", "B", "2020")
    assert (cell["att:ATT1"], cell["att:STRUCTURE_ID"]) == ("C", "MD:MD_TEST(1.0)")


def test_a_csv_whose_rows_lack_the_action_is_refused(payloads: Path, tally: Tally) -> None:
    path = payloads / "sdmx" / "pysdmx_csv_sdmx20_reader_data_v2_action_col.csv"
    assert "line 2: 22 fields, where the header has 23" in refused("sdmx-csv", path, tally)


def test_a_csv_without_a_column_of_values_is_refused(payloads: Path, tally: Tally) -> None:
    path = payloads / "sdmx" / "pysdmx_samples_csv_nulls_10.csv"
    assert "no column OBS_VALUE (there are: A)" in refused("sdmx-csv", path, tally)


# File, cells, of them with a value; the examples of the standard, counted by hand.
EXAMPLES = {
    "01": (2, 2),
    "02": (4, 4),
    "03": (4, 4),
    "04": (2, 2),
    "05": (2, 2),
    "06": (2, 2),
    "07": (2, 2),
    "08": (2, 2),
    "09A": (3, 3),
    "09B": (6, 4),
    "10": (2, 2),
    "11": (2, 2),
    "12": (2, 0),
    "13": (2, 1),
    "14": (2, 0),
    "15": (2, 2),
    "16": (2, 0),
    "17": (2, 0),
    "18": (2, 0),
    "19A": (1, 0),
    "19B": (1, 0),
}


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_examples_of_the_standard(number: str, payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-csv", payloads / "sdmx" / f"csv3_example-{number}.csv", tally)
    assert (cells.height, cells["missing"].null_count()) == EXAMPLES[number]


def test_two_measures_are_two_cells_of_one_row(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-csv", payloads / "sdmx" / "csv3_example-02.csv", tally)
    assert sorted(cells.select("dim:MEASURE", "printed").rows()) == [
        ("OBS_VALUE1", "10.8"),
        ("OBS_VALUE1", "12.4"),
        ("OBS_VALUE2", "10.9"),
        ("OBS_VALUE2", "12.5"),
    ]
    assert cells["att:ATTR_1"].unique().sort().to_list() == ["X;Y", "X;Z"]


def test_a_deleted_observation_has_no_value_and_says_so(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-csv", payloads / "sdmx" / "csv3_example-16.csv", tally)
    assert set(cells["missing"]) == {"deleted by the publisher (ACTION D)"}
    assert cells["printed"].to_list() == ["-", ""]


def opened(element: str, text: str) -> int:
    """Count the elements of a name in XML text, whatever their prefix."""
    return len(re.findall(rf"<(?:\w+:)?{element}[\s>/]", text))


def xml_texts(path: Path) -> list[str]:
    if path.suffix != ".zip":
        return [path.read_text("utf-8-sig")]
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    return [text for text in texts if opened("DataSet", text)]


XML = (
    "sdmx/ECB_EXR_1_M.USD.EUR.SP00.A.xml",
    "sdmx/ECB_EXR_ng-ts.xml",
    "sdmx/ECB_EXR_sg-ts.xml",
    "sdmx/IMF_RES_WEO-data.xml",
    "sdmx/ISTAT_22_289.xml",
    "sdmx/pysdmx_samples_dataset_with_nulls.xml",
    "sdmx/rsdmx_Example_Eurostat_2.0.xml",
    "sdmx/rsdmx_Example_Eurostat_2.1.xml",
    "eurostat/sdmx20_compact_agr_r_milkpr.xml",
    "eurostat/nama_10_fcs.sdmx.zip",
    "eurostat/sdmx_footer2.zip",
    "oecd/sdmxml_cdh_e_fos.xml",
    "statcan/sdmxdl_statcan-10100001.zip",
    "statcan/sdmxdl_statcan-34100158.zip",
)


@pytest.mark.parametrize("name", XML)
def test_every_obs_element_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    texts = xml_texts(payloads / name)
    cells = cells_of("sdmx-ml", payloads / name, tally)
    assert cells.height == sum(opened("Obs", text) for text in texts) > 0
    values = [
        value
        for text in texts
        for value in re.findall(r'<(?:\w+:)?ObsValue value="([^"]*)"|OBS_VALUE="([^"]*)"', text)
    ]
    assert [text for text in cells["printed"] if text is not None] == [a or b for a, b in values]
    keys = [column for column in cells.columns if column.startswith("dim:")]
    if "nulls" not in name:
        assert cells.select(*keys, "period", "vintage").n_unique() == cells.height


def test_a_structure_in_the_zip_says_what_the_key_is(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-ml", payloads / "statcan" / "sdmxdl_statcan-34100158.zip", tally)
    assert [name for name in cells.columns if name.startswith("dim:")] == ["dim:Geography"]
    assert set(cells["unit"]) == {"300"}
    assert set(cells["scale"]) == {3}
    january = cells.filter(pl.col("dim:Geography") == "1", period="2019-01").sort("vintage")
    assert january.select("printed", "vintage").rows() == [
        ("201.890", "2021-09-03T13:05:01"),
        ("200.484", "2022-01-18T05:11:50"),
    ]


def test_groups_of_a_message_reach_their_observations(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-ml", payloads / "sdmx" / "ECB_EXR_sg-ts.xml", tally)
    titles = dict(cells.select("dim:CURRENCY", "att:TITLE").unique().rows())
    assert titles["JPY"] == "ECB reference exchange rate, Japanese yen/Euro"
    assert len(titles) == 4
    weo = cells_of("sdmx-ml", payloads / "sdmx" / "IMF_RES_WEO-data.xml", tally)
    [cell] = weo.to_dicts()
    assert cell["att:LATEST_ACTUAL_ANNUAL_DATA"] == "2024"
    assert (cell["att:UNIT"], cell["att:SCALE"], cell["scale"]) == ("XDC", "9", None)
    assert cell["vintage"] == "2025-11-19T21:00:00Z"


def test_flags_of_generic_data_are_coded(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-ml", payloads / "oecd" / "sdmxml_cdh_e_fos.xml", tally)
    counted = dict(cells["status"].value_counts().iter_rows())
    assert counted == {None: 240, "na": 413, "na;u": 8, "na;c": 5, "u": 6}
    assert set(cells.filter(status="na;c")["missing"]) == {"confidential"}
    assert cells.filter(status="u")["obs_status"].to_list() == [["U"]] * 6


REFUSED_XML = {
    "eurostat/sdmx_footer.xml": "code 413",
    "eurostat/sdmx_footer2.xml": "code 413",
    "eurostat/sdmx_apro_mk_cola-structure.xml": "a structure message",
    "eurostat/table_of_contents.xml": "the table of contents of Eurostat",
    "sdmx/IMF_01R.xml": "a structure message",
    "sdmx/INSEE_gh-205.xml": "a structure message",
    "sdmx/OECD_actualconstraint-0.xml": "a structure message",
    "sdmx/UNSD_codelist_partial.xml": "a structure message",
    "sdmx/TEST_gh-149.xml": "a structure message",
    "sdmx/pysdmx_samples_invalid.xml": "a structure message",
    "sdmx/pysdmx_samples_valid_bom.xml": "a structure message",
    "sdmx/pysdmx_samples_empty_message.xml": "a structure message",
    "oecd/structure_gdp_forecast.xml": "a structure message",
    "oecd/structure_house_price_indicators.xml": "a structure message",
    "oecd/structure_population.xml": "a structure message",
    "oecd/structure_wage_taxation.xml": "a structure message",
}


@pytest.mark.parametrize("name", REFUSED_XML)
def test_xml_without_data_is_refused(name: str, payloads: Path, tally: Tally) -> None:
    assert REFUSED_XML[name] in refused("sdmx-ml", payloads / name, tally)


def observations(document: dict[str, Any]) -> list[Any]:
    """The first entry of every observation, by walking the document."""
    found: list[Any] = []
    for data_set in document.get("data", document)["dataSets"]:
        holders = [*data_set.get("series", {}).values(), data_set]
        for holder in holders:
            found += [entry[0] for entry in holder.get("observations", {}).values()]
    return found


JSON = (
    "sdmx/ECB_EXR_flat.json",
    "sdmx/ECB_EXR_ts.json",
    "sdmx/OECD_data-PART2-all-all.json",
    "sdmx/pysdmx_samples_exr-time-series.json",
    "sdmx/v3_json_data_agri.json",
    "sdmx/v3_json_data_exr-time-series.json",
    "oecd/jsdmx_land_use.json",
    "oecd/jsdmx_tourism.json",
)


def json_files(payloads: Path) -> list[Path]:
    return [*(payloads / name for name in JSON), *sorted((payloads / "imf").glob("data_*.json"))]


@pytest.mark.parametrize("place", range(13))
def test_every_observation_of_json_is_one_cell(place: int, payloads: Path, tally: Tally) -> None:
    files = json_files(payloads)
    assert len(files) == 13
    raw = observations(json.loads(files[place].read_text("utf-8"), parse_float=str, parse_int=str))
    cells = cells_of("sdmx-json", files[place], tally)
    assert cells["printed"].to_list() == ["null" if value is None else value for value in raw]
    assert [why is not None for why in cells["missing"]] == [value is None for value in raw]


def test_an_imf_answer_decodes_its_positions(payloads: Path, tally: Tally) -> None:
    [path] = (payloads / "imf").glob("data_*WHDREO_GX1213*.json")
    cells = cells_of("sdmx-json", path, tally)
    assert cells.height == 55
    found = one(cells, period="1976")
    assert found["printed"] == "-7.436"
    assert (found["dim:COUNTRY"], found["dim:FREQUENCY"]) == ("GX1213", "A")
    assert (found["unit"], found["att:INT_ACC_ITEM"], found["att:SCALE"]) == ("PT", "CAB", "0")
    assert cells["period"].to_list()[-1] == "2030"


def test_what_the_imf_does_not_provide_is_missing(payloads: Path, tally: Tally) -> None:
    [path] = (payloads / "imf").glob("data_*GFS_SOO*.json")
    cells = cells_of("sdmx-json", path, tally)
    assert cells.height == 970
    assert cells["missing"].null_count() == 0
    assert cells["status"].value_counts().sort("count").rows() == [(None, 135), ("NA", 835)]
    assert set(cells.filter(status="NA")["obs_status"].explode()) == {"O"}


def test_oecd_json_of_version_1(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-json", payloads / "oecd" / "jsdmx_land_use.json", tally)
    first = cells.row(0, named=True)
    assert (first["printed"], first["dim:COU"], first["unit"]) == ("639390.0", "IND", "KM2")
    assert set(cells["scale"]) == {0}
    assert set(cells["unit"]) == {"KM2", "PC"}


def test_attributes_of_groups_and_of_the_data_set(payloads: Path, tally: Tally) -> None:
    cells = cells_of("sdmx-json", payloads / "sdmx" / "v3_json_data_agri.json", tally)
    found = one(cells, dim__REF_AREA="ASIKHM002", period="2015")
    assert found["printed"] == "426.588"
    assert found["att:SOURCE"] == '["MAFF_Agricultural Statistics_2015", "Other sources"]'
    assert "Battambang" in str(found["att:SERIES_COMMENT"])
    assert found["att:CONTACT_EMAIL"] == "contact@organisation.org"


REFUSED_JSON = {
    "imf/structure_codelist_IMF_CL_FREQ_d57cb74.json": "a structure message (codelists)",
    "imf/structure_codelist_all_CL_FREQ_4225558.json": "a structure message (codelists)",
    "imf/structure_dataflow_IMF_RES_PCPS_57ac2f8.json": "a structure message (dataflows)",
    "imf/structure_dataflow_all_5456f9d.json": "a structure message (dataflows)",
    "imf/structure_dataflow_all_not_a_real_database_75d4cab.json": "the file is empty",
}


@pytest.mark.parametrize("name", REFUSED_JSON)
def test_json_without_data_is_refused(name: str, payloads: Path, tally: Tally) -> None:
    assert REFUSED_JSON[name] in refused("sdmx-json", payloads / name, tally)
