"""Answers that are whole over HTTP and hostile inside: kept as received, refused by the reader.

Bytes first: what the fetch cannot judge is stored with its receipt, and the reader's refusal
names it. All answers are constructed.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from pipelines.extract.formats import by_name
from pipelines.refusal import Refusal
from tests.fetch.bench import Bench, declare
from tests.fetch.player import Answer, playing

if TYPE_CHECKING:
    from pathlib import Path

ROW = (
    b'{"indicator":{"id":"X","value":"x"},"country":{"id":"CN","value":"China"},'
    b'"countryiso3code":"CHN","date":"2024","value":%s,"unit":"","obs_status":"","decimal":0}'
)
HEAD = b'{"page":1,"pages":1,"per_page":50,"total":1,"lastupdated":"2026-01-01"}'
TABLE = (
    b'"REF_DATE","GEO","UOM","SCALAR_ID","VALUE","STATUS"\n"2024","Canada","Dollars","0","1",""\n'
)


def received(bench: Bench, body: bytes, format_name: str) -> Path:
    """Fetch a body over HTTP; gives the file, which must hold the very bytes."""
    with playing({"/data": Answer(body)}) as player:
        (fetched,) = bench.fetch(declare(format=format_name), player.address).answers
    assert fetched.path.read_bytes() == body
    return fetched.path


def refusal(path: Path, format_name: str) -> str:
    """Give the sentence with which a reader refuses a file."""
    with pytest.raises(Refusal) as refused:
        for _ in by_name(format_name).read(path, {}):
            pass
    assert "\n" not in str(refused.value)
    return str(refused.value)


def packed(members: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return archive.getvalue()


def test_a_good_answer_is_read(bench: Bench) -> None:
    path = received(bench, b"[" + HEAD + b",[" + ROW % b"1.50" + b"]]", "world-bank-json")
    (cells,) = by_name("world-bank-json").read(path, {})
    assert cells["printed"].to_list() == ["1.50"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[" + HEAD[:-1] + b',"total":2},[' + ROW % b"1" + b"]]", '"total" stands twice'),
        (b"[" + HEAD + b",[" + ROW % b"NaN" + b"]]", "NaN"),
        (b"[" + HEAD + b",[" + ROW % b"-Infinity" + b"]]", "Infinity"),
        (b"[" * 100_000 + b"]" * 100_000, "deep"),
    ],
    ids=["duplicate-keys", "nan", "infinity", "depth-bomb"],
)
def test_json_that_is_ambiguous_or_a_bomb_is_refused_by_name(
    bench: Bench, body: bytes, words: str
) -> None:
    path = received(bench, body, "world-bank-json")
    assert words in refusal(path, "world-bank-json")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"a.csv": bytes(64 << 20)}, "zip bomb"),
        ({"a.zip": packed({"a.csv": TABLE})}, "an archive inside an archive"),
        ({"../../etc/cron.d/a.csv": TABLE}, "leads outside"),
        ({"/etc/a.csv": TABLE}, "leads outside"),
    ],
    ids=["zip-bomb", "nested-zip", "path-traversal", "absolute-path"],
)
def test_a_zip_that_is_a_bomb_or_leads_outside_is_refused(
    bench: Bench, members: dict[str, bytes], words: str
) -> None:
    path = received(bench, packed(members), "statcan-csv")
    assert words in refusal(path, "statcan-csv")


def test_nothing_is_unpacked_beside_the_snapshot(bench: Bench) -> None:
    path = received(bench, packed({"a.csv": TABLE}), "statcan-csv")
    for _ in by_name("statcan-csv").read(path, {}):
        pass
    assert bench.kept() == [path]


ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">%s]><GenericData>&a;</GenericData>'
)
LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [b"", LAUGHS, b'<!ENTITY x SYSTEM "file:///etc/passwd">'],
    ids=["entity", "billion-laughs", "external-entity"],
)
def test_xml_with_a_document_type_or_entities_is_refused(bench: Bench, declaration: bytes) -> None:
    path = received(bench, ENTITY % declaration, "sdmx-ml")
    assert "document type" in refusal(path, "sdmx-ml")
