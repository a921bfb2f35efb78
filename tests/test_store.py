"""Files of the home: whole or not at all, and a receipt log that only grows."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipelines.refusal import Refusal
from pipelines.seal import hash_file
from pipelines.store import (
    Home,
    Receipt,
    append_receipts,
    keep_layer,
    keep_snapshot,
    read_receipts,
    snapshots_of,
    whole,
)

RECEIPT = Receipt(
    source="yearbook",
    request="table-3",
    received="2026-11-22T00:00:00.000000Z",
    sha256="ab" * 32,
    bytes=3,
    kind="document",
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_snapshot_lies_under_its_hash_and_cannot_be_written(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(b"65,438+0")
    sha256 = keep_snapshot(home, file)
    kept = home.snapshot(sha256)
    assert kept.name == sha256 == hash_file(file)
    assert kept.read_bytes() == b"65,438+0"
    assert not kept.stat().st_mode & 0o222


def test_the_same_bytes_are_one_snapshot_and_two_receipts(home: Home) -> None:
    later = replace(RECEIPT, received="2026-11-23T00:00:00.000000Z")
    append_receipts(home, [RECEIPT, later])
    assert read_receipts(home, "yearbook") == (RECEIPT, later)
    assert snapshots_of(home, "yearbook") == (RECEIPT.sha256,)


def test_a_receipt_that_is_there_is_not_doubled(home: Home) -> None:
    append_receipts(home, [RECEIPT])
    before = home.receipts("yearbook").read_bytes()
    append_receipts(home, [RECEIPT])
    assert home.receipts("yearbook").read_bytes() == before


def test_the_log_is_only_added_to(home: Home) -> None:
    append_receipts(home, [RECEIPT])
    before = home.receipts("yearbook").read_bytes()
    append_receipts(home, [replace(RECEIPT, request="table-4")])
    assert home.receipts("yearbook").read_bytes().startswith(before)


def test_a_line_cut_by_a_crash_was_no_receipt_and_the_next_one_stands_whole(home: Home) -> None:
    append_receipts(home, [RECEIPT])
    with home.receipts("yearbook").open("ab") as log:
        log.write(b'{"source": "yearbook", "requ')
    assert read_receipts(home, "yearbook") == (RECEIPT,)
    other = replace(RECEIPT, request="table-4")
    append_receipts(home, [other])
    assert read_receipts(home, "yearbook") == (RECEIPT, other)


def test_a_spoilt_line_inside_the_log_is_named(home: Home) -> None:
    append_receipts(home, [RECEIPT])
    log = home.receipts("yearbook")
    log.write_bytes(b"not json\n" + log.read_bytes())
    with pytest.raises(Refusal, match=r"yearbook\.ndjson, line 1: this is no receipt"):
        read_receipts(home, "yearbook")


def test_text_with_quotes_and_newlines_is_kept_as_data(home: Home) -> None:
    odd = replace(RECEIPT, title='a\'; drop table x; --\n"b"')
    append_receipts(home, [odd])
    assert read_receipts(home, "yearbook") == (odd,)
    assert len(home.receipts("yearbook").read_bytes().splitlines()) == 1


def test_a_write_that_fails_leaves_the_old_content_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), whole(path) as part:
        part.write_text(str(1 / 0))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_layer_is_written_once(home: Home) -> None:
    folder = home.layer("figures", "yearbook", "key")
    made = keep_layer(folder, [pl.DataFrame({"a": [1]}), pl.DataFrame({"a": [2]})])
    assert keep_layer(folder, [pl.DataFrame({"a": [9]})]) == made
    assert [pl.read_parquet(file)["a"].to_list() for file in made] == [[1], [2]]


def test_a_layer_whose_making_fails_leaves_nothing(home: Home) -> None:
    def parts() -> Iterator[pl.DataFrame]:
        yield pl.DataFrame({"a": [1]})
        raise RuntimeError

    folder = home.layer("figures", "yearbook", "key")
    with pytest.raises(RuntimeError):
        keep_layer(folder, parts())
    assert not list(folder.parent.iterdir())


def test_receipts_are_json_lines_that_other_tools_read(home: Home) -> None:
    append_receipts(home, [RECEIPT])
    line = json.loads(home.receipts("yearbook").read_text())
    assert line["sha256"] == RECEIPT.sha256
    assert line["status"] is None
