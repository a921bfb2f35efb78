"""A file says which format it is by its content; what says nothing, or is no data, is refused."""

import importlib
from pathlib import Path

import pytest

from pipelines.extract import formats
from pipelines.refusal import Refusal

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
LONG = b'"x": [' + b'"long", ' * 20_000 + b'""], '


@pytest.mark.parametrize("known", formats.FORMATS, ids=lambda known: known.name)
def test_every_format_has_its_three_functions_and_its_name_once(known: formats.Format) -> None:
    module = importlib.import_module(known.module)
    assert all(callable(getattr(module, name)) for name in ("recognises", "read", "resolve"))
    assert [other.name for other in formats.FORMATS].count(known.name) == 1
    assert formats.by_name(known.name) is known


def test_a_name_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refusal) as refused:
        formats.by_name("papyrus")
    assert refused.value.exit_code == 2
    assert all(known.name in str(refused.value) for known in formats.FORMATS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("world-bank-json", b'[{"page":1,"pages":1,"per_page":50,"total":0},[]]'),
        ("world-bank-json", b'[{"message":[{"id":"120","key":"k","value":"v"}]}]'),
        ("world-bank-json", b'[{"indicator":{"id":"A"},"country":{"id":"CN"},"date":"2013"}]'),
        ("json-stat", b'{"version":"2.0","class":"dataset","value":[]}'),
        ("json-stat", b"{" + LONG + b'"version":"2.0","class":"dataset","value":[]}'),
        ("json-stat", b'{"CPI15" : {"value" : {"0" : 67.8, "1"'),
        ("json-stat", b'{"dataset":{"dimension":{},"value":[]}}'),
        ("json-stat", b'{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE"}}'),
        ("dbnomics-json", b'{"_meta":{"args":{},"version":"22"},"message":"none"}'),
        ("html-table", b"<!DOCTYPE html><table><tr><th>A<th>2012<tr><td>x<td>7</table>"),
    ],
)
def test_content_says_what_a_file_is_whatever_it_is_called(
    tmp_path: Path, name: str, content: bytes
) -> None:
    for called in ("data", "data.json", "data.csv"):
        path = tmp_path / called
        path.write_bytes(content)
        assert formats.recognise(path).name == name
        path.write_bytes(b"\xef\xbb\xbf" + content)
        assert formats.recognise(path).name == name


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf\r\n", "the file is empty", id="only-a-mark"),
        pytest.param(LFS, "Git LFS pointer", id="lfs-pointer"),
        pytest.param(b"<html><h1>503</h1></html>", "web page without a table", id="error-page"),
        pytest.param(b'{"a": 1}', "does not say what it is", id="other-json"),
        pytest.param(b"NoResultsFound", "it begins 'NoResultsFound'", id="plain-text"),
        pytest.param(b"\x00\x01\xff" * 50, "does not say what it is", id="binary"),
    ],
)
def test_what_says_nothing_or_is_no_data_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "file.dat"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        formats.recognise(path)
    assert str(refused.value).startswith("file.dat: ")
    assert sentence in str(refused.value)
    assert refused.value.exit_code == 1


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        formats.recognise(tmp_path / "none.json")
    assert refused.value.exit_code == 2
