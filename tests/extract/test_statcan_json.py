"""Points of Statistics Canada's vectors; specimens constructed after its guide."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.extract import statcan_json
from tests.extract.conftest import Tally
from tests.extract.reading import read, refused
from tests.extract.recorded import refused as refused_file

FORMAT = "statcan-json"


def answer(*points: dict[str, Any], status: str = "SUCCESS") -> bytes:
    vector = {
        "vectorId": 42076,
        "productId": 34100006,
        "coordinate": "1.2",
        "vectorDataPoint": points,
    }
    return json.dumps([{"status": status, "object": vector}]).encode()


def point(value: Any, **members: Any) -> dict[str, Any]:
    return {
        "refPer": "2017-07-01",
        "value": value,
        "scalarFactorCode": 3,
        "statusCode": 0,
    } | members


def test_a_point_has_value_scale_and_release(tmp_path: Path) -> None:
    text = answer(point("18381", releaseTime="2018-03-06T08:30"), point(None, statusCode=1))
    first, second = read(FORMAT, text, tmp_path).to_dicts()
    assert (first["printed"], first["period"], first["scale"]) == ("18381", "2017-07-01", 3)
    assert (first["dim:vectorId"], first["vintage"]) == ("42076", "2018-03-06T08:30")
    assert (first["obs_status"], second["obs_status"]) == ([], ["?1"])
    assert second["missing"] == "no value given"
    assert first["locator"] == "/0/object/vectorDataPoint/0/value"


def test_numbers_stay_as_printed(tmp_path: Path) -> None:
    text = answer(point(0)).replace(b'"value": 0', b'"value": 1.50')
    assert read(FORMAT, text, tmp_path)["printed"].to_list() == ["1.50"]


def test_a_vector_that_failed_is_refused(tmp_path: Path) -> None:
    refused(FORMAT, answer(point(1), status="FAILED"), tmp_path, 'It says "FAILED"')
    address = b'{"status": "SUCCESS", "object": "https://example.org/table-eng.zip"}'
    refused(FORMAT, address, tmp_path, 'It says "https://example.org/table-eng.zip"')
    assert statcan_json.recognises(address, "")


@pytest.mark.parametrize("name", ["13100805", "18100204", "23100216", "sdmxdl_statcan-datatables"])
def test_a_recorded_description_of_a_table_is_refused(
    name: str, payloads: Path, tally: Tally
) -> None:
    path = payloads / "statcan" / f"{name}.json"
    assert "the description of a table" in refused_file(FORMAT, path, tally)
