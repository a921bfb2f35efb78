"""Recorded FRED answers are read whole, graph CSV and API JSON, vintages and missing marks told."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused

GRAPHS = (
    "export_dff.csv",
    "export_michigan.csv",
    "fredgraph_ECOMPCTNSA_2020.csv",
    "fredgraph_ECOMSA.csv",
    "fredgraph_ECOMSA_nburra.csv",
    "fredgraph_ECOMSA_vintage2024.csv",
    "fredgraph_MRTSSM44000USS.csv",
)


@pytest.mark.parametrize("name", GRAPHS)
def test_every_line_of_a_graph_file_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "fred" / name
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    cells = cells_of("fred-csv", path, tally)
    assert cells.select("period", "printed").rows() == [tuple(row) for row in rows]
    assert cells["missing"].null_count() == cells.height
    assert set(cells["dim:series_id"]) == {header[1].split("(")[0]}


def test_vintages_of_a_series_give_each_its_own_value(payloads: Path, tally: Tally) -> None:
    later = cells_of("fred-csv", payloads / "fred" / "fredgraph_ECOMSA.csv", tally)
    earlier = cells_of("fred-csv", payloads / "fred" / "fredgraph_ECOMSA_nburra.csv", tally)
    assert one(later, period="2024-07-01")["printed"] == "300873"
    assert one(earlier, period="2024-07-01")["printed"] == "300053.0"


def test_a_header_edited_by_hand_gives_the_unit(payloads: Path, tally: Tally) -> None:
    cells = cells_of("fred-csv", payloads / "fred" / "fredgraph_ECOMSA_vintage2024.csv", tally)
    assert set(cells["unit"]) == {"in millions USD"}
    assert cells["period"].to_list()[:2] == ["10/1/1999", "1/1/2000"]


@pytest.mark.parametrize(
    "name",
    ["get_series_json", "get_series_all_releases_json", "get_series_initial_release_json"],
)
def test_every_observation_of_the_api_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "fred" / f"api_{name}.json"
    rows = json.loads(path.read_text())["observations"]
    cells = cells_of("fred-json", path, tally, series_id="GDP")
    taken = cells.select("period", "printed", "vintage", "att:realtime_end").rows()
    assert taken == [
        (row["date"], row["value"], row["realtime_start"], row["realtime_end"]) for row in rows
    ]
    assert [why is not None for why in cells["missing"]] == [row["value"] == "." for row in rows]
    assert set(cells["dim:series_id"]) == {"GDP"}


def test_a_value_that_was_revised_has_a_cell_a_vintage(payloads: Path, tally: Tally) -> None:
    path = payloads / "fred" / "api_get_series_all_releases_json.json"
    cells = cells_of("fred-json", path, tally)
    first = cells.filter(pl.col("period") == "1946-01-01")
    assert first.select("vintage", "printed").rows()[:3] == [
        ("1992-12-22", "199.7"),
        ("1996-01-19", "."),
        ("1997-05-07", "210.4"),
    ]


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("get_series_info", "seriess"),
        ("get_series_vintagedates", "vintage_dates"),
        ("get_sources", "sources"),
    ],
)
def test_answers_without_figures_are_refused(
    name: str, held: str, payloads: Path, tally: Tally
) -> None:
    said = refused("fred-json", payloads / "fred" / f"api_{name}.json", tally)
    assert f'holds "{held}" and no figures' in said
