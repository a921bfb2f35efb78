"""SDMX-CSV in the dialects of the publishers; all specimens are constructed after their form."""

from pathlib import Path

import pytest

from pipelines.extract import sdmx_csv
from tests.extract.reading import read, refused

FORMAT = "sdmx-csv"

EUROSTAT_1 = b"""DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
ESTAT:ISOC_EC_IB20(1.0),16/07/26 23:00:00,A,PC_IND,DE,2023,77.51,
ESTAT:ISOC_EC_IB20(1.0),16/07/26 23:00:00,A,PC_IND,FR,2023,,c
ESTAT:ISOC_EC_IB20(1.0),16/07/26 23:00:00,A,PC_IND,EL,2023,:,
ESTAT:ISOC_EC_IB20(1.0),16/07/26 23:00:00,A,PC_IND,IT,2023,0,bu
"""


def test_eurostat_of_version_1(tmp_path: Path) -> None:
    cells = read(FORMAT, EUROSTAT_1, tmp_path)
    assert cells["printed"].to_list() == ["77.51", "", ":", "0"]
    assert cells["missing"].to_list() == [None, "confidential", "no value given", None]
    assert cells["obs_status"].to_list() == [[], ["C"], [], ["B", "U"]]
    assert [name for name in cells.columns if name[:4] == "dim:"] == [
        "dim:freq",
        "dim:unit",
        "dim:geo",
    ]
    assert set(cells["unit"]) == {"PC_IND"}
    assert set(cells["vintage"]) == {"16/07/26 23:00:00"}
    assert set(cells["att:DATAFLOW"]) == {"ESTAT:ISOC_EC_IB20(1.0)"}


def test_the_ecb_puts_the_series_key_in_front(tmp_path: Path) -> None:
    text = (
        b"KEY,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT,UNIT_MULT,TITLE\n"
        b'EXR.D.USD,D,USD,2024-01-02,1.0956,A,USD,0,"US dollar, Euro"\n'
    )
    assert sdmx_csv.recognises(text, "")
    assert not sdmx_csv.recognises(b"KEY,VALUE\n", "")
    [cell] = read(FORMAT, text, tmp_path).to_dicts()
    assert (cell["dim:FREQ"], cell["dim:CURRENCY"], cell["unit"]) == ("D", "USD", "USD")
    assert (cell["att:KEY"], cell["scale"]) == ("EXR.D.USD", 0)


OECD_LABELS = b"""STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,\
METHODOLOGY,Calculation methodology,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,\
OBS_VALUE,Observation value,UNIT_MULT,Unit multiplier,OBS_STATUS,Observation status
DATAFLOW,OECD.SDD:DF(1.0),Prices,I,ESP,Spain,HICP,Harmonised,IX,Index,2024-01,,113.9,,6,Millions,\
P,Provisional value
DATAFLOW,OECD.SDD:DF(1.0),Prices,I,ESP,Spain,N,National,IX,Index,2024-01,,112.4,,,,A,Normal value
"""


def test_oecd_with_a_column_of_names_behind_every_column_of_codes(tmp_path: Path) -> None:
    first, second = read(FORMAT, OECD_LABELS, tmp_path).to_dicts()
    assert (first["printed"], first["period"], first["scale"]) == ("113.9", "2024-01", 6)
    assert (first["obs_status"], first["unit"]) == (["P"], "IX")
    assert (first["dim:METHODOLOGY"], second["dim:METHODOLOGY"]) == ("HICP", "N")
    assert second["scale"] is None
    assert not [name for name in first if "methodology" in name or "Reference" in name]


def test_a_name_column_that_is_lacking_is_refused(tmp_path: Path) -> None:
    text = b"STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,A,Area,OBS_VALUE\nDATAFLOW,X,Y,a,b,1\n"
    refused(FORMAT, text, tmp_path, "asks for a name after every column")


def test_labels_in_the_fields_are_cut_off_but_free_text_is_not(tmp_path: Path) -> None:
    text = (
        b"STRUCTURE;STRUCTURE_ID;ACTION;GEO: Area;TIME_PERIOD: Time;OBS_VALUE: Value;"
        b"OBS_STATUS: Status;COMMENT_OBS: Comment\n"
        b"dataflow;E:X(1.0): Un flux;I;FR: France;2020: 2020;12,4;E: Estimated;Note: see below\n"
    )
    [cell] = read(FORMAT, text, tmp_path).to_dicts()
    assert (cell["printed"], cell["dim:GEO"], cell["period"]) == ("12,4", "FR", "2020")
    assert (cell["status"], cell["obs_status"]) == ("E", ["E"])
    assert cell["att:COMMENT_OBS"] == "Note: see below"
    assert cell["att:STRUCTURE_ID"] == "E:X(1.0)"
    assert cell["locator"] == "row=2;column=OBS_VALUE: Value"


def test_labels_of_eurostat_follow_the_colon_at_once(tmp_path: Path) -> None:
    text = (
        b"DATAFLOW,LAST UPDATE,freq:Time frequency,geo:Entity,TIME_PERIOD:Time,OBS_VALUE:Value\n"
        b"ESTAT:X(1.0),16/07/26 23:00:00,A:Annual,EL:Greece,2023:2023,77.5\n"
    )
    [cell] = read(FORMAT, text, tmp_path).to_dicts()
    assert (cell["dim:freq"], cell["dim:geo"], cell["period"]) == ("A", "EL", "2023")
    assert (cell["printed"], cell["vintage"]) == ("77.5", "16/07/26 23:00:00")
    assert cell["att:DATAFLOW"] == "ESTAT:X(1.0)"


def test_one_row_of_commas_is_refused(tmp_path: Path) -> None:
    text = b"DATAFLOW,COUNTRY,TIME_PERIOD,OBS_VALUE\n,,,\n"
    refused(FORMAT, text, tmp_path, "nothing but separators")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"NoResultsFound", 'found "NoResultsFound"'),
        (b"<!DOCTYPE html><title>502</title>", "a web page"),
        (b'{"errors": [{"code": 100}]}', "JSON"),
        (b"<?xml version='1.0'?><message:Error/>", "XML"),
        (b"", "is empty"),
    ],
)
def test_error_bodies_are_refused(body: bytes, sentence: str, tmp_path: Path) -> None:
    refused(FORMAT, body, tmp_path, sentence)


def test_a_header_alone_is_no_observation(tmp_path: Path) -> None:
    assert read(FORMAT, b"DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE\n", tmp_path).height == 0


def test_actions_are_kept_and_a_delete_has_no_value(tmp_path: Path) -> None:
    text = (
        b"STRUCTURE,STRUCTURE_ID,ACTION,GEO,TIME_PERIOD,OBS_VALUE\n"
        b"dataflow,X,A,DE,2020,1\ndataflow,X,R,DE,2021,2\n"
        b"dataflow,X,M,DE,2022,3\ndataflow,X,D,DE,2023,4\n"
    )
    cells = read(FORMAT, text, tmp_path)
    assert cells["att:ACTION"].to_list() == ["A", "R", "M", "D"]
    assert cells["missing"].to_list() == [None, None, None, "deleted by the publisher (ACTION D)"]
    assert cells["printed"].to_list() == ["1", "2", "3", "4"]


def test_a_dimension_may_bear_the_name_of_a_flag(tmp_path: Path) -> None:
    text = b"DATAFLOW,GEO,STATUS,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX,DE,EMPLOYED,2020,5,E\n"
    [cell] = read(FORMAT, text, tmp_path).to_dicts()
    assert (cell["dim:STATUS"], cell["status"]) == ("EMPLOYED", "E")


def test_confidentiality_says_why_a_value_is_missing(tmp_path: Path) -> None:
    text = b"DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,CONF_STATUS\nX,DE,2020,,C\nX,DE,2021,7,F\n"
    cells = read(FORMAT, text, tmp_path)
    assert cells["missing"].to_list() == ["confidential", None]


def test_options_name_dimensions_and_measures(tmp_path: Path) -> None:
    text = b"DATAFLOW,A,B,C\nX,a,b,1.0\n"
    [cell] = read(FORMAT, text, tmp_path, measures="C", dimensions="A").to_dicts()
    assert (cell["printed"], cell["dim:A"], cell["att:B"]) == ("1.0", "a", "b")
    assert sdmx_csv.resolve(text, str(cell["locator"])) == "1.0"


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    text = b"DATAFLOW,GEO,GEO,OBS_VALUE\nX,a,b,1\n"
    refused(FORMAT, text, tmp_path, 'two columns are called "GEO"')


def test_unit_multipliers_that_are_no_number_are_kept_as_text_only(tmp_path: Path) -> None:
    text = b"DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nX,DE,2020,5,millions\n"
    [cell] = read(FORMAT, text, tmp_path).to_dicts()
    assert (cell["scale"], cell["att:UNIT_MULT"]) == (None, "millions")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_are_no_part_of_the_first_column(encoding: str, tmp_path: Path) -> None:
    text = "DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE\nX,Ñ,2020,5\n".encode(encoding)
    [cell] = read(FORMAT, text, tmp_path).to_dicts()
    assert (cell["dim:GEO"], cell["att:DATAFLOW"]) == ("Ñ", "X")


def test_a_message_is_recognised_by_its_first_line() -> None:
    assert sdmx_csv.recognises(EUROSTAT_1, "")
    assert sdmx_csv.recognises(b"STRUCTURE[;];STRUCTURE_ID;ACTION\n", "")
    assert not sdmx_csv.recognises(b"DATE,ECOMSA\n", "x.csv")
    assert not sdmx_csv.recognises(b"STRUCTURES AND DATAFLOWS", "x.csv")
