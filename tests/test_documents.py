"""A document's observations: what is decided is one or has a reason, exact and dated."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import documents, frames
from pipelines.codelists import Codelists, read_codelists
from pipelines.extract import prose
from pipelines.refusal import Refusal
from pipelines.verdicts import windows

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "pipelines" / "editions" / "article" / "article.txt"


def settled(text: str, lists: Codelists, name: str = "") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Observations and final claims of a document that nobody judges again."""
    made = documents.read_document(text.encode(), name, lists)
    return documents.document_observations(made, made.verdicts, lists, source_id="documents")


def reason(claims: pl.DataFrame, figure: int) -> object:
    return claims.filter(pl.col("figure") == figure)["reason"].item()


def test_an_intact_figure_is_an_observation_with_an_exact_value(lists: Codelists) -> None:
    rows, _ = settled("In 2012 online retail in China made more than 1.311 trillion yuan.", lists)
    row = rows.row(0, named=True)
    assert rows.schema == pl.Schema(dict(frames.OBSERVATIONS))
    assert row["series_id"] == f"{row['publisher']}:online_retail:CHN:A:CNY"
    assert (row["value"], row["qualifier"]) == (Decimal(1311000000000), "more_than")
    assert (row["period"], row["period_start"]) == ("2012", date(2012, 1, 1))
    assert (row["origin"], row["declared_from"], row["basis"]) == ("published", None, None)


def test_a_figure_ascribed_to_another_is_no_vintage_of_its_series(lists: Codelists) -> None:
    text = "According to the Bureau of Statistics, online retail in China made 5 yuan in 2012."
    rows, claims = settled(text, lists)
    assert rows["publisher"][0].startswith("doc-")
    assert rows["series_id"][0].startswith("doc-")
    assert claims.filter(pl.col("reason").is_null())["publisher"].to_list() == ["nbs"]


def test_an_event_lies_on_its_days(lists: Codelists) -> None:
    rows, _ = settled('China 2013: the "11" shopping carnival took 35 billion yuan.', lists)
    names = ("frequency", "period", "period_start", "period_end")
    assert rows.select(names).rows() == [
        ("event", "2013", date(2013, 11, 11), date(2013, 11, 11)),
    ]


def test_a_range_has_its_ends_and_no_value(lists: Codelists) -> None:
    rows, _ = settled("Online retail in China: 2.5 to 3 billion yuan in 2012.", lists)
    names = ("value", "value_low", "value_high", "qualifier")
    assert rows.select(names).rows() == [
        (None, Decimal(2500000000), Decimal(3000000000), "range"),
    ]


def test_a_page_says_from_when_its_figures_are_known(lists: Codelists) -> None:
    page = (
        '<title>Retail</title><meta property="article:published_time" content="2013-03-04">'
        "<p>In 2012 online retail in China made 5 billion yuan.</p>"
    )
    rows, _ = settled(page, lists, "page.html")
    names = ("declared_from", "declared_basis", "document")
    assert rows.select(names).rows() == [
        (datetime(2013, 3, 4, tzinfo=UTC), "publication", "Retail"),
    ]


def test_a_figure_said_twice_counts_once(lists: Codelists) -> None:
    once = "In 2012 online retail in China made 5 billion yuan. "
    rows, claims = settled(once * 2, lists)
    assert rows["figure"].to_list() == [1]
    assert reason(claims, 3) == "said before"


def test_two_values_for_one_period_are_no_observation(lists: Codelists) -> None:
    said = "In 2012 online retail in China made {} billion yuan. "
    rows, claims = settled(said.format(5) + said.format(6) + said.format(5), lists)
    assert rows.is_empty()
    assert [reason(claims, figure) for figure in (1, 3, 5)] == ["two values"] * 3


def test_a_value_that_does_not_fit_has_its_reason(lists: Codelists) -> None:
    text = "In 2012 online retail in China made 5000000000000000000 yuan."
    rows, claims = settled(text, lists)
    assert rows.is_empty()
    assert reason(claims, 1) == "does not fit"


SENTENCES = st.sampled_from(
    [
        "In 2012 online retail in China made 5 billion yuan.",
        "In 20 13 years online retail in China made 7 billion yuan.",
        "In 2012 online retail in China made 6.5438+0.68 billion yuan.",
        "Online retail in China grew by 30% in 2065,438+02.",
        "Internet users in China: 2.5 to 3 million in 2014.",
        "In the United States online retail made 65,438+05 dollars.",
        "中国2013年网络零售额1.85万亿元。",
    ]
)


@settings(max_examples=60)
@given(sentences=st.lists(SENTENCES, min_size=1, max_size=8), mark=st.sampled_from([" ", "\n\n"]))
def test_every_decided_figure_is_an_observation_or_has_a_reason(
    sentences: list[str], mark: str, lists: Codelists
) -> None:
    made = documents.read_document(mark.join(sentences).encode(), "", lists)
    rows, claims = documents.document_observations(made, made.verdicts, lists, source_id="d")
    counts = dict(made.verdicts["verdict"].value_counts().iter_rows())
    assert sum(counts.values()) == len(made.figures) == len(claims)
    decided = set(made.verdicts.filter(pl.col("verdict") != "quarantined")["figure"].to_list())
    reasoned = set(claims.filter(pl.col("reason").is_not_null())["figure"].to_list())
    observed = set(rows["figure"].to_list())
    assert observed | reasoned >= decided
    assert not observed & reasoned
    assert observed <= decided
    intact = made.verdicts.join(made.figures, on="figure").filter(pl.col("verdict") == "intact")
    assert intact["repaired"].is_null().all()
    assert (
        rows.filter(pl.col("figure").is_in(intact["figure"].implode()))["origin"]
        .is_in(["published"])
        .all()
    )
    assert not rows.select("series_id", "period").is_duplicated().any()


def test_a_long_text_is_judged_in_windows_that_hold_all_of_it() -> None:
    text = prose.read(b"one 1\n\ntwo 22\n\nthree 333\n\nfour 4")
    for limit in range(1, 40):
        spans = list(windows(text, limit))
        assert "".join(text.characters[a:b] for a, b in spans) == text.characters
        assert all(b - a <= max(limit, 11) for a, b in spans)


def test_the_article_that_ships_is_quarantined_alone() -> None:
    real = read_codelists(ROOT / "sql" / "codelists")
    made = documents.read_document(ARTICLE.read_bytes(), ARTICLE.name, real)
    rows, claims = documents.document_observations(made, made.verdicts, real, source_id="article")
    assert rows.is_empty()
    whole = claims.filter(pl.col("reason").is_null())
    assert whole["indicator"].to_list() == ["online_retail", "double_11_turnover"]
    held = made.verdicts.filter(pl.col("figure").is_in(whole["figure"].implode()))
    assert held["verdict"].to_list() == ["quarantined", "quarantined"]
    first = {each["value"] for each in held["candidates"][0]}
    assert {"1311000000000", "13110000000000"} <= first


@pytest.mark.parametrize("name", ["page.html", "text.txt"])
def test_nothing_is_refused_whatever_it_is_called(name: str, lists: Codelists) -> None:
    with pytest.raises(Refusal, match="is empty"):
        documents.read_document(b"", name, lists)
