"""DBnomics answers: all specimens here are constructed after the form of real answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.extract import dbnomics_json
from tests.extract.reading import read, refused

FORMAT = "dbnomics-json"


def doc(value: str, **members: Any) -> str:
    """One constructed series; the array `value` is put in as it stands."""
    whole = {
        "@frequency": "annual",
        "provider_code": "P",
        "dataset_code": "D",
        "series_code": "A.CN",
        "series_name": "Annual - China",
        "dimensions": {"FREQ": "A", "REF_AREA": "CN"},
        "indexed_at": "2026-01-02T03:04:05.678Z",
        "period": ["2012", "2013"],
        "period_start_day": ["2012-01-01", "2013-01-01"],
    } | members
    return json.dumps(whole)[:-1] + f', "value": {value}}}'


def answer(*docs: str, around: str = '"errors": null', **counts: int) -> bytes:
    said = {"num_found": len(docs), "limit": 1000, "offset": 0} | counts
    series = json.dumps(said)[:-1] + f', "docs": [{",".join(docs)}]}}'
    meta = '"_meta": {"args": {}, "version": "22.1.17"}'
    return f'{{{meta}, {around}, "series": {series}}}'.encode()


def test_parallel_arrays_give_cells(tmp_path: Path) -> None:
    first, second = read(FORMAT, answer(doc('[1.50, "NA"]')), tmp_path).to_dicts()
    assert (first["printed"], first["period"], first["missing"]) == ("1.50", "2012", None)
    assert (second["printed"], second["period"]) == ("NA", "2013")
    assert second["missing"] == "no value given"
    assert (first["dim:FREQ"], first["dim:REF_AREA"]) == ("A", "CN")
    assert first["vintage"] == "2026-01-02T03:04:05.678Z"
    assert (first["att:@frequency"], first["att:series_code"]) == ("annual", "A.CN")
    assert second["att:period_start_day"] == "2013-01-01"
    assert second["locator"] == "/series/docs/0/value/1"


def test_series_with_different_dimensions_share_one_frame(tmp_path: Path) -> None:
    other = doc("[1, 0]", dimensions={"geo": "FR"}, dataset_code="E")
    cells = read(FORMAT, answer(doc("[3, null]"), other), tmp_path)
    assert cells["dim:geo"].to_list() == [None, None, "FR", "FR"]
    assert cells["dim:FREQ"].to_list() == ["A", "A", None, None]
    assert [why is None for why in cells["missing"]] == [True, False, True, True]


def test_a_series_without_dimensions_has_its_code(tmp_path: Path) -> None:
    cells = read(FORMAT, answer(doc("[1, 2]", dimensions={})), tmp_path)
    assert cells["dim:series_code"].to_list() == ["A.CN", "A.CN"]


@pytest.mark.parametrize(
    "attributes",
    [{"OBS_STATUS": ["E", "A;P"]}, [["OBS_STATUS", ["E", "A;P"]]]],
    ids=["object", "pairs"],
)
def test_flags_beside_the_values_are_coded(tmp_path: Path, attributes: object) -> None:
    cells = read(FORMAT, answer(doc("[1, 2]", observations_attributes=attributes)), tmp_path)
    assert cells["status"].to_list() == ["E", "A;P"]
    assert cells["obs_status"].to_list() == [["E"], ["A", "P"]]
    assert cells["att:OBS_STATUS"].to_list() == ["E", "A;P"]


def test_no_series_is_no_figure(tmp_path: Path) -> None:
    assert read(FORMAT, answer(), tmp_path).height == 0


@pytest.mark.parametrize(
    ("counts", "page", "pages"),
    [({}, 1, 1), ({"num_found": 2001, "offset": 1000}, 2, 3), ({"num_found": 0, "limit": 0}, 1, 1)],
)
def test_the_envelope_says_how_much_there_is(
    tmp_path: Path, counts: dict[str, int], page: int, pages: int
) -> None:
    path = tmp_path / "page.json"
    stamped = '"errors": null, "dataset": {"indexed_at": "2026-01-01"}'
    path.write_bytes(answer(doc("[1, 2]"), around=stamped, **counts))
    found = dbnomics_json.envelope(path)
    assert (found.rows, found.page, found.pages) == (1, page, pages)
    assert (found.total, found.stamp) == (counts.get("num_found", 1), "2026-01-01")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(
            b'{"_meta": {"version": "22"}, "message": "Could not find provider"}',
            "DBnomics answers with an error: Could not find provider.",
            id="message",
        ),
        pytest.param(
            answer(doc("[1, 2]"), around='"errors": [{"message": "no series X"}]'),
            "no series X",
            id="errors-beside-series",
        ),
        pytest.param(b'{"_meta": {"version": "22"}}', "no series stand", id="no-series"),
        pytest.param(answer(doc("[1]")), "2 entries of period", id="arrays-differ"),
        pytest.param(
            answer(doc("[1, 2]", period_start_day=["2012-01-01"])),
            "1 entries of period_start_day",
            id="days-differ",
        ),
        pytest.param(
            answer(doc("[1, 2]").replace('"value"', '"values"')), "observations=1", id="no-values"
        ),
        pytest.param(answer(doc("[1, [2]]")), "a list or an object", id="list-for-a-value"),
        pytest.param(answer(doc("[1, NaN]")), "NaN stands", id="nan"),
        pytest.param(b"[]", "a list stands at the top", id="list"),
    ],
)
def test_errors_and_broken_series_are_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    refused(FORMAT, content, tmp_path, sentence)
