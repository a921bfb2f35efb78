"""Quarantined figures judged again: what may be evidence, and from when a repair is known."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines import documents, frames
from pipelines.codelists import Codelists, read_codelists
from pipelines.extract import reference
from pipelines.judgement import judge_again, precision_of
from pipelines.normalise import cells_to_observations
from pipelines.repair import replay
from pipelines.source import Source
from pipelines.verdicts import figure_of

ROOT = Path(__file__).resolve().parents[1]
FOUNDING = ROOT.parent / "shared" / "documents"
FIGURES = ROOT / "pipelines" / "editions" / "reference" / "figures.csv"
# Constructed: the damage of a figure of 16.8 million, 1.68 million, ...
TEXT = "In 2065,438+02 online retail in China made 6.5438+0.68 million yuan."


def moment(day: int) -> datetime:
    return datetime(2014, 1, day, tzinfo=UTC)


def observation(**given: object) -> dict[str, object]:
    row = {
        "source_id": "other",
        "printed": "17",
        "series_id": "nbs:online_retail:CHN:A:CNY",
        "publisher": "nbs",
        "indicator": "online_retail",
        "area": "CHN",
        "frequency": "A",
        "unit": "CNY",
        "dimensions": "",
        "period": "2012",
        "value": Decimal(17000000),
        "origin": "published",
        "basis": "read",
        "known_from": moment(2),
    }
    return row | given


def judged(rows: list[dict[str, object]], lists: Codelists, text: str = TEXT) -> dict[str, object]:
    schema = {**frames.OBSERVATIONS, "known_from": frames.INSTANT}
    made = documents.read_document(text.encode(), "", lists)
    observations = pl.DataFrame(rows, schema=schema).lazy()
    again = judge_again(made.figures, made.verdicts, made.claims, observations)
    assert again.schema == pl.Schema(dict(frames.VERDICTS))
    held = made.verdicts.filter(pl.col("verdict") == "quarantined")
    assert again["figure"].to_list() == held["figure"].to_list()
    return again.filter(pl.col("kind") == "amount").row(0, named=True)


def test_another_publishers_figure_chooses_the_power_of_ten(lists: Codelists) -> None:
    verdict = judged([observation()], lists)
    assert (verdict["verdict"], verdict["value"]) == ("repaired", "16800000")
    assert verdict["evidence_from"] == moment(2)
    sources = {each["source"] for each in verdict["evidence"]}  # type: ignore[attr-defined]
    assert sources == {"nbs:online_retail:CHN:A:CNY/2012/2014-01-02T00:00:00Z"}


@pytest.mark.parametrize(
    "given",
    [
        {"basis": "completed"},
        {"basis": "cross_checked"},
        {"basis": "derived"},
        {"origin": "repaired"},
        {"origin": "derived"},
        {"value": None},
        {"dimensions": "SIZE=10", "series_id": "nbs:online_retail:CHN:A:CNY:SIZE=10"},
        {"period": "2013"},
        {"area": "USA"},
        {"unit": "USD"},
        {"frequency": "FY03"},
        {"indicator": "cross_border"},
    ],
    ids=str,
)
def test_what_is_no_evidence_changes_nothing(given: dict[str, object], lists: Codelists) -> None:
    verdict = judged([observation(**given)], lists)
    assert (verdict["verdict"], verdict["evidence"]) == ("quarantined", [])
    assert verdict["evidence_from"] is None


@pytest.mark.parametrize("basis", ["read", "recorded", None])
def test_what_was_read_recorded_or_fetched_is_evidence(basis: str | None, lists: Codelists) -> None:
    assert judged([observation(basis=basis)], lists)["verdict"] == "repaired"


def test_the_documents_own_publisher_is_not_independent(lists: Codelists) -> None:
    text = TEXT.replace("In 20", "According to the Bureau of Statistics, in 20")
    verdict = judged([observation()], lists, text)
    assert verdict["verdict"] == "quarantined"


def test_a_claim_that_is_not_whole_has_no_reference(lists: Codelists) -> None:
    text = TEXT.replace(" made ", " is expected to reach ")
    assert judged([observation()], lists, text)["verdict"] == "quarantined"


def test_a_repair_is_known_from_the_first_evidence_that_gives_it(lists: Codelists) -> None:
    later = observation(publisher="mofcom", series_id="mofcom:x", known_from=moment(9))
    assert judged([later, observation()], lists)["evidence_from"] == moment(2)
    assert judged([later], lists)["evidence_from"] == moment(9)


def test_the_order_of_the_observations_changes_nothing(lists: Codelists) -> None:
    rows = [observation(), observation(publisher="mofcom", series_id="mofcom:x")]
    assert judged(rows, lists) == judged(rows[::-1], lists)


@pytest.mark.parametrize(
    ("printed", "value", "power"),
    [("1.31", "1310000000000", 10), ("1.310", "1310000000000", 9), ("0.0", "0", -1)],
)
def test_precision_is_that_of_the_print(printed: str, value: str, power: int) -> None:
    assert precision_of(printed, Decimal(value)) == power


def test_a_print_that_is_not_canonical_has_the_precision_of_its_value() -> None:
    assert precision_of("1,310", Decimal(1310)) == 1


def test_the_founding_document_is_repaired_with_the_figures_that_ship() -> None:
    if not FOUNDING.is_dir():
        pytest.skip("../shared is not here: the founding document cannot be read")
    (path,) = FOUNDING.glob("*.txt")
    lists = read_codelists(ROOT / "sql" / "codelists")
    source = Source("reference", "", "", "", "", "reference")
    (layers,) = cells_to_observations(source, reference.read(FIGURES, {}), "0" * 64, lists)
    known = layers.observations.with_columns(
        pl.coalesce("declared_from", pl.lit(moment(1))).alias("known_from")
    )
    made = documents.read_document(path.read_bytes(), path.name, lists)
    again = judge_again(made.figures, made.verdicts, made.claims, known.lazy())
    verdicts = documents.final_verdicts(made.verdicts, again)
    rows, _ = documents.document_observations(made, verdicts, lists, source_id="documents")
    names = ("indicator", "area", "period", "value", "unit", "origin")
    assert rows.select(names).rows() == [
        ("online_retail", "CHN", "2012", Decimal(1311000000000), "CNY", "repaired"),
        ("double_11_turnover", "CHN", "2013", Decimal(35019000000), "CNY", "repaired"),
    ]
    for row in made.figures.join(verdicts, on=["snapshot", "figure"]).iter_rows(named=True):
        figure = figure_of(row)
        if figure.verdict == "repaired":
            assert replay(figure.printed, figure.repairs) == figure.repaired
