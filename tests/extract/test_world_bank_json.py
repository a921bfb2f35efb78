"""World Bank answers: all specimens here are constructed after the form of real answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import world_bank_json
from pipelines.refusal import Refusal
from tests.extract.reading import read, refused

FORMAT = "world-bank-json"
HEADER = '{"page":1,"pages":3,"per_page":2,"total":5,"sourceid":"2","lastupdated":"2026-07-13"}'


def row(value: str, **members: Any) -> str:
    """One row of a constructed answer; `value` is put in as it stands."""
    whole = {
        "indicator": {"id": "AA.BB", "value": "A thing (% of all)"},
        "country": {"id": "CN", "value": "China"},
        "countryiso3code": "CHN",
        "date": "2013",
        "unit": "",
        "obs_status": "",
        "decimal": 1,
    } | members
    return json.dumps(whole)[:-1] + f', "value": {value}}}'


def answer(*rows: str, header: str = HEADER) -> bytes:
    return f"[{header},[{','.join(rows)}]]".encode()


def test_a_row_gives_key_period_value_and_vintage(tmp_path: Path) -> None:
    [cell] = read(FORMAT, answer(row("1.50")), tmp_path).to_dicts()
    assert cell["printed"] == "1.50"
    assert (cell["dim:indicator"], cell["dim:country"]) == ("AA.BB", "CHN")
    assert (cell["period"], cell["vintage"]) == ("2013", "2026-07-13")
    assert (cell["unit"], cell["scale"], cell["status"], cell["obs_status"]) == (None,) * 3 + ([],)
    assert cell["att:indicator_name"] == "A thing (% of all)"
    assert (cell["att:country_id"], cell["att:area_kind"]) == ("CN", "country")
    assert (cell["att:decimal"], cell["att:source_id"]) == ("1", "2")
    assert cell["missing"] is None
    assert cell["reconstructed"] is False


def test_null_is_missing_and_zero_is_not(tmp_path: Path) -> None:
    cells = read(FORMAT, answer(row("null"), row("0"), row('""'), row('".."')), tmp_path)
    assert cells["printed"].to_list() == ["null", "0", "", ".."]
    assert [why is not None for why in cells["missing"]] == [True, False, True, True]


def test_a_status_is_kept_and_coded(tmp_path: Path) -> None:
    cells = read(FORMAT, answer(row("1", obs_status="F"), row("2", obs_status="Q9")), tmp_path)
    assert cells["status"].to_list() == ["F", "Q9"]
    assert cells["obs_status"].to_list() == [["F"], ["?Q9"]]


def test_a_unit_and_members_that_nobody_expected_are_kept(tmp_path: Path) -> None:
    content = answer(row("1", unit="percent", footnote="from 2012", more={"a": [1.0]}))
    [cell] = read(FORMAT, content, tmp_path).to_dicts()
    assert (cell["unit"], cell["att:footnote"]) == ("percent", "from 2012")
    assert cell["att:more"] == '{"a": ["1.0"]}'


@pytest.mark.parametrize(
    ("iso3", "iso2", "code", "kind"),
    [
        ("WLD", "1W", "WLD", "aggregate"),
        ("EMU", "XC", "EMU", "aggregate"),
        ("EUU", "EU", "EUU", "aggregate"),
        ("XKX", "XK", "XKX", "country"),
        ("CHI", "JG", "CHI", "country"),
        ("ZAF", "ZA", "ZAF", "country"),
        ("", "XX", "XX", "aggregate"),
        ("", "FRA", "FRA", None),
    ],
)
def test_aggregates_are_told_from_countries(
    tmp_path: Path, iso3: str, iso2: str, code: str, kind: str | None
) -> None:
    area = {"id": iso2, "value": "An area"}
    content = answer(row("1", countryiso3code=iso3, country=area))
    [cell] = read(FORMAT, content, tmp_path).to_dicts()
    assert (cell["dim:country"], cell["att:area_kind"]) == (code, kind)


def test_rows_without_envelope_are_read(tmp_path: Path) -> None:
    cells = read(FORMAT, f"[{row('1.0')},{row('2')}]".encode(), tmp_path)
    assert cells["locator"].to_list() == ["/0/value", "/1/value"]
    assert cells["vintage"].to_list() == [None, None]


def test_an_answer_without_rows_has_no_figure(tmp_path: Path) -> None:
    empty = '{"page":0,"pages":0,"per_page":0,"total":0,"lastupdated":null}'
    assert read(FORMAT, f"[{empty},null]".encode(), tmp_path).height == 0
    assert read(FORMAT, f"[{empty}]".encode(), tmp_path).height == 0


def test_the_envelope_is_read_whether_counts_are_numbers_or_text(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(answer(row("1"), row("2")))
    found = world_bank_json.envelope(path)
    assert (found.total, found.rows, found.page, found.pages) == (5, 2, 1, 3)
    assert found.stamp == "2026-07-13"
    path.write_bytes(answer(header='{"page":"2","pages":"2","per_page":"50","total":"51"}'))
    found = world_bank_json.envelope(path)
    assert (found.total, found.rows, found.page, found.pages, found.stamp) == (51, 0, 2, 2, None)


def test_rows_without_envelope_prove_no_paging(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_bytes(f"[{row('1')}]".encode())
    with pytest.raises(Refusal, match=r"rows.json: .* no envelope"):
        world_bank_json.envelope(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(
            b'[{"message":[{"id":"175","key":"Invalid format","value":"It was archived"}]}]',
            "Invalid format: It was archived (message 175)",
            id="error-envelope",
        ),
        pytest.param(
            b'[{"page":1,"pages":1,"per_page":"50","total":1},[{"id":"CHN","name":"China"}]]',
            "/1/0 has no indicator, country, date, value (it has id, name)",
            id="list-of-countries",
        ),
        pytest.param(b'[{"id":"1","value":"Trade"}]', "holds no figures", id="list-of-topics"),
        pytest.param(b"{}", "an object stands at the top", id="object"),
        pytest.param(b"[]", "an empty list", id="empty-list"),
        pytest.param(b"[1]", "a number stands at /0", id="number"),
        pytest.param(answer(row("[1]")), "a list or an object", id="list-for-a-value"),
        pytest.param(answer(row("1", country="CN")), "/1/0/country", id="text-for-a-country"),
        pytest.param(answer(row("1"))[:-9], "cut short", id="truncated"),
    ],
)
def test_what_is_no_answer_with_data_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    refused(FORMAT, content, tmp_path, sentence)


NUMBERS = r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
)
def test_any_number_comes_through_as_printed(tmp_path: Path, text: str) -> None:
    [cell] = read(FORMAT, answer(row(text)), tmp_path).to_dicts()
    assert cell["printed"] == text
    assert cell["missing"] is None
