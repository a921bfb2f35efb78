"""Delimited text is read strictly, and as the standard library reads it; specimens constructed."""

import csv
import io
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import csv_text
from pipelines.extract.zip_archive import Content
from pipelines.refusal import Refusal


def read(source: bytes, **options: str) -> list[tuple[int | str, ...]]:
    """The rows below the header, each with its line."""
    with csv_text.opened(Content(source), declared=options.get("encoding")) as cursor:
        found = cursor.record()
        assert found is not None
        frames = list(cursor.frames(len(found[1])))
    return [row for frame in frames for row in frame.rows()]


def refused(source: bytes, sentence: str, **options: str) -> None:
    with pytest.raises(Refusal) as raised:
        read(source, **options)
    assert sentence in str(raised.value)


def test_every_field_stays_text_and_knows_its_line() -> None:
    assert read(b"a,b\n1.50,\n,NaN\n") == [(2, "1.50", ""), (3, "", "NaN")]


def test_blank_lines_are_passed_over_and_counted() -> None:
    assert read(b"\na\n\n1\n\n\n2") == [(4, "1"), (7, "2")]


def test_a_quoted_field_may_hold_delimiters_quotes_and_lines() -> None:
    text = b'a,b\n"x, ""y""",1\n"two\nlines",2\nz,3\n'
    assert read(text) == [(2, 'x, "y"', "1"), (3, "two\nlines", "2"), (5, "z", "3")]


def test_line_ends_of_every_kind() -> None:
    assert read(b"a,b\r\n1,2\r\n3,4\r\n") == [(2, "1", "2"), (3, "3", "4")]
    assert read(b"a,b\r1,2\r3,4\r") == [(2, "1", "2"), (3, "3", "4")]
    assert read(b"a,b\n1,2\r3,4\n") == [(2, "1", "2"), (3, "3", "4")]


def test_a_short_row_is_refused_with_its_line_and_numbers_of_fields() -> None:
    refused(b"a,b,c\n1,2,3\n4,5\n", "line 3: 2 fields, where the header has 3")


def test_a_long_row_is_refused_with_its_line_and_numbers_of_fields() -> None:
    refused(b'a,b\n1,2\n"x",3,4\n', "line 3: 3 fields, where the header has 2")


def test_an_unclosed_quote_is_refused() -> None:
    refused(b'a,b\n1,"2\n3,4\n', "line 2: not well-formed CSV")
    refused(b'a,"b\n1,2\n', "not well-formed CSV")


def test_text_behind_a_closing_quote_is_refused() -> None:
    refused(b'a,b\n1,2\n"x"y,3\n', "line 3: not well-formed CSV")


def test_a_quote_that_never_closes_does_not_take_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_text, "LONGEST_RECORD", 1000)
    monkeypatch.setattr(csv_text, "CHUNK", 300)
    refused(b'a,b\n1,2\n3,"' + b"x,\n" * 2000, "line 3: a record of more than 1,000 characters")


def test_an_endless_line_does_not_take_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "LONGEST_RECORD", 1000)
    monkeypatch.setattr(csv_text, "MOST_COLUMNS", 100)
    refused(b"a," * 2000, "line 1: a record of more than 1,000 characters")
    refused(b"a," * 200 + b"\n", "201 columns, more than the 100 allowed")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-with-mark"])
def test_a_byte_order_mark_says_the_encoding(encoding: str) -> None:
    text = "país,b\nñ,2\n"
    if encoding == "utf-16-le-with-mark":
        source = b"\xff\xfe" + text.encode("utf-16-le")
    else:
        source = text.encode(encoding)
    assert read(source) == [(2, "ñ", "2")]


def test_latin_1_is_read_only_where_it_is_declared() -> None:
    source = "país,b\nñ,2\n".encode("latin-1")
    refused(source, "is not utf-8")
    assert read(source, encoding="latin-1") == [(2, "ñ", "2")]


def test_an_encoding_that_is_not_known_is_refused() -> None:
    refused(b"a,b\n", 'encoding "klingon" is none of', encoding="klingon")
    refused(b"a,b\n", 'encoding "rot13" is none of', encoding="rot13")


def test_utf_16_without_mark_is_refused() -> None:
    refused("a,b\n1,2\n".encode("utf-16-le"), "is zero")


def test_bytes_that_break_late_are_refused_with_their_place() -> None:
    refused(b"a,b\n" + b"1,2\n" * 100 + b"\xff,2\n", "near byte 404")


def test_declared_utf_8_that_is_not_is_refused_while_it_is_read() -> None:
    refused(b"a,b\n1,2\n\xff,3\n", "bytes that are no text", encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "a web page"),
        (b"\n<HTML>", "a web page"),
        (b"<?xml version='1.0'?><Error/>", "XML"),
        (b'{"error": 404}', "JSON"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "a Git LFS pointer"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "packed or a workbook"),
    ],
)
def test_what_is_no_table_is_told_apart(source: bytes, sentence: str) -> None:
    refused(source, sentence)


def test_a_locator_outside_the_table_is_refused() -> None:
    for locator in ("row=9;column=a", "row=2;column=z", "row=2", "cell 1"):
        with pytest.raises(Refusal):
            csv_text.cell(b"a,b\n1,2\n", locator, column=csv_text.in_header)


FIELD = st.text(st.sampled_from('ab1.,;"\n\r é'), max_size=5)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(FIELD, min_size=width, max_size=width), min_size=1, max_size=12)
)


@given(rows=TABLES, chunk=st.integers(1, 40), end=st.sampled_from(["\n", "\r\n"]))
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_table_is_read_back_whatever_the_size_of_the_chunks(
    rows: list[list[str]], chunk: int, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "CHUNK", chunk)
    text = io.StringIO(newline="")
    returns = any("\r" in field for row in rows for field in row)  # the writer leaves them bare
    quoting: Literal[0, 1] = csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL
    writer = csv.writer(text, lineterminator=end, quoting=quoting)
    writer.writerow([f"column {place}" for place in range(len(rows[0]))])
    writer.writerows(rows)
    found = read(text.getvalue().encode())
    assert [list(fields) for _, *fields in found] == rows


def test_a_million_fields_are_read_at_once_and_in_order(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("a,b\n" + "".join(f"{n},x\n" for n in range(250_000)) + '"q",y\n')
    with csv_text.opened(Content(path)) as cursor:
        cursor.record()
        frames = list(cursor.frames(2))
    whole = pl.concat(frames)
    assert max(frame.height for frame in frames) <= 200_000
    assert whole["row"].to_list() == list(range(2, 250_003))
    assert whole["0"].to_list() == [*(str(n) for n in range(250_000)), "q"]
