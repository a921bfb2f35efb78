"""Recorded grapher files of Our World in Data, with and without their metadata."""

import csv
from pathlib import Path

import polars as pl
import pytest

from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused

# File, and how many of its columns are figures.
CHARTS = {
    "child-mortality.csv": 1,
    "economic-inequality-gini-index.csv": 1,
    "per-capita-meat-type.csv": 6,
    "share-of-adults-who-smoke.csv": 1,
    "share-of-individuals-using-the-internet.csv": 1,
    "vintages/internet_share_2022-10.csv": 1,
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_field_of_an_indicator_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "owid" / name
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    figures = header[3 : 3 + CHARTS[name]]
    cells = cells_of("owid-csv", path, tally)
    expected = [
        (row[0], row[1] or None, row[2], figure, value)
        for row in rows
        for figure, value in zip(figures, row[3:], strict=False)
    ]
    taken = cells.select("dim:Entity", "dim:Code", "period", "dim:Indicator", "printed").rows()
    assert taken == expected
    assert [why is not None for why in cells["missing"]] == [row[4] == "" for row in expected]


def test_metadata_beside_the_file_give_unit_and_vintage(payloads: Path, tally: Tally) -> None:
    path = payloads / "owid" / "share-of-individuals-using-the-internet.csv"
    cells = cells_of("owid-csv", path, tally)
    found = one(cells, dim__Entity="Afghanistan", period="2001")
    assert (found["printed"], found["unit"]) == ("0.00472257", "% of population")
    assert (found["vintage"], found["att:nextUpdate"]) == ("2026-01-29", "2027-01-29")
    assert found["att:timespan"] == "1990-2024"


def test_metadata_of_another_name_give_the_unit_they_share(payloads: Path, tally: Tally) -> None:
    cells = cells_of("owid-csv", payloads / "owid" / "per-capita-meat-type.csv", tally)
    assert set(cells["unit"]) == {"kilograms per year per capita"}
    assert set(cells["vintage"]) == {None}, "whose column a stamp is, is not said"


def test_a_column_of_words_is_an_attribute(payloads: Path, tally: Tally) -> None:
    cells = cells_of("owid-csv", payloads / "owid" / "economic-inequality-gini-index.csv", tally)
    found = one(cells, dim__Entity="Albania", period="1996")
    assert found["printed"] == "0.27010342478752136"
    assert found["att:World region according to OWID"] == "Europe"


def test_older_vintages_have_no_metadata_beside_them(payloads: Path, tally: Tally) -> None:
    path = payloads / "owid" / "vintages" / "internet_share_2022-10.csv"
    cells = cells_of("owid-csv", path, tally)
    assert set(cells["unit"]) == {None}
    assert set(cells["dim:Indicator"]) == {"Individuals using the Internet (% of population)"}


def test_a_file_cut_down_to_year_and_value_is_read_if_declared(
    payloads: Path, tally: Tally
) -> None:
    from pipelines.extract import owid_csv

    path = payloads / "owid" / "vintages" / "internet_share_short.csv"
    cells = pl.concat(owid_csv.read(path, {}))
    tally("owid-csv", path.name, observations=cells.height)
    assert cells.height == len(path.read_text().strip().splitlines()) - 1
    assert cells.row(0, named=True)["printed"] == "0.0492353503886526"
    assert "dim:Entity" not in cells.columns


def test_metadata_alone_are_refused(payloads: Path, tally: Tally) -> None:
    files = sorted((payloads / "owid").glob("*.metadata.json"))
    assert len(files) == 7
    for path in files:
        assert "the metadata of a chart" in refused("owid-csv", path, tally)
