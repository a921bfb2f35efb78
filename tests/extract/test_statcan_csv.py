"""Tables of Statistics Canada; all specimens are constructed after their form."""

import io
import zipfile
from pathlib import Path

from pipelines.extract import statcan_csv
from tests.extract.reading import read, refused

FORMAT = "statcan-csv"
HEADER = (
    "REF_DATE,GEO,DGUID,Sales,UOM,UOM_ID,SCALAR_FACTOR,SCALAR_ID,VECTOR,COORDINATE,VALUE,"
    "STATUS,SYMBOL,TERMINATED,DECIMALS\n"
)
ROWS = (
    '2020-01,Canada,2016A000011124,"Retail, online",Dollars,81,"thousands ",3,v1,1.1,155.5,r,,,1\n'
    "2020-02,Canada,2016A000011124,Retail,Dollars,81,units ,0,v2,1.2,,..,,t,0\n"
    "2020-03,Canada,2016A000011124,Retail,Dollars,81,units ,0,v2,1.2,,F,,,0\n"
)
TABLE = ("\ufeff" + HEADER + ROWS).encode()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return buffer.getvalue()


def test_scale_status_and_dimensions(tmp_path: Path) -> None:
    first, second, third = read(FORMAT, TABLE, tmp_path).to_dicts()
    assert (first["printed"], first["scale"], first["unit"]) == ("155.5", 3, "Dollars")
    assert (first["dim:Sales"], first["dim:GEO"]) == ("Retail, online", "Canada")
    assert (first["obs_status"], first["att:SCALAR_FACTOR"]) == (["R"], "thousands ")
    assert (second["missing"], second["att:TERMINATED"]) == ("missing value", "t")
    assert third["missing"] == "missing value: suppressed"
    assert third["obs_status"] == ["Q", "U"]


def test_the_metadata_of_the_zip_hold_no_figures(tmp_path: Path) -> None:
    metadata = b"Cube Title,Product Id\nRetail,20100056\n"
    cells = read(FORMAT, zipped(**{"20100056": TABLE, "20100056_MetaData": metadata}), tmp_path)
    assert cells.height == 3
    assert cells["locator"][0] == "member=20100056.csv;row=2;column=VALUE"
    refused(FORMAT, zipped(**{"20100056_MetaData": metadata}), tmp_path, "only metadata in the zip")


def test_the_french_table(tmp_path: Path) -> None:
    text = (
        '"PÉRIODE DE RÉFÉRENCE";"GÉO";"DGUID";"Ventes";"UNITÉ DE MESURE";'
        '"IDENTIFICATEUR SCALAIRE";"VALEUR";"STATUT"\n'
        '"2020-01";"Canada";"x";"Total";"Dollars";"6";"155,5";"p"\n'
    )
    [cell] = read(FORMAT, text.encode(), tmp_path).to_dicts()
    assert (cell["printed"], cell["scale"], cell["obs_status"]) == ("155,5", 6, ["P"])
    assert (cell["dim:Ventes"], cell["unit"]) == ("Total", "Dollars")


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    refused(FORMAT, b"REF_DATE,GEO\n2020,Canada\n", tmp_path, "with columns REF_DATE and VALUE")
    refused(FORMAT, TABLE[:-20], tmp_path, "line 4: ")
    refused(FORMAT, b'{"responseStatusCode": 0}', tmp_path, "JSON")


def test_a_table_is_recognised_in_a_zip_too() -> None:
    assert statcan_csv.recognises(TABLE, "")
    assert statcan_csv.recognises(zipped(table=TABLE), "x.zip")
    assert not statcan_csv.recognises(b"DATE,GEO\n", "")
