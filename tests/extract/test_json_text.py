"""JSON keeps numbers as printed; what is broken, doubled or hostile is refused in a sentence."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import json_text
from pipelines.extract.json_text import Number
from pipelines.refusal import Refusal

NUMBERS = st.from_regex(
    r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,5})?", fullmatch=True
)
TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), TEXTS, NUMBERS.map(Number)),
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(TEXTS, below, max_size=4)),
    max_leaves=20,
)


def written(value: object) -> str:
    """Write a document by hand, numbers as their text: no part of the reader is used."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        members = (f"{json.dumps(name)}: {written(member)}" for name, member in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value)


def scalars(value: object, *steps: str | int) -> list[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict):
        return [found for name, below in value.items() for found in scalars(below, *steps, name)]
    if isinstance(value, list):
        return [found for n, below in enumerate(value) for found in scalars(below, *steps, n)]
    return [(steps, value)]


@given(NUMBERS)
def test_a_number_keeps_its_text(text: str) -> None:
    assert json_text.load(f"[{text}]".encode()) == [text]


@given(st.lists(VALUES, max_size=4))
def test_every_scalar_is_found_again_at_its_pointer(document: list[object]) -> None:
    content = written(document).encode()
    assert json_text.load(content) == document
    for steps, value in scalars(document):
        found = json_text.resolve(content, json_text.pointer(*steps))
        assert found == (value if isinstance(value, str) else json.dumps(value))


@given(st.lists(VALUES, max_size=4), st.integers(0, 60))
def test_an_outline_of_any_beginning_is_made(document: list[object], cut: int) -> None:
    head = written(document).encode()[:cut]
    assert all(path.startswith("/[]") for path in json_text.outline(head))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b'{"a": 1, "a": 2}', '"a" stands twice', id="duplicate-keys"),
        pytest.param(b'[{"b": {"a": 1, "a": 1}}]', '"a" stands twice', id="duplicate-keys-deep"),
        pytest.param(b'{"a": 1, "\\u0061": 2}', '"a" stands twice', id="duplicate-keys-escaped"),
        pytest.param(b"[NaN]", "NaN", id="nan"),
        pytest.param(b"[Infinity]", "Infinity", id="infinity"),
        pytest.param(b"[-Infinity]", "-Infinity", id="minus-infinity"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, "deeper than 64", id="depth-bomb"),
        pytest.param(b'{"a":' * 100_000 + b"1", "deeper than 64", id="depth-bomb-of-objects"),
        pytest.param(b"[" * 65 + b"]" * 65, "deeper than 64", id="one-level-too-deep"),
        pytest.param(b"[1, 2", "line 1 column 6", id="truncated"),
        pytest.param(b'["abc', "line 1 column 2", id="truncated-in-a-text"),
        pytest.param(b'[1]\n{"a": 1}', "line 2 column 1", id="trailing-garbage"),
        pytest.param(b"[01]", "line 1 column 3", id="leading-zero"),
        pytest.param(b"[+1]", "line 1 column 2", id="plus-sign"),
        pytest.param(b"[1,]", "line 1 column 4", id="trailing-comma"),
        pytest.param(b'["a\nb"]', "line 1 column 4", id="control-character"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n", "empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="only-a-byte-order-mark"),
        pytest.param('[1, "é"]'.encode("latin-1"), "byte 5 is not UTF-8", id="wrong-encoding"),
        pytest.param("[1]".encode("utf-16"), "UTF-16", id="utf-16"),
        pytest.param("[1]".encode("utf-16-le"), "UTF-16", id="utf-16-without-mark"),
        pytest.param("[1]".encode("utf-32"), "UTF-32", id="utf-32"),
        pytest.param(b'["\\ud800"]', "half a character", id="lone-surrogate"),
        pytest.param(b"<html></html>", "line 1 column 1", id="html"),
    ],
)
def test_what_is_not_strict_json_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=re.escape(sentence)) as refused:
        json_text.load(content)
    assert refused.value.exit_code == 1
    assert "\n" not in str(refused.value)


def test_a_byte_order_mark_of_utf_8_is_passed_over() -> None:
    assert json_text.load(b"\xef\xbb\xbf[1.50]") == ["1.50"]


def test_nesting_up_to_the_limit_is_read() -> None:
    value = json_text.load(b"[" * 64 + b"]" * 64)
    for _ in range(63):
        assert isinstance(value, list)
        value = value[0]
    assert value == []


def test_brackets_inside_of_texts_are_no_nesting() -> None:
    text = '[{"\\' + "[" * 500
    assert json_text.load(json.dumps([text]).encode()) == [text]


def test_a_huge_integer_is_kept_and_costs_nothing() -> None:
    digits = "9" * 200_000
    begun = time.perf_counter()
    assert json_text.load(f"[{digits}]".encode()) == [digits]
    assert time.perf_counter() - begun < 5


def test_a_surrogate_pair_is_one_character() -> None:
    assert json_text.load(b'["\\ud83d\\ude00"]') == ["\U0001f600"]


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b"[1, 2, 3]")
    with pytest.raises(Refusal, match="9 bytes, where at most 8"):
        json_text.read_file(path, largest=8)


@pytest.mark.parametrize("locator", ["/1", "/0/a/b", "/-1", "/00a", "0", "/0/~01"])
def test_a_pointer_that_leads_nowhere_is_refused(locator: str) -> None:
    with pytest.raises(Refusal):
        json_text.resolve(b'[{"a": "b"}]', locator)
