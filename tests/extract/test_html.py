"""HTML pages: what a reader sees, the way back to the bytes, and pages that are not whole."""

import contextlib
import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import html
from pipelines.extract.prose import span_of
from pipelines.refusal import Refusal

# Constructed. The figure is torn by tags and entities, as pages do.
PAGE = """<!DOCTYPE html><html lang=en><head><meta charset="utf-8">
<title>Retail &amp; wholesale</title>
<meta property="article:published_time" content="2013-03-04T08:00:00+08:00">
<meta property=og:site_name content='Ministry of Things'>
<style>p { width: 77% }</style><script>if (a<b) document.write("<p>88</p>")</script></head>
<body><nav><a href="/99">Page 99</a></nav>
<h1>Online   retail</h1>
<p title="in 66 > 55">In 20<b>1</b>2, sales &lt; costs were 35.<span>06</span>438&#43;0.9
   billion&nbsp;yuan &#8212; 5 < 7.<br>Next 10<sup>8</sup>.</p>
<!-- 44 --><ul><li>one 1<li>two 2</ul><footer>Copyright 33</footer></body></html>
"""


def spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\d\S*", text)]


def test_a_page_gives_what_a_reader_sees() -> None:
    read = html.read(PAGE.encode())
    paragraphs = [read.characters[start:end] for start, end in read.paragraphs]
    assert paragraphs == [
        "Online retail",
        "In 2012, sales < costs were 35.06438+0.9 billion\xa0yuan — 5 < 7.\nNext 10^8.",
        "one 1",
        "two 2",
    ]
    assert read.title == "Retail & wholesale"
    assert read.published == datetime(2013, 3, 4, tzinfo=UTC)
    assert read.publisher_names == ("Ministry of Things",)


def test_a_figure_cut_by_tags_and_entities_leads_back_to_its_bytes() -> None:
    content = PAGE.encode()
    read = html.read(content)
    found = {read.characters[slice(*span)]: read.locator(*span) for span in spans(read.characters)}
    assert all(html.resolve(content, locator) == printed for printed, locator in found.items())
    start, end = span_of(content, found["35.06438+0.9"])
    assert content[start:end] == b"35.<span>06</span>438&#43;0.9"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030", "windows-1252", "big5"])
def test_a_declared_charset_is_decoded_and_the_locator_counts_raw_bytes(charset: str) -> None:
    word = "é" if charset == "windows-1252" else "零售"
    codec = "gb18030" if charset == "gb2312" else charset
    content = f'<meta charset="{charset}"><p>{word} {word} 1.3<i>1</i></p>'.encode(codec)
    read = html.read(content)
    (span,) = spans(read.characters)
    assert read.characters.startswith(f"{word} {word}")
    assert html.resolve(content, read.locator(*span)) == "1.31"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><body><p>It rose to 5", "<html> is not closed"),
        (b"<p>It rose to 5</p", "the tag </p"),
        (b'<p>It rose to 5 <a href="x', "the tag <a"),
        (b"<p>It rose to 5 <!-- not", "a comment"),
        (b"<p>It rose to 5 <", "a tag"),
        (b"<p>5<script>var a = 1;", "the element <script>"),
        (b"<nav>1<p>It rose to 5</p>", "the element <nav>"),
        (b'<meta charset="klingon"><p>5</p>', 'charset "klingon"'),
        (b'<meta charset="utf-8"><p>\xe9 5</p>', "not utf-8 at byte"),
        ("\ufeff<p>5</p>".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_a_page_that_is_not_whole_or_not_in_its_charset_is_refused(
    content: bytes, says: str
) -> None:
    with pytest.raises(Refusal, match=re.escape(says)):
        html.read(content)


@pytest.mark.parametrize("end", range(1, len(PAGE), 3))
def test_a_page_cut_anywhere_is_refused(end: int) -> None:
    cut = PAGE[:end].encode()
    if "<html" in PAGE[:end] and "</html>" not in PAGE[:end]:
        with pytest.raises(Refusal):
            html.read(cut)


INLINE = st.sampled_from(["<b>", "</b>", '<a href="9">', "</a>", "<!-- 9 -->", "<span class=x>"])
TEXTS = st.text("19.,+% abé零&<\n", max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
BLOCKS = st.sampled_from(["<p>", "</p>", "<div>", "<br>", "<script>9</script>", "<nav>9</nav>"])


@given(st.lists(TEXTS | INLINE | BLOCKS, max_size=30), st.data())
def test_every_figure_of_any_page_leads_back(parts: list[str], data: st.DataObject) -> None:
    content = ("x" + "".join(parts)).encode()
    read = html.read(content)
    for start, end in spans(read.characters):
        assert html.resolve(content, read.locator(start, end)) == read.characters[start:end]


@pytest.mark.parametrize(
    "part",
    ["<", "< ", "<a ", '<a b="', "<a='", "<!--", "&", "<p>", "<script>", "<nav>", "</nav>", "<b"],
)
@pytest.mark.parametrize("rest", ["", "</aside>", "x"])
def test_a_hostile_page_is_answered_in_time_that_grows_with_its_length(
    part: str, rest: str
) -> None:
    begun = time.process_time()
    with contextlib.suppress(Refusal):
        html.read((part * 40_000 + rest * 40_000).encode())
    # Time that grew with the square of the length would be minutes.
    assert time.process_time() - begun < 10


def test_a_name_or_a_beginning_says_that_it_is_html() -> None:
    assert html.is_html(b"\xef\xbb\xbf\n<!doctype HTML>")
    assert html.is_html(b'<?xml version="1.0"?>\n<html>')
    assert html.is_html(b"plain", "a.HTML")
    assert not html.is_html(b"sales <html> 5", "a.txt")
