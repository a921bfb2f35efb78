"""Grapher files of Our World in Data; all specimens are constructed after their form."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pipelines.extract import owid_csv
from tests.extract.reading import read, refused

FORMAT = "owid-csv"
CSV = b"Entity,Code,Year,Sold online\nWorld,OWID_WRL,2020,1.50\nAsia,,2020,\n"


def metadata(**columns: Mapping[str, object]) -> bytes:
    return json.dumps({"chart": {}, "columns": columns}).encode()


SOLD = {"unit": "%", "shortName": "sold", "lastUpdated": "2026-01-29", "type": "Numeric"}


def test_without_metadata_unit_and_vintage_are_not_known(tmp_path: Path) -> None:
    world, asia = read(FORMAT, CSV, tmp_path).to_dicts()
    assert (world["printed"], world["period"], world["unit"]) == ("1.50", "2020", None)
    assert (world["dim:Entity"], world["dim:Code"]) == ("World", "OWID_WRL")
    assert (asia["dim:Code"], asia["missing"]) == (None, "no value given")


def test_metadata_are_named_by_an_option(tmp_path: Path) -> None:
    beside = tmp_path / "said.json"
    beside.write_bytes(metadata(**{"Sold online": SOLD}))
    cells = read(FORMAT, CSV, tmp_path, metadata=str(beside))
    assert set(cells["unit"]) == {"%"}
    assert set(cells["vintage"]) == {"2026-01-29"}


def test_metadata_lie_in_the_same_zip(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("chart.csv", CSV)
        archive.writestr("chart.metadata.json", metadata(**{"Sold online": SOLD}))
        archive.writestr("readme.md", "Words.")
    cells = read(FORMAT, buffer.getvalue(), tmp_path)
    assert cells["locator"][0] == "member=chart.csv;row=2;column=Sold online"
    assert set(cells["unit"]) == {"%"}


def test_short_names_days_and_words(tmp_path: Path) -> None:
    text = (
        b"entity,code,day,sold,owid_region,sold_annotations\n"
        b"China,CHN,2020-11-11,7,Asia,Double 11\n"
    )
    beside = tmp_path / "said.json"
    beside.write_bytes(metadata(Sold=SOLD))
    [cell] = read(FORMAT, text, tmp_path, metadata=str(beside)).to_dicts()
    assert (cell["printed"], cell["period"], cell["unit"]) == ("7", "2020-11-11", "%")
    assert (cell["att:owid_region"], cell["att:sold_annotations"]) == ("Asia", "Double 11")
    assert cell["dim:Indicator"] == "sold"


def test_a_column_without_a_digit_is_of_words(tmp_path: Path) -> None:
    text = b"Entity,Code,Year,x,Income group\nChina,CHN,2020,1,Upper-middle\nAsia,,2020,,\n"
    cells = read(FORMAT, text, tmp_path)
    assert cells.select("dim:Indicator", "printed", "att:Income group").rows() == [
        ("x", "1", "Upper-middle"),
        ("x", "", None),
    ]


def test_columns_of_different_units_need_a_name_to_match(tmp_path: Path) -> None:
    beside = tmp_path / "said.json"
    beside.write_bytes(metadata(a={"unit": "%"}, b={"unit": "kg", "titleShort": "B long"}))
    text = b"Entity,Code,Year,x,B long\nChina,CHN,2020,1,2\n"
    cells = read(FORMAT, text, tmp_path, metadata=str(beside))
    assert cells.select("dim:Indicator", "unit").rows() == [("x", None), ("B long", "kg")]


def test_what_is_no_grapher_file_is_refused(tmp_path: Path) -> None:
    refused(FORMAT, b"<html>404</html>", tmp_path, "a web page")
    refused(
        FORMAT, b"Entity,Code,x\nChina,CHN,1\n", tmp_path, "expected columns Entity, Code, Year"
    )
    refused(FORMAT, b"Entity,Year,x,x\nChina,2020,1,2\n", tmp_path, "each once")


def test_a_grapher_file_is_recognised_by_its_first_columns() -> None:
    assert owid_csv.recognises(CSV, "")
    assert not owid_csv.recognises(b"Entity,Value\n", "")
