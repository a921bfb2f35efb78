"""The same damage done to a good answer of each JSON format: refused in a sentence, never misread.

The answers are constructed; each is small, and is read whole before it is damaged.
"""

import contextlib
import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import formats
from pipelines.refusal import Refusal
from tests.extract.reading import read, refused

WORLD_BANK = """[{"page":1,"pages":1,"per_page":50,"total":2,"lastupdated":"2026-07-13"},[
{"indicator":{"id":"A","value":"An é"},"country":{"id":"CN","value":"China"},
"countryiso3code":"CHN","date":"2013","value":1.50,"unit":"","obs_status":"","decimal":1},
{"indicator":{"id":"A","value":"An é"},"country":{"id":"CN","value":"China"},
"countryiso3code":"CHN","date":"2012","value":null,"unit":"","obs_status":"","decimal":1}]]"""
JSON_STAT = """{"version":"2.0","class":"dataset","label":"é","id":["geo","time"],"size":[1,2],
"dimension":{"geo":{"category":{"index":["FR"]}},"time":{"category":{"index":["2012","2013"]}}},
"value":{"0":1.50},"status":{"1":":"}}"""
DBNOMICS = """{"_meta":{"args":{},"version":"22.1.17"},"errors":null,"series":{"num_found":1,
"limit":1000,"offset":0,"docs":[{"dataset_code":"D","dimensions":{"FREQ":"A"},"series_name":"é",
"period":["2012","2013"],"value":[1.50,"NA"]}]}}"""
ANSWERS = {"world-bank-json": WORLD_BANK, "json-stat": JSON_STAT, "dbnomics-json": DBNOMICS}
each_format = pytest.mark.parametrize("name", ANSWERS)
SHARED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def essence(cells: pl.DataFrame) -> list[tuple[object, ...]]:
    return cells.select("locator", "printed", "missing", "period").rows()


@each_format
def test_the_answer_itself_is_read(name: str, tmp_path: Path) -> None:
    cells = read(name, ANSWERS[name].encode(), tmp_path)
    assert "1.50" in cells["printed"].to_list()
    assert cells["missing"].null_count() == 1
    assert cells.height == 2


@each_format
def test_a_byte_order_mark_changes_nothing(name: str, tmp_path: Path) -> None:
    content = ANSWERS[name].encode()
    whole = essence(read(name, content, tmp_path))
    assert essence(read(name, b"\xef\xbb\xbf" + content, tmp_path)) == whole


DAMAGE: dict[str, tuple[Callable[[str], bytes], str]] = {
    "utf-16": (lambda text: text.encode("utf-16"), "UTF-16"),
    "utf-16-without-mark": (lambda text: text.encode("utf-16-be"), "UTF-16"),
    "utf-32": (lambda text: text.encode("utf-32"), "UTF-16 or UTF-32"),
    "latin-1": (lambda text: text.encode("latin-1"), "is not UTF-8"),
    "nan": (lambda text: text.replace("1.50", "NaN").encode(), "NaN"),
    "infinity": (lambda text: text.replace("1.50", "-Infinity").encode(), "-Infinity"),
    "duplicate-keys": (lambda text: text.replace("{", '{"x":0,"x":1,', 1).encode(), '"x" stands'),
    "depth-bomb": (lambda text: text.replace("1.50", "[" * 100_000).encode(), "deeper than 64"),
    "deep-and-closed": (
        lambda text: text.replace("1.50", "[" * 90 + "]" * 90).encode(), "deeper than 64",
    ),
    "list-for-a-value": (lambda text: text.replace("1.50", "[1.50]").encode(), "list"),
    "trailing-garbage": (lambda text: (text + "x").encode(), "not whole JSON"),
    "two-documents": (lambda text: (text + text).encode(), "not whole JSON"),
    "html-in-its-place": (lambda _: b"<!DOCTYPE html><p>502", "not whole JSON"),
    "empty": (lambda _: b"", "the file is empty"),
    "lone-surrogate": (
        lambda text: text.replace("é", "\\ud800").encode(), "half a character",
    ),
}  # fmt: skip


@each_format
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_refused_in_a_sentence(name: str, damage: str, tmp_path: Path) -> None:
    spoil, words = DAMAGE[damage]
    refused(name, spoil(ANSWERS[name]), tmp_path, words)


@each_format
def test_every_beginning_of_an_answer_is_refused(name: str, tmp_path: Path) -> None:
    content = ANSWERS[name].encode()
    path = tmp_path / "cut"
    for end in range(len(content)):
        path.write_bytes(content[:end])
        with pytest.raises(Refusal):
            list(formats.by_name(name).read(path, {}))


@each_format
def test_a_huge_number_is_kept_as_printed(name: str, tmp_path: Path) -> None:
    digits = "1" + "0" * 30_000
    content = ANSWERS[name].replace("1.50", digits).encode()
    assert digits in read(name, content, tmp_path)["printed"].to_list()


@each_format
@SHARED
@given(
    text=st.from_regex(
        r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?", fullmatch=True
    )
)
def test_any_number_comes_through_as_printed(name: str, tmp_path: Path, text: str) -> None:
    cells = read(name, ANSWERS[name].replace("1.50", text).encode(), tmp_path)
    assert cells.filter(pl.col("missing").is_null())["printed"].to_list() == [text]


@each_format
@SHARED
@given(st.data())
def test_any_changed_byte_is_read_or_refused_and_the_laws_hold(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(ANSWERS[name].encode())
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refusal):
        read(name, bytes(content), tmp_path)


def changed(document: Any, other: object) -> Iterator[Any]:
    """Give the document with each of its parts in turn replaced by something else, or left out."""
    yield other
    if not isinstance(document, (dict, list)):
        return
    for step in document if isinstance(document, dict) else range(len(document)):
        for part in changed(document[step], other):
            twin = copy.copy(document)
            twin[step] = part
            yield twin
        twin = copy.copy(document)
        del twin[step]
        yield twin


@each_format
@pytest.mark.parametrize("other", [None, True, 7, "x", [], {}, [[]], {"a": {}}, ["x"]], ids=str)
def test_any_part_of_another_kind_is_read_or_refused_and_the_laws_hold(
    name: str, other: object, tmp_path: Path
) -> None:
    for twin in changed(json.loads(ANSWERS[name]), other):
        with contextlib.suppress(Refusal):
            read(name, json.dumps(twin).encode(), tmp_path)
