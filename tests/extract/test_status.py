"""Flags to codes: none is dropped, none is doubled, and the reason of a missing value is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.status import (
    EUROSTAT,
    JSON_STAT,
    MEANINGS,
    SDMX,
    STATCAN,
    WORLD_BANK,
    Marks,
    coded,
    why_missing,
)

VOCABULARIES = (EUROSTAT, JSON_STAT, SDMX, STATCAN, WORLD_BANK)

# ../shared/payloads/SOURCES.md section 3.3.
EUROSTAT_LETTERS = {
    "b": "B", "c": "C", "d": "D", "e": "E", "f": "F", "n": "N", "p": "P", "r": "R", "s": "S",
    "u": "U", "z": "Z", ":": "M", "|C": "C",
}  # fmt: skip


@pytest.mark.parametrize(("letter", "code"), EUROSTAT_LETTERS.items())
def test_eurostat_letters_have_the_codes_of_the_sources_page(letter: str, code: str) -> None:
    assert coded(letter, EUROSTAT) == [code]
    assert coded(letter, JSON_STAT) == [code]


@pytest.mark.parametrize(
    ("received", "marks", "codes"),
    [
        ("bu", EUROSTAT, ["B", "U"]),
        ("b u", EUROSTAT, ["B", "U"]),
        ("b,u", EUROSTAT, ["B", "U"]),
        (": c", EUROSTAT, ["M", "C"]),
        ("p|C", EUROSTAT, ["P", "C"]),
        ("|F", EUROSTAT, []),
        ("bb", EUROSTAT, ["B"]),
        ("by", EUROSTAT, ["B", "?y"]),
        ("..", JSON_STAT, ["O"]),
        (".", JSON_STAT, ["M"]),
        ("A;B", SDMX, ["A", "B"]),
        ("a", SDMX, ["?a"]),
        ("NP", SDMX, ["O"]),
        ("E", STATCAN, ["U"]),
        ("x", STATCAN, ["Q"]),
        ("A", STATCAN, ["A"]),
        (" ", SDMX, []),
    ],
)
def test_flags_of_every_writing(received: str, marks: Marks, codes: list[str]) -> None:
    assert coded(received, marks) == codes


def test_every_code_a_flag_stands_for_has_a_meaning() -> None:
    for marks in VOCABULARIES:
        for codes in marks.codes.values():
            assert set(codes) <= MEANINGS.keys()


@given(st.sampled_from(VOCABULARIES), st.text(max_size=12))
def test_no_flag_is_dropped_and_none_doubled(marks: Marks, received: str) -> None:
    codes = coded(received, marks)
    assert len(set(codes)) == len(codes)
    silent = {mark for mark, meant in marks.codes.items() if not meant}
    if received.strip(" \t\n\r\x0b\x0c,;/") and received not in silent and "|" not in received:
        assert codes or not received.split()
    for code in codes:
        assert code in MEANINGS or (code.startswith("?") and code[1:].removeprefix("|") in received)


@pytest.mark.parametrize(
    ("codes", "words"),
    [(["E"], "no value given"), (["U", "C"], "confidential"), (["Q"], "missing value: suppressed")],
)
def test_a_missing_value_has_its_reason_in_words(codes: list[str], words: str) -> None:
    assert why_missing(codes) == words
