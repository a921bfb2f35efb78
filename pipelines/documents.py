"""A document's way from bytes to observations.

    bytes -> Text (extract/prose.py, extract/html.py) -> figures, verdicts (verdicts.py)
          -> claims (claims.py) -> [judgement (judgement.py)] -> observations, claims settled

A document never withdraws anything, and nothing quarantined becomes an observation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines import claims, frames, periods
from pipelines.exact import with_exact
from pipelines.extract import html, prose
from pipelines.normalise import series_id
from pipelines.verdicts import text_verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.codelists import Codelists
    from pipelines.extract.prose import Text

IS_DECIDED: Final = pl.col("verdict").is_in(["intact", "repaired"])
# Why a figure with a whole claim is no observation all the same.
REASONS: Final[Mapping[str, str]] = {
    **claims.REASONS,
    "said before": "the document says the same of the same period further up",
    "two values": "the document gives another value for the same period",
    "no value": "the figure is a range, or has no value of its own",
    "does not fit": "the value has more than 18 digits before or 20 behind the point",
}


@dataclass(frozen=True, slots=True)
class Document:
    """What one document's bytes alone give: frames of the layers, one row a figure."""

    text: Text
    publisher: str
    figures: pl.DataFrame
    verdicts: pl.DataFrame
    claims: pl.DataFrame


def read_document(content: bytes, name: str, lists: Codelists) -> Document:
    """Take a document from its bytes to its claims. Raises Refusal as `read_text` does."""
    text = read_text(content, name)
    figures, verdicts = text_verdicts(text)
    publisher = claims.publisher_of(text, lists)
    found = claims.document_claims(text, figures, verdicts, lists, publisher)
    return Document(text, publisher, figures, verdicts, found)


def read_text(content: bytes, name: str = "") -> Text:
    """Read plain text or an HTML page, told apart by its beginning or its name.

    Raises Refusal where the bytes are empty, binary, cut off, too many, or not in their charset.
    """
    return html.read(content) if html.is_html(content, name) else prose.read(content)


def resolve(content: bytes, locator: str, name: str = "") -> str:
    """Give the printed text at a figure's locator, read from the bytes anew."""
    of_format = html.resolve if html.is_html(content, name) else prose.resolve
    return of_format(content, locator)


def final_verdicts(verdicts: pl.DataFrame, judgement: pl.DataFrame) -> pl.DataFrame:
    """The verdicts with those replaced that judgement gave again."""
    others = verdicts.join(judgement, on=["snapshot", "figure"], how="anti", maintain_order="left")
    mine = judgement.join(verdicts, on=["snapshot", "figure"], how="semi", maintain_order="left")
    return pl.concat([others, mine]).sort("snapshot", "figure")


def document_observations(
    document: Document, verdicts: pl.DataFrame, lists: Codelists, *, source_id: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give `frames.OBSERVATIONS` of a document, and its claims with every reason filled in.

    `verdicts` are final ones. After this each figure that is intact or repaired is an
    observation or has a reason. The series are the document's publisher's own: a figure that it
    ascribes to another is that one's at second hand, and no vintage of that one's series.
    """
    said = _valued(document, verdicts)
    settled = said.with_columns(pl.coalesce("reason", _late_reason()).alias("reason"))
    settled = settled.with_columns(pl.coalesce("reason", _repeated()).alias("reason"))
    whole = settled.filter(pl.col("reason").is_null() & IS_DECIDED)
    rows = _observations(whole, document.text, lists, source_id)
    return rows, settled.with_columns(publisher="ascribed").select(frames.CLAIMS.keys())


def _valued(document: Document, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Claims beside figure and verdict, with exact values and series."""
    judged = verdicts.select(
        *("snapshot", "figure", "verdict", "value_low", "value_high", "evidence_from"),
        pl.col("value").alias("number"),
    )
    printed = document.figures.select("snapshot", "figure", "locator", "printed")
    said = document.claims.with_columns(
        pl.col("publisher").alias("ascribed"), pl.lit(document.publisher).alias("publisher")
    )
    for beside in (judged, printed):
        said = said.join(beside, on=["snapshot", "figure"], how="left", maintain_order="left")
    for end in ("value_low", "value_high"):
        said = with_exact(said.rename({end: f"{end}_text"}), f"{end}_text", into=end)
    dimensions, hint = pl.lit("").alias("dimensions"), pl.col("frequency").alias("hint")
    valued = with_exact(said, "number").with_columns(dimensions, hint)
    return valued.with_columns(series_id().alias("series_id"))


def _late_reason() -> pl.Expr:
    no_range = (pl.col("value_low") <= pl.col("value_high")).fill_null(value=False).not_()
    no_value = pl.col("number").is_null() & no_range
    unfit = pl.col("number").is_not_null() & pl.col("value").is_null()
    reason = pl.when(no_value).then(pl.lit("no value")).when(unfit).then(pl.lit("does not fit"))
    return pl.when(IS_DECIDED).then(reason)


def _repeated() -> pl.Expr:
    """Of figures for one period of one series, equal ones count once, different ones not at all."""
    is_open = pl.col("reason").is_null() & IS_DECIDED
    key = ["series_id", "frequency", "period", is_open]
    value = pl.struct("value", "value_low", "value_high")
    return (
        pl.when(is_open & (value.n_unique().over(key) > 1))
        .then(pl.lit("two values"))
        .when(is_open & (pl.int_range(pl.len()).over(key) > 0))
        .then(pl.lit("said before"))
    )


def _observations(
    whole: pl.DataFrame, text: Text, lists: Codelists, source_id: str
) -> pl.DataFrame:
    basis = "publication" if text.published else None
    origin = pl.when(pl.col("verdict") == "repaired").then(pl.lit("repaired"))
    added = periods.with_periods(whole.drop("frequency"), lists).with_columns(
        pl.lit(source_id).alias("source_id"),
        pl.lit(value=False).alias("reconstructed"),
        origin.otherwise(pl.lit("published")).alias("origin"),
        pl.lit(text.published, frames.INSTANT).alias("declared_from"),
        pl.lit(basis, pl.String).alias("declared_basis"),
        pl.lit(text.title or None, pl.String).alias("document"),
    )
    return added.select(
        (pl.col(name) if name in added.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in frames.OBSERVATIONS.items()
    )
