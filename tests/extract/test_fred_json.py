"""Observations of the FRED API; all specimens are constructed after their form."""

from pathlib import Path

from tests.extract.reading import read, refused

FORMAT = "fred-json"
START = b'{"realtime_start": "2020-01-01", "realtime_end": "9999-12-31", "units": "lin", '


def test_a_value_is_known_between_two_days(tmp_path: Path) -> None:
    text = START + (
        b'"observations": [{"realtime_start": "2020-01-30", "realtime_end": "2020-02-26",'
        b' "date": "2019-10-01", "value": "1.50"},'
        b' {"realtime_start": "2020-02-27", "realtime_end": "9999-12-31",'
        b' "date": "2019-10-01", "value": "."}]}'
    )
    first, second = read(FORMAT, text, tmp_path, series_id="GDP").to_dicts()
    assert (first["printed"], first["vintage"]) == ("1.50", "2020-01-30")
    assert (first["dim:series_id"], first["att:realtime_end"]) == ("GDP", "2020-02-26")
    assert (second["printed"], second["missing"]) == (".", "no value given")
    assert first["locator"] == "/observations/0/value"


def test_output_by_vintage_gives_a_cell_a_vintage(tmp_path: Path) -> None:
    text = (
        START
        + b'"observations": [{"date": "2019-10-01", "GDP_20200130": "1", "GDP_20200227": "2"}]}'
    )
    cells = read(FORMAT, text, tmp_path)
    assert cells.select("dim:series_id", "vintage", "printed").rows() == [
        ("GDP", "20200130", "1"),
        ("GDP", "20200227", "2"),
    ]


def test_answers_without_figures_are_refused(tmp_path: Path) -> None:
    refused(FORMAT, START + b'"seriess": []}', tmp_path, 'holds "seriess" and no figures')
    error = b'{"error_code": 400, "error_message": "Bad Request. The series does not exist."}'
    refused(FORMAT, error, tmp_path, "The series does not exist.")
    refused(FORMAT, START + b'"observations": [{"value": "1"}]}', tmp_path, "has no date")
    refused(FORMAT, b"[1]", tmp_path, "an object was due")
    refused(FORMAT, START, tmp_path, "not whole JSON")


def test_an_answer_without_observations_has_none(tmp_path: Path) -> None:
    assert read(FORMAT, START + b'"observations": []}', tmp_path).height == 0
