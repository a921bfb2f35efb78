"""SDMX-JSON in its versions and layouts; all specimens are constructed after the standard."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.extract.reading import read, refused

FORMAT = "sdmx-json"


def component(name: str, *codes: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "values": [{"id": code} for code in codes], **more}


GEO = component("GEO", "DE", "FR")
TIME = component("TIME_PERIOD", "2020", "2021", role="TIME_PERIOD")
STATUS = component("OBS_STATUS", "A", "E", default="A")


def message(data_set: str, version: int = 2, **structure: Any) -> bytes:
    """A message; the data set is given as text, so that numbers stand as written."""
    described = {
        "dimensions": {"dataSet": [], "series": [GEO], "observation": [TIME]},
        "attributes": {"dataSet": [], "series": [], "observation": [STATUS]},
        **structure,
    }
    if version == 1:
        return (
            f'{{"header": {{"prepared": "2026-01-02"}}, "structure": {json.dumps(described)}, '
            f'"dataSets": [{data_set}]}}'
        ).encode()
    return (
        f'{{"meta": {{}}, "data": {{"structures": [{json.dumps(described)}], '
        f'"dataSets": [{data_set}]}}}}'
    ).encode()


SERIES = (
    '{"series": {"1": {"attributes": [], "observations": {"0": [1.50, 1], "1": ["-0.0", null]}}}}'
)


@pytest.mark.parametrize("version", [1, 2])
def test_series_are_decoded_by_position(version: int, tmp_path: Path) -> None:
    first, second = read(FORMAT, message(SERIES, version), tmp_path).to_dicts()
    assert (first["printed"], first["dim:GEO"], first["period"]) == ("1.50", "FR", "2020")
    assert (first["obs_status"], second["obs_status"]) == (["E"], ["A"])
    assert (second["printed"], second["period"], second["missing"]) == ("-0.0", "2021", None)
    base = "/data" if version == 2 else ""
    assert first["locator"] == f"{base}/dataSets/0/series/1/observations/0/0"
    assert first["att:prepared"] == ("2026-01-02" if version == 1 else None)


def test_flat_observations_have_all_dimensions_in_their_key(tmp_path: Path) -> None:
    dimensions = {"dataSet": [component("FREQ", "A")], "series": [], "observation": [GEO, TIME]}
    flat = '{"observations": {"0:1": [7], "1:0": [null, 0]}}'
    first, second = read(FORMAT, message(flat, dimensions=dimensions), tmp_path).to_dicts()
    assert (first["dim:FREQ"], first["dim:GEO"], first["period"]) == ("A", "DE", "2021")
    assert (second["printed"], second["missing"]) == ("null", "no value given")


def test_another_dimension_may_stand_at_the_observation(tmp_path: Path) -> None:
    dimensions = {"series": [TIME], "observation": [GEO]}
    text = '{"series": {"1": {"observations": {"0": [5], "1": [6]}}}}'
    cells = read(FORMAT, message(text, dimensions=dimensions), tmp_path)
    assert cells.select("period", "dim:GEO", "printed").rows() == [
        ("2021", "DE", "5"),
        ("2021", "FR", "6"),
    ]


def test_attributes_of_data_set_series_and_group_reach_the_observation(tmp_path: Path) -> None:
    attributes = {
        "dataSet": [component("UNIT_MULT", "3", "6")],
        "series": [component("UNIT_MEASURE", "EUR", "USD")],
        "dimensionGroup": [component("TITLE"), component("SOURCE", "X", "Y")],
        "observation": [STATUS],
    }
    text = (
        '{"attributes": [1], "dimensionGroupAttributes": {"1:": ["Of France", 1]},'
        '"series": {"0": {"attributes": [0], "observations": {"0": [1]}},'
        '"1": {"attributes": [1], "observations": {"0": [2, 0]}}}}'
    )
    german, french = read(FORMAT, message(text, attributes=attributes), tmp_path).to_dicts()
    assert (german["scale"], german["unit"], german["att:TITLE"]) == (6, "EUR", None)
    assert (french["unit"], french["att:TITLE"], french["att:SOURCE"]) == ("USD", "Of France", "Y")


def test_uncoded_attributes_stand_as_they_are(tmp_path: Path) -> None:
    attributes = {"observation": [{"id": "NOTE"}, {"id": "DAYS", "values": []}]}
    text = '{"series": {"0": {"observations": {"0": [1, ["a", "b"], 12]}}}}'
    [cell] = read(FORMAT, message(text, attributes=attributes), tmp_path).to_dicts()
    assert (cell["att:NOTE"], cell["att:DAYS"]) == ('["a", "b"]', "12")


def test_several_measures_are_several_cells(tmp_path: Path) -> None:
    measures = {"observation": [{"id": "LOW"}, {"id": "HIGH"}]}
    text = '{"series": {"0": {"observations": {"0": [1.0, 2.0, 1]}}}}'
    cells = read(FORMAT, message(text, measures=measures), tmp_path)
    assert cells.select("dim:MEASURE", "printed", "status").rows() == [
        ("LOW", "1.0", "E"),
        ("HIGH", "2.0", "E"),
    ]


def test_a_multiplier_is_known_by_its_role(tmp_path: Path) -> None:
    attributes = {"series": [component("POWER", "6", role="UNIT_MULT")]}
    text = '{"series": {"0": {"attributes": [0], "observations": {"0": [1]}}}}'
    [cell] = read(FORMAT, message(text, attributes=attributes), tmp_path).to_dicts()
    assert cell["scale"] == 6


def test_a_scale_of_display_multiplies_nothing(tmp_path: Path) -> None:
    attributes = {"series": [component("SCALE", "9")]}
    text = '{"series": {"0": {"attributes": [0], "observations": {"0": [94669000000]}}}}'
    [cell] = read(FORMAT, message(text, attributes=attributes), tmp_path).to_dicts()
    assert (cell["printed"], cell["scale"], cell["att:SCALE"]) == ("94669000000", None, "9")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"series": {"2": {"observations": {"0": [1]}}}}', 'position "2" of GEO'),
        ('{"series": {"0": {"observations": {"7": [1]}}}}', 'position "7" of TIME_PERIOD'),
        ('{"series": {"-1": {"observations": {"0": [1]}}}}', 'position "-1" of GEO'),
        ('{"series": {"0:0": {"observations": {"0": [1]}}}}', "has 2 positions"),
        ('{"series": {"0": {"observations": {"0": [1, 5]}}}}', 'position "5" of OBS_STATUS'),
        ('{"series": {"0": {"observations": {"0": [[1]]}}}}', "a list or an object"),
        ('{"structure": 3}', 'names structure "3"'),
        ('{"series": {"0": {"observations": {"0": [NaN]}}}}', "NaN stands in the document"),
        ('{"series": {"0": {}, "0": {}}}', "stands twice"),
    ],
)
def test_a_damaged_message_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    refused(FORMAT, message(text), tmp_path, sentence)


def test_errors_and_structure_messages_are_refused(tmp_path: Path) -> None:
    error = b'{"meta": {}, "errors": [{"code": 404, "title": "No results"}]}'
    refused(FORMAT, error, tmp_path, "No results")
    refused(FORMAT, b'{"data": {"codelists": []}}', tmp_path, "a structure message (codelists)")
    refused(FORMAT, message(SERIES)[:-30], tmp_path, "not whole JSON")
    refused(FORMAT, b"", tmp_path, "the file is empty")


def test_a_data_set_without_observations_has_none(tmp_path: Path) -> None:
    assert read(FORMAT, message("{}"), tmp_path).height == 0
