"""Figures and their verdicts as frames: of a text, and of the cells of a structured format.

The repair engine decides; nothing here proposes, weighs or changes a figure.
"""

from __future__ import annotations

import functools
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from pipelines import frames, repair
from pipelines.extract.columns import EMPTY
from pipelines.repair.figure import Candidate, Evidence, Figure, Repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from pipelines.extract.prose import Span, Text

# A text is gated as a whole up to this length; a longer one in windows cut at paragraphs.
WINDOW: Final = 8 * 1024 * 1024
# How formats print a number that nothing happened to: sign, digits, point, exponent.
CANONICAL: Final = r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$"
# What people are shown around a figure; a sentence can be as long as the text.
CONTEXT: Final = 300
# No number that means something is longer; what is longer is quarantined without being judged.
CELL_LIMIT: Final = 200


def text_verdicts(text: Text) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give `frames.FIGURES` and `frames.VERDICTS` of a text, in the order in which figures stand.

    Raises AssertionError (a bug) where the engine's span does not hold what it says is printed.
    """
    figures, verdicts = [], []
    for number, (figure, gate) in enumerate(_judged(text)):
        printed = text.characters[figure.start : figure.end]
        assert printed == figure.printed, (printed, figure)  # noqa: S101  law 4, for every figure
        figures.append(_figure_row(text, number, figure))
        verdicts.append(verdict_row(text.snapshot, number, figure, gate=gate))
    return pl.DataFrame(figures, frames.FIGURES), pl.DataFrame(verdicts, frames.VERDICTS)


def verdict_row(
    snapshot: str,
    number: int,
    figure: Figure,
    *,
    gate: str,
    evidence_from: datetime | None = None,
) -> dict[str, Any]:
    """Give a figure's verdict as a row of `frames.VERDICTS`."""
    found = asdict(figure)
    row = {name: found.get(name) for name in frames.VERDICTS}
    return row | {
        "snapshot": snapshot,
        "figure": number,
        "evidence_from": evidence_from,
        "gate": gate,
        "code_version": repair.VERSION,
    }


def figure_of(row: Mapping[str, Any]) -> Figure:
    """Give back the engine's record from a row of figures joined with verdicts."""
    return Figure(
        start=row["start"] or 0,
        end=row["end"] if row["end"] is not None else len(row["printed"]),
        printed=row["printed"],
        verdict=row["verdict"],
        kind=row["kind"],
        repaired=row["repaired"],
        value=row["value"],
        unit=row["unit"],
        qualifier=row["qualifier"] or "",
        value_low=row["value_low"],
        value_high=row["value_high"],
        candidates=tuple(Candidate(**each) for each in row["candidates"] or ()),
        evidence=tuple(Evidence(**each) for each in row["evidence"] or ()),
        repairs=tuple(Repair(**each) for each in row["repairs"] or ()),
    )


def cell_verdicts(cells: pl.DataFrame, snapshot: str) -> tuple[pl.DataFrame, ...]:
    """Judge the cells of a batch, which has the columns of `frames.CELLS` and `figure`.

    Gives the cells with `verdict` (missing, intact, repaired or quarantined) and `number` (the
    text of the value, null without one), and the figures and verdicts of those cells whose
    text is not canonical. Each distinct text is judged once, alone.
    """
    absent = pl.when(pl.col("printed").is_null()).then(pl.lit(EMPTY))
    marked = cells.with_columns(pl.coalesce("missing", absent).alias("missing")).with_columns(
        pl.when(pl.col("missing").is_not_null())
        .then(pl.lit("missing"))
        .when(pl.col("printed").str.contains(CANONICAL))
        .then(pl.lit("intact"))
        .alias("verdict")
    )
    odd = marked.filter(pl.col("verdict").is_null()).select("figure", "locator", "printed")
    judged = {text: _cell(text) for text in odd["printed"].unique(maintain_order=True)}
    figures = [
        {"snapshot": snapshot, "figure": number, "locator": locator, "printed": text}
        for number, locator, text in odd.iter_rows()
    ]
    verdicts = [
        verdict_row(snapshot, number, judged[text][0], gate=judged[text][1])
        for number, _, text in odd.iter_rows()
    ]
    return (
        _with_answers(marked, judged),
        pl.DataFrame(figures, frames.FIGURES),
        pl.DataFrame(verdicts, frames.VERDICTS),
    )


def _with_answers(marked: pl.DataFrame, judged: Mapping[str, tuple[Figure, str]]) -> pl.DataFrame:
    """Give cells that are neither missing nor canonical the engine's verdict and value."""
    answers = pl.DataFrame(
        [(text, figure.verdict, figure.value) for text, (figure, _) in judged.items()],
        schema={"printed": pl.String, "_verdict": pl.String, "_number": pl.String},
        orient="row",
    )
    is_odd = pl.col("verdict").is_null()
    return (
        marked.join(answers, on="printed", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("verdict", "_verdict").alias("verdict"),
            pl.when(pl.col("verdict") == "intact")
            .then("printed")
            .when(is_odd)
            .then("_number")
            .alias("number"),
        )
        .drop("_verdict", "_number")
    )


def _judged(text: Text) -> Iterator[tuple[Figure, str]]:
    for start, end in windows(text):
        judgement = repair.judge(text.characters[start:end])
        for figure in judgement.figures:
            yield _moved(figure, start), judgement.gate.state


def windows(text: Text, limit: int = WINDOW) -> Iterator[Span]:
    """Give the stretches that are judged each as a whole, cut between paragraphs."""
    start = 0
    ends = [begin for begin, _ in text.paragraphs[1:]] + [len(text.characters)]
    for here, following in zip(ends, [*ends[1:], None], strict=True):
        if following is None or following - start > limit:
            yield start, here
            start = here


def _moved(figure: Figure, by: int) -> Figure:
    if not by:
        return figure
    fields = {name: getattr(figure, name) for name in Figure.__slots__}
    return Figure(**fields | {"start": figure.start + by, "end": figure.end + by})


def _figure_row(text: Text, number: int, figure: Figure) -> dict[str, Any]:
    sentence = text.sentence_at(figure.start)
    start, end = text.sentences[sentence]
    return {
        "snapshot": text.snapshot,
        "figure": number,
        "locator": text.locator(figure.start, figure.end),
        "printed": figure.printed,
        "start": figure.start,
        "end": figure.end,
        "sentence": sentence,
        "paragraph": text.paragraph_at(figure.start),
        "context": text.characters[
            max(start, figure.start - CONTEXT) : min(end, figure.end + CONTEXT)
        ].strip(),
    }


@functools.lru_cache(maxsize=65_536)
def _cell(text: str) -> tuple[Figure, str]:
    """Judge the text of one cell: it must be one figure from end to end."""
    if len(text) <= CELL_LIMIT:
        judgement = repair.judge(text)
        whole = [figure for figure in judgement.figures if figure.printed == text.strip()]
        if whole and len(judgement.figures) == 1 and _is_one_number(whole[0]):
            return whole[0], judgement.gate.state
    reason = "the cell is not one figure from end to end"
    against = Evidence(test="cell", stance="against", candidate=text[:CELL_LIMIT], reason=reason)
    return Figure(0, len(text), text, "quarantined", "other", evidence=(against,)), "clean"


def _is_one_number(figure: Figure) -> bool:
    """Whether a figure may be a cell: no period, and no range."""
    return figure.kind != "period" and (figure.value is not None or figure.verdict == "quarantined")
