"""Recorded TSV of Eurostat: every field a cell, flags told from values."""

import gzip
from pathlib import Path

import pytest

from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused

FILES = (
    "tsv_gov_10dd_edpt1.tsv",
    "tsv_nama_10r_3gdp_sample.tsv",
    "tsv_teina200.tsv",
    "tsv_tsdde410.tsv",
)
RESAVED = (
    "wide_housing_overburden_rate.csv",
    "wide_immigration_size_statistics.csv",
    "wide_old_age_dependency_forecast.csv",
)


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "eurostat" / name
    header, *rows = [line.split("\t") for line in path.read_text().splitlines()]
    cells = cells_of("eurostat-tsv", path, tally)
    periods = [field.strip() for field in header[1:]]
    expected = [
        (row[0].split(",")[-1], period, field.strip())
        for row in rows
        for period, field in zip(periods, row[1:], strict=True)
    ]
    assert cells.select("dim:geo", "period", "printed").rows() == expected
    assert [why is not None for why in cells["missing"]] == [text == ":" for *_, text in expected]
    keys = header[0].split("\\")[0].split(",")
    assert [column for column in cells.columns if column.startswith("dim:")] == [
        f"dim:{key}" for key in keys
    ]
    assert cells["unit"].to_list() == cells["dim:unit"].to_list()


@pytest.mark.parametrize("name", RESAVED)
def test_a_resaved_table_is_read_too(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "eurostat" / name
    header, *rows = [line.split(",") for line in path.read_text().splitlines()]
    keys = sum("\\" in field or not field.isdigit() for field in header)
    cells = cells_of("eurostat-tsv", path, tally)
    assert cells["printed"].to_list() == [field for row in rows for field in row[keys:]]
    nothing = [field == "NaN" for row in rows for field in row[keys:]]
    assert [why is not None for why in cells["missing"]] == nothing


def test_flags_stand_behind_the_value(payloads: Path, tally: Tally) -> None:
    path = payloads / "eurostat" / "constructed_tps00001.tsv.gz"
    assert b"12.5 p" in gzip.decompress(path.read_bytes())
    cells = cells_of("eurostat-tsv", path, tally)
    german = one(cells, dim__geo="DE", period="2022")
    assert (german["printed"], german["status"], german["obs_status"]) == ("12.5", "p", ["P"])
    assert one(cells, dim__geo="DE", period="2021")["obs_status"] == ["C"]
    assert one(cells, dim__geo="FR", period="2022")["missing"] == "no value given"


def test_broken_files_are_refused(payloads: Path, tally: Tally) -> None:
    folder = payloads / "eurostat"
    short = refused("eurostat-tsv", folder / "constructed_missing_dims.tsv.gz", tally)
    assert "line 3: the key has 1 parts, where the header names 3" in short
    header = refused("eurostat-tsv", folder / "constructed_bad_header.tsv.gz", tally)
    assert 'found "bad,header,format"' in header
    text = refused("eurostat-tsv", folder / "constructed_unparsable_inventory.tsv", tally)
    assert "line 1: not well-formed CSV" in text
