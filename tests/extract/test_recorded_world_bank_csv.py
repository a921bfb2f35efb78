"""Recorded and derived CSV of the World Bank; the bulk zip is read whole in bounded memory."""

import csv
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipelines.extract import world_bank_csv
from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused

BULK = "worldbank_wdi_featured_indicators_2026-07.zip"


@pytest.mark.parametrize(
    ("name", "updated"),
    [
        ("API_SP.POP.TOTL_DS2_en_csv_v2_5436324.csv", "2023-03-30"),
        ("API_EN.ATM.CO2E.PC_DS2_en_csv_v2_5358914.csv", "2023-03-01"),
    ],
)
def test_every_year_of_a_download_is_one_cell(
    name: str, updated: str, payloads: Path, tally: Tally
) -> None:
    path = payloads / "worldbank" / name
    with path.open(newline="", encoding="utf-8-sig") as file:
        lines = [row for row in csv.reader(file) if row]
    header, rows = lines[2][:-1], lines[3:]
    cells = cells_of("world-bank-csv", path, tally)
    expected = [
        (row[1], row[3], year, value)
        for row in rows
        for year, value in zip(header[4:], row[4:-1], strict=True)
    ]
    taken = cells.select("dim:Country Code", "dim:Indicator Code", "period", "printed").rows()
    assert taken == expected
    assert [why is not None for why in cells["missing"]] == [not value for *_, value in expected]
    assert set(cells["vintage"]) == {updated}


PACKAGES = ("cel.sets.p2", "mlt.main.p2", "net.bbnd.p2", "net.secr.p6")


@pytest.mark.parametrize("name", [*(f"wdi_it.{name}" for name in PACKAGES), "wdi_tx.val.tech.cd"])
def test_every_row_of_a_data_package_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "worldbank" / f"{name}.csv"
    with path.open(newline="") as file:
        _, *rows = csv.reader(file)
    cells = cells_of("world-bank-csv", path, tally)
    taken = cells.select("att:Country Name", "dim:Country Code", "period", "printed").rows()
    assert taken == [tuple(row) for row in rows]
    assert set(cells["dim:Indicator Code"]) == {name.removeprefix("wdi_")}


def test_a_pointer_in_place_of_the_data_is_refused(payloads: Path, tally: Tally) -> None:
    said = refused("world-bank-csv", payloads / "worldbank" / "WDIData_lfs_pointer.csv", tally)
    assert "Git LFS pointer" in said


def test_a_zip_of_workbooks_is_refused(payloads: Path, tally: Tally) -> None:
    said = refused("world-bank-csv", payloads / "worldbank" / "GemDataEXTR.zip", tally)
    assert "holds workbooks" in said


def test_a_name_with_a_comma_stays_one_field(payloads: Path, tally: Tally) -> None:
    path = payloads / "worldbank" / "wdi_it.net.secr.p6.csv"
    cells = cells_of("world-bank-csv", path, tally)
    found = one(cells, **{"dim__Country Code": "BHS"}, period="2010")
    assert found["att:Country Name"] == "Bahamas, The"


READ_BULK = """
import resource, sys
from pathlib import Path
from pipelines.extract import world_bank_csv
at_start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
cells = missing = 0
indicators = set()
for frame in world_bank_csv.read(Path(sys.argv[1]), {}):
    cells += frame.height
    missing += frame.height - frame["missing"].null_count()
    indicators |= set(frame["dim:Indicator Code"])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stdout.write(f"{cells} {missing} {len(indicators)} {(peak - at_start) // 1024}")
"""
MOST_MEGABYTES = 400  # above what the imports take; the text unpacked is 76 MB, in 325 members


@pytest.mark.slow
def test_the_bulk_file_is_read_whole_in_bounded_memory(payloads: Path, tally: Tally) -> None:
    path = payloads / "bulk" / BULK
    expected = 0
    with zipfile.ZipFile(path) as archive:
        members = archive.namelist()
        for member in members:
            with archive.open(member) as file:
                lines = csv.reader(io.TextIOWrapper(file, "utf-8", newline=""))
                expected += sum(1 for _ in lines) - 1
    done = subprocess.run(
        [sys.executable, "-c", READ_BULK, str(path)], capture_output=True, text=True, check=True
    )
    cells, missing, indicators, megabytes = map(int, done.stdout.split())
    tally("world-bank-csv", path.name, observations=cells)
    assert cells == expected
    assert (missing, indicators) == (0, len(members))
    assert megabytes < MOST_MEGABYTES


def test_a_locator_of_the_bulk_file_names_its_member(payloads: Path) -> None:
    path = payloads / "bulk" / BULK
    first = next(world_bank_csv.read(path, {})).row(0, named=True)
    assert first["locator"].startswith("member=ag.con.fert.zs.csv;row=2;column=Value")
    assert world_bank_csv.resolve(path.read_bytes(), first["locator"]) == first["printed"]
