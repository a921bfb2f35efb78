"""Recorded tables of Statistics Canada, zipped."""

import csv
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest

from pipelines.extract import statcan_csv
from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one


def rows_of(path: Path, member: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(member).decode("utf-8-sig"))))


@pytest.mark.parametrize("table", ["18100204", "23100216"])
def test_every_row_of_a_table_is_one_cell(table: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "statcan" / f"{table}-eng.zip"
    rows = rows_of(path, f"{table}.csv")
    cells = cells_of("statcan-csv", path, tally)
    columns = {
        "period": "REF_DATE",
        "printed": "VALUE",
        "unit": "UOM",
        "dim:GEO": "GEO",
        "att:VECTOR": "VECTOR",
        "att:DECIMALS": "DECIMALS",
    }
    for column, name in columns.items():
        assert cells[column].to_list() == [row[name] for row in rows]
    assert cells["scale"].to_list() == [int(row["SCALAR_ID"]) for row in rows]
    assert cells["status"].to_list() == [row["STATUS"] or None for row in rows]
    suppressed = cells.filter(status="x")
    assert suppressed.height == sum(row["STATUS"] == "x" for row in rows) > 0
    assert set(suppressed["missing"]) == {"missing value: suppressed"}
    assert cells["missing"].null_count() == cells.height - suppressed.height


def test_dimensions_of_the_table_stand_beside_geography(payloads: Path) -> None:
    path = payloads / "statcan" / "23100216-eng.zip"
    cells = pl.concat(statcan_csv.read(path, {}))
    found = one(cells, att__VECTOR="v74869", period="1999-01")
    assert found["printed"] == "20702940"
    assert found["dim:Railway carloading components"] == "Total traffic carried"
    assert (found["dim:Estimates"], found["unit"], found["scale"]) == ("Tonnes", "Tonnes", 0)
    assert found["locator"] == "member=23100216.csv;row=2;column=VALUE"
