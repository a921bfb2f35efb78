"""Plain text: what is refused, where sentences end, and that every span leads back to its bytes."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import prose
from pipelines.refusal import Refusal

DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "documents"
# Constructed: blanks, marks of three bytes and of four, figures of both scripts.
LETTERS = "aZ 19.,+%\n\t€零售额１２亿。！?😀\r"


def sentences(text: str) -> list[str]:
    read = prose.read(text.encode())
    return [read.characters[start:end] for start, end in read.sentences]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"sales\0of 5", "binary: control character 0x00 at character 5"),
        (b"sales \xff of 5", "not utf-8 at byte 6 (0xff)"),
        (b"\xef\xbb\xbfsales \xff", "not utf-8 at byte 9"),
        (b"\x89PNG\r\n\x1a\n", "not utf-8 at byte 0"),
        (b"9" * (prose.LIMIT + 1), f"at most {prose.LIMIT} are read"),
    ],
    ids=["empty", "mark-alone", "nul", "not-utf8", "not-utf8-after-mark", "png", "long"],
)
def test_what_is_no_text_is_refused_with_its_place(content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=re.escape(says)):
        prose.read(content)


def test_a_text_at_the_limit_is_read() -> None:
    assert len(prose.read(b"9" * prose.LIMIT).characters) == prose.LIMIT


@given(st.text(LETTERS, min_size=1).filter(str.strip), st.booleans(), st.data())
def test_every_span_leads_back_to_its_bytes(text: str, mark: bool, data: st.DataObject) -> None:
    content = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    read = prose.read(content)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert read.characters == text
    assert prose.resolve(content, read.locator(start, end)) == text[start:end]


def test_a_span_far_behind_the_first_checkpoint_leads_back_too() -> None:
    content = ("零售 " * prose.STRIDE + "1.31万亿").encode()
    read = prose.read(content)
    start = read.characters.index("1.31")
    assert prose.resolve(content, read.locator(start, start + 4)) == "1.31"


@given(st.text(LETTERS, min_size=1).filter(str.strip))
def test_sentences_hold_all_but_the_blanks_between_them(text: str) -> None:
    read = prose.read(text.encode())
    inside = "".join(read.characters[start:end] for start, end in read.sentences)
    assert "".join(inside.split()) == "".join(text.split())
    for spans in (read.sentences, read.paragraphs):
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for place, (start, end) in enumerate(read.sentences):
        assert read.sentence_at(start) == read.sentence_at(end - 1) == place
        paragraph = read.paragraphs[read.paragraph_at(start)]
        assert paragraph[0] <= start < end <= paragraph[1]


@pytest.mark.parametrize(
    "whole",
    [
        "It reached 35.06438+0.9 billion yuan.",
        "Figures, e.g. of JD.COM, rose by 18. 13% in 20 17.",
        "Sales (approx. 5 billion, cf. Fig. 3) grew vs. 2012.",
        "U.S. sales rose. , but also fell.",
        "零售额为1.31万亿元,同比增长67.5%",
    ],
)
def test_no_sentence_ends_inside_a_figure_or_an_abbreviation(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rose to 5. Then it fell.", ["It rose to 5.", "Then it fell."]),
        ("In 2012. 13 shops opened there.", ["In 2012. 13 shops opened there."]),
        ("增长5%。其中零售额10亿！", ["增长5%。", "其中零售额10亿！"]),
        ('He said "5." She left.', ['He said "5."', "She left."]),
        ("A heading\n\nIt rose.", ["A heading", "It rose."]),
        ("wrapped\nline of 5.\r\n \r\nNext", ["wrapped\nline of 5.", "Next"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize("locator", ["bytes=0-99", "bytes=3-3", "bytes=4-2", "row=1", "bytes=-1-2"])
def test_a_locator_of_another_snapshot_is_refused(locator: str) -> None:
    with pytest.raises(Refusal, match="is not in this snapshot"):
        prose.resolve(b"sales", locator)


def test_the_snapshot_is_named_by_the_hash_of_its_bytes() -> None:
    assert prose.read(b"5").snapshot == hashlib.sha256(b"5").hexdigest()


def test_the_founding_document_reads_whole() -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("../shared is not here: the founding document cannot be read")
    for path in DOCUMENTS.glob("*.txt"):
        content = path.read_bytes()
        read = prose.read(content)
        assert read.characters == content.decode()
        for match in re.finditer(r"\d\S*", read.characters):
            assert prose.resolve(content, read.locator(*match.span())) == match[0]
