"""Graph files of FRED and ALFRED; all specimens are constructed after their form."""

from pathlib import Path

import pytest

from pipelines.extract import fred_csv
from tests.extract.reading import read, refused

FORMAT = "fred-csv"


@pytest.mark.parametrize("header", [b"DATE", b"observation_date", b'"observation_date"'])
def test_several_series_and_missing_marks(header: bytes, tmp_path: Path) -> None:
    text = header + b",ECOMSA,ECOMPCTSA\n2020-01-01,155.5,.\n2020-04-01,,0"
    cells = read(FORMAT, text, tmp_path)
    assert cells.select("period", "dim:series_id", "printed").rows() == [
        ("2020-01-01", "ECOMSA", "155.5"),
        ("2020-01-01", "ECOMPCTSA", "."),
        ("2020-04-01", "ECOMSA", ""),
        ("2020-04-01", "ECOMPCTSA", "0"),
    ]
    assert [why is not None for why in cells["missing"]] == [False, True, True, False]


def test_a_column_may_be_a_vintage_of_a_series(tmp_path: Path) -> None:
    text = b"observation_date,ECOMSA_20240101,ECOMSA_20240401\n2023-10-01,100,101\n"
    cells = read(FORMAT, text, tmp_path)
    assert cells.select("dim:series_id", "vintage", "printed").rows() == [
        ("ECOMSA", "20240101", "100"),
        ("ECOMSA", "20240401", "101"),
    ]


def test_dates_mangled_by_a_spreadsheet_stay_as_received(tmp_path: Path) -> None:
    [cell] = read(FORMAT, b"DATE,ECOMSA\r\n10/1/99,4476\r\n", tmp_path).to_dicts()
    assert (cell["period"], cell["printed"]) == ("10/1/99", "4476")


def test_a_page_in_place_of_data_is_refused(tmp_path: Path) -> None:
    refused(FORMAT, b"<!DOCTYPE html><title>Not found</title>", tmp_path, "a web page")
    refused(FORMAT, b"Bad Request\n", tmp_path, 'expected columns "observation_date"')
    refused(FORMAT, b"DATE\n2020-01-01\n", tmp_path, 'expected columns "observation_date"')
    refused(FORMAT, b"DATE,A,A\n2020-01-01,1,2\n", tmp_path, "names no series of its own")
    refused(FORMAT, b"DATE,A\n2020-01-01\n", tmp_path, "line 2: 1 fields")


def test_a_graph_file_is_recognised_by_its_first_line() -> None:
    assert fred_csv.recognises(b"DATE,ECOMSA\n", "")
    assert fred_csv.recognises(b"\xef\xbb\xbfobservation_date,DFF\n", "")
    assert not fred_csv.recognises(b"DATE;x\n", "")
    assert not fred_csv.recognises(b"DATAFLOW,FREQ\n", "")
