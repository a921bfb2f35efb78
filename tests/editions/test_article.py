"""The shipped article has our sentences around figures exactly as they were damaged."""

from __future__ import annotations

import re
from typing import Any

import pytest

DOCUMENT = "documents/000_296bbb0de8b61225.txt"
# The spans of the founding document, byte for byte; the last two are intact there.
SPANS = [
    "65,438+0,365,438+0,654,380 billion yuan",
    "2065,438+02",
    "20 13 years",
    "35.06438+0.9 billion yuan",
    '"11"',
    "30%",
]


def test_the_article_holds_every_span_once(shelf: Any) -> None:
    article = _article(shelf)
    assert {span: article.count(span) for span in SPANS} == dict.fromkeys(SPANS, 1)


def test_the_article_holds_no_other_figure(shelf: Any) -> None:
    article = _article(shelf)
    for span in SPANS:
        article = article.replace(span, "")
    assert re.findall(r"\d", article) == []


@pytest.mark.parametrize("span", SPANS)
def test_the_span_stands_so_in_the_document(shelf: Any, span: str) -> None:
    assert span in shelf.shared(DOCUMENT).read_text("utf-8")


def test_no_sentence_is_taken_over(shelf: Any) -> None:
    ours, theirs = (
        _sentences(_article(shelf)),
        _sentences(shelf.shared(DOCUMENT).read_text("utf-8")),
    )
    assert len(ours) > 10
    assert ours & theirs == set()


def test_no_publisher_is_named(shelf: Any) -> None:
    phrases = [row for row in shelf.codelist("phrase") if row["kind"] == "publisher"]
    article = _article(shelf).lower()
    named = [
        row["phrase"] for row in phrases if re.search(rf"\b{re.escape(row['phrase'])}\b", article)
    ]
    assert named == []


def _article(shelf: Any) -> str:
    return str((shelf.editions / "article" / "article.txt").read_text("utf-8"))


def _sentences(text: str) -> set[str]:
    parts = re.split(r"(?<=[.?!])\s+|\n+", text)
    return {re.sub(r"\W+", " ", part).strip().lower() for part in parts} - {""}
