"""Downloads of the World Bank as CSV; all specimens are constructed after their form."""

import io
import json
import zipfile
from pathlib import Path

from pipelines.extract import world_bank_csv
from tests.extract.reading import read, refused

FORMAT = "world-bank-csv"
TITLES = (
    b'\xef\xbb\xbf"Data Source","World Development Indicators",\n\n'
    b'"Last Updated Date","2026-07-01",\n\n'
)
HEADER = b'"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
TABLE = TITLES + HEADER + b'"Bahamas, The","BHS","Users (%)","IT.NET.USER.ZS","85.10","",\n'
LONG = b"Country Name,Country Code,Year,Value\r\nAruba,ABW,2019,0\r\nAruba,ABW,2020,\r\n"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_years_in_columns_below_title_lines(tmp_path: Path) -> None:
    first, second = read(FORMAT, TABLE, tmp_path).to_dicts()
    assert (first["printed"], first["period"], first["vintage"]) == ("85.10", "2019", "2026-07-01")
    assert (first["dim:Country Code"], first["dim:Indicator Code"]) == ("BHS", "IT.NET.USER.ZS")
    assert (first["att:Country Name"], first["locator"]) == ("Bahamas, The", "row=6;column=2019")
    assert (second["printed"], second["missing"]) == ("", "no value given")


def test_metadata_members_of_the_zip_hold_no_figures(tmp_path: Path) -> None:
    archive = zipped(
        **{"Metadata_Country_X.csv": b"Country Code,Region\nABW,x\n", "API_X.csv": TABLE}
    )
    cells = read(FORMAT, archive, tmp_path)
    assert cells.height == 2
    assert cells["locator"][0] == "member=API_X.csv;row=6;column=2019"


def test_a_row_a_value(tmp_path: Path) -> None:
    cells = read(FORMAT, LONG, tmp_path, indicator="IT.X")
    assert cells.select("period", "printed", "dim:Indicator Code").rows() == [
        ("2019", "0", "IT.X"),
        ("2020", "", "IT.X"),
    ]
    several = read(FORMAT, zipped(**{"it.x.csv": LONG, "it.y.csv": LONG}), tmp_path)
    assert several["dim:Indicator Code"].to_list() == ["it.x", "it.x", "it.y", "it.y"]


def test_the_package_says_which_indicator_it_is(tmp_path: Path) -> None:
    beside = tmp_path / "package.json"
    beside.write_text(json.dumps({"name": "it.net.user.zs"}))
    cells = read(FORMAT, LONG, tmp_path, metadata=str(beside))
    assert set(cells["dim:Indicator Code"]) == {"it.net.user.zs"}


def test_the_whole_database_has_no_title_lines(tmp_path: Path) -> None:
    text = HEADER.replace(b",\n", b"\n") + b'"Aruba","ABW","x","y","1",".."\n'
    cells = read(FORMAT, text, tmp_path)
    assert cells["vintage"].to_list() == [None, None]
    assert cells["missing"].to_list() == [None, "no value given"]


def test_months_and_years_with_their_code(tmp_path: Path) -> None:
    text = b"Series Name,Series Code,Country Name,Country Code,2019 [YR2019],2020M01\na,b,c,d,1,2\n"
    cells = read(FORMAT, text, tmp_path)
    assert cells.select("period", "dim:Series Code").rows() == [
        ("2019 [YR2019]", "b"),
        ("2020M01", "b"),
    ]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    extra = TABLE.replace(b'"",\n', b'"","7"\n')
    refused(FORMAT, extra, tmp_path, "line 6: a value in a column without name")
    refused(FORMAT, HEADER.replace(b"2019", b"Notes"), tmp_path, 'column "Notes" in the header')
    refused(FORMAT, b"a,b\n" * 20, tmp_path, "expected a header that begins with")
    refused(FORMAT, TABLE[:-12], tmp_path, "line 6: ")
    refused(FORMAT, zipped(**{"x.xlsx": b"PK"}), tmp_path, "holds workbooks")
    refused(FORMAT, zipped(**{"readme.txt": b"words"}), tmp_path, "no member is a table")


def test_a_download_is_recognised_in_a_zip_too() -> None:
    assert all(world_bank_csv.recognises(text, "") for text in (TABLE, LONG, HEADER))
    assert world_bank_csv.recognises(zipped(**{"x.csv": LONG}), "x.zip")
    assert world_bank_csv.recognises(zipped(**{"Metadata.csv": b"x"}), "API_X.zip")
    assert not world_bank_csv.recognises(b"Country Name,Country Code,Region\n", "x.csv")
