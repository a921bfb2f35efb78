"""`tallybook read` as a process: lines, count, refusals, exit codes. All files are constructed."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.commands.read import value_of

ROW = (
    '{"indicator":{"id":"AA.BB","value":"A thing"},"country":{"id":"CN","value":"China"},'
    '"countryiso3code":"CHN","date":"2013","value":%s,"unit":"","obs_status":"E","decimal":1}'
)


def answer(*values: str) -> str:
    header = '{"page":1,"pages":1,"per_page":50,"total":1,"lastupdated":"2026-07-13"}'
    return f"[{header},[{','.join(ROW % value for value in values)}]]"


def read(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.commands.read", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=60,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip


@pytest.mark.parametrize("named", [False, True])
def test_each_figure_is_one_object_and_the_count_is_on_standard_error(
    tmp_path: Path, named: bool
) -> None:
    path = tmp_path / "figures.json"
    path.write_text(answer("1.50", "null", "1E3"), "utf-8")
    done = read(path, *(["--as", "world-bank-json"] if named else []))
    assert done.returncode == 0
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert first == {
        "locator": "/1/0/value",
        "printed": "1.50",
        "key": {"indicator": "AA.BB", "country": "CHN"},
        "period": "2013",
        "unit": None,
        "scale": None,
        "status": "E",
        "obs_status": ["E"],
        "missing": None,
        "reconstructed": False,
        "value": "1.50",
        "vintage": "2026-07-13",
        "attributes": {
            "indicator_name": "A thing",
            "country_name": "China",
            "country_id": "CN",
            "area_kind": "country",
            "decimal": "1",
        },
    }
    assert (second["printed"], second["value"]) == ("null", None)
    assert second["missing"] == "no value given"
    assert (third["printed"], third["value"]) == ("1E3", "1000")
    assert done.stderr == (
        "figures.json: 3 figures read as world-bank-json, 1 of them without a value\n"
    )


def test_data_that_are_not_in_order_end_with_1_and_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "error.json"
    path.write_text('[{"message":[{"id":"120","key":"Invalid value","value":"no"}]}]', "utf-8")
    done = read(path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "error.json: the World Bank answers with an error" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["none.json"], "there is no such file"), (["--as", "papyrus"], 'no format "papyrus"')],
)
def test_a_wrong_call_ends_with_2(tmp_path: Path, words: list[str], sentence: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(answer("1"), "utf-8")
    done = read(*words) if words == ["none.json"] else read(path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_a_web_page_where_json_was_due_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text("<!DOCTYPE html><title>502</title><p>Bad Gateway", "utf-8")
    done = read(path, "--as", "json-stat")
    assert (done.returncode, done.stdout) == (1, "")
    assert "answer.json: not whole JSON" in done.stderr
    done = read(path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "web page without a table" in done.stderr


def test_an_article_gives_its_figures_with_their_sentences(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("Sales reached 1.31 trillion yuan in 2012.", "utf-8")
    done = read(path)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert lines[0]["printed"].startswith("1.31")
    assert lines[0]["locator"].startswith("bytes=14-")
    assert lines[0]["attributes"]["context"] == "Sales reached 1.31 trillion yuan in 2012."
    assert "read as prose" in done.stderr


def test_lines_are_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    path = tmp_path / "china.json"
    path.write_text(answer("1").replace("China", "中国"), "utf-8")
    command = [sys.executable, "-m", "pipelines.commands.read", str(path)]
    done = subprocess.run(
        command, capture_output=True, check=True, timeout=60,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert json.loads(done.stdout)["attributes"]["country_name"] == "中国"


def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(answer(*["1"] * 20_000), "utf-8")
    command = f'"{sys.executable}" -m pipelines.commands.read "{path}" | head -n 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, encoding="utf-8",
        check=False, timeout=60, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_value_is_the_exact_decimal_of_the_text(number: Decimal) -> None:
    value = value_of(str(number))
    assert value is not None
    assert Decimal(value) == number
    assert Decimal(value).as_tuple().exponent == min(0, number.as_tuple().exponent) or "E" in value


@given(st.integers(-(10**30), 10**30))
def test_thousands_set_apart_by_commas_are_put_together(number: int) -> None:
    assert value_of(f"{number:,}") == str(number)


@given(st.text(max_size=20))
def test_any_other_text_has_no_value_or_a_decimal_one(text: str) -> None:
    value = value_of(text)
    assert value is None or Decimal(value).is_finite()
