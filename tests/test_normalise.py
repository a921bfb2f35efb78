"""Cells to observations: every cell ends somewhere with its reason, and values are exact."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import frames
from pipelines.codelists import Codelists
from pipelines.normalise import LEFT_OUT, REASONS, Layers, cells_to_observations
from pipelines.refusal import Refusal
from pipelines.source import Measure, Source

SOURCE = Source(
    id="made_up",
    title="Constructed source",
    publisher="nbs",
    licence="",
    citation="",
    format="none",
    area_list="iso2",
    areas={"CN-X": "CHN"},
    area_dimension="GEO",
    measures=(
        Measure("online_retail", {"IND": "sales"}, unit="CNY", scale=8, dimensions=("SIZE",)),
        Measure("internet_users", {"IND": "users"}, units={"THS": ("person", 3)}),
        Measure("penetration", {"IND": "rate", "SIZE": "T"}, frequency="event"),
    ),
)


def cell(**given: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(frames.CELLS) | {
        "locator": "/0",
        "printed": "1.5",
        "reconstructed": False,
        "period": "2012",
        "dim:GEO": "CN",
        "dim:IND": "sales",
        "dim:SIZE": "T",
        "att:note": None,
    }
    return row | {name.replace("_", ":", 1) if name[:4] == "dim_" else name: value
                  for name, value in given.items()}  # fmt: skip


def batch(rows: list[dict[str, object]]) -> pl.DataFrame:
    further = {"dim:GEO": pl.String, "dim:IND": pl.String, "dim:SIZE": pl.String}
    return pl.DataFrame(rows, schema={**frames.CELLS, **further, "att:note": pl.String})


def layers(rows: list[dict[str, object]], lists: Codelists, source: Source = SOURCE) -> Layers:
    (made,) = cells_to_observations(source, [batch(rows)], "5" * 64, lists)
    return made


def one(lists: Codelists, source: Source = SOURCE, **given: object) -> dict[str, object]:
    return layers([cell(**given)], lists, source).observations.row(0, named=True)


def left(lists: Codelists, **given: object) -> tuple[object, ...]:
    return layers([cell(**given)], lists).left_out.select("reason", "detail").row(0)


def test_a_cell_becomes_one_value_of_one_series(lists: Codelists) -> None:
    row = one(lists, printed="13.110", vintage="2013-01-20", status="p", obs_status=["P"])
    expected = {
        "series_id": "nbs:online_retail:CHN:A:CNY:SIZE=T",
        "value": Decimal(1311000000),
        "printed": "13.110",
        "dimensions": "SIZE=T",
        "period_start": date(2012, 1, 1),
        "declared_from": datetime(2013, 1, 20, tzinfo=UTC),
        "declared_basis": "vintage",
        "status_received": "p",
        "obs_status": ["P"],
        "origin": "published",
        "qualifier": None,
        "basis": None,
        "figure": 0,
    }
    assert {name: row[name] for name in expected} == expected


def test_observations_have_the_columns_of_their_layer(lists: Codelists) -> None:
    made = layers([cell()], lists)
    assert made.observations.schema == pl.Schema(dict(frames.OBSERVATIONS))
    assert made.figures.schema == pl.Schema(dict(frames.FIGURES))
    assert made.verdicts.schema == pl.Schema(dict(frames.VERDICTS))
    assert made.left_out.schema == pl.Schema(LEFT_OUT)


def test_units_and_scales_come_from_the_measure_the_file_or_the_code_lists(
    lists: Codelists,
) -> None:
    assert one(lists, dim_IND="users", unit="THS")["value"] == Decimal(1500)
    assert one(lists, dim_IND="users", unit="THS", scale=3)["value"] == Decimal(1500000)
    assert one(lists, scale=2)["value"] == Decimal(150)
    assert one(lists, dim_IND="rate", unit="percent")["unit"] == "percent"
    assert one(lists, dim_IND="rate", unit="万人")["value"] == Decimal(15000)


def test_a_measure_may_declare_its_frequency_and_an_event_its_days(lists: Codelists) -> None:
    event = Measure("double_11", unit="CNY", frequency="event")
    row = one(lists, replace(SOURCE, measures=(event,)))
    assert (row["frequency"], row["period"]) == ("event", "2012")
    assert (row["period_start"], row["period_end"]) == (date(2012, 11, 11), date(2012, 11, 11))


def test_areas_come_from_the_source_then_from_its_column_of_the_list(lists: Codelists) -> None:
    assert one(lists, dim_GEO="CN-X")["area"] == "CHN"
    assert one(lists, dim_GEO="US")["area"] == "USA"


def test_missing_is_never_zero_and_keeps_its_reason(lists: Codelists) -> None:
    row = one(lists, printed=":", missing="confidential", obs_status=["C"])
    assert (row["value"], row["missing_reason"], row["printed"]) == (None, "confidential", ":")
    assert one(lists, printed=None)["missing_reason"] == "no value given"
    assert one(lists, printed="0")["value"] == Decimal(0)
    assert one(lists, printed="0")["missing_reason"] is None


@pytest.mark.parametrize(
    ("given", "reason", "detail"),
    [
        ({"dim_IND": "profit"}, "no measure", "GEO=CN:IND=profit:SIZE=T"),
        ({"dim_IND": None}, "no measure", "GEO=CN:IND=:SIZE=T"),
        ({"dim_GEO": "XX"}, "unknown area", "XX"),
        ({"dim_GEO": None}, "unknown area", None),
        ({"dim_IND": "users", "unit": "DOZ"}, "unknown unit", "DOZ"),
        ({"dim_IND": "users", "unit": None}, "unknown unit", None),
        ({"period": "2012-13"}, "unknown period", "2012-13"),
        ({"printed": "6.5438+0.2 of"}, "quarantined", None),
        ({"printed": "1 to 3"}, "quarantined", None),
        ({"printed": "2013-11"}, "quarantined", None),
        ({"printed": "1" * 19}, "does not fit", None),
        ({"printed": "1e11"}, "does not fit", None),
        ({"printed": "0.00000000000000000000000000001"}, "does not fit", None),
    ],
)
def test_a_cell_that_is_no_observation_has_its_reason(
    given: dict[str, object], reason: str, detail: str | None, lists: Codelists
) -> None:
    assert left(lists, **given) == (reason, detail)


def test_what_does_not_fit_is_quarantined_with_a_verdict(lists: Codelists) -> None:
    made = layers([cell(), cell(printed="1" * 19)], lists)
    assert made.figures.select("figure", "printed").rows() == [(1, "1" * 19)]
    assert made.verdicts.select("figure", "verdict", "value").rows() == [(1, "quarantined", None)]
    assert made.verdicts["evidence"][0][0]["test"] == "fit"


def test_a_cell_with_thousands_marks_is_judged_and_keeps_its_print(lists: Codelists) -> None:
    made = layers([cell(printed="1,311.5"), cell(printed="2")], lists)
    assert made.figures["printed"].to_list() == ["1,311.5"]
    assert made.verdicts["verdict"].to_list() == ["intact"]
    assert made.observations["value"].to_list() == [Decimal(131150000000), Decimal(200000000)]
    assert made.observations["printed"].to_list() == ["1,311.5", "2"]


def test_figures_are_numbered_through_a_snapshot(lists: Codelists) -> None:
    batches = [batch([cell(), cell(dim_GEO="XX")]), batch([cell(printed="x")])]
    made = list(cells_to_observations(SOURCE, batches, "5" * 64, lists))
    assert made[0].observations["figure"].to_list() == [0]
    assert made[0].left_out["figure"].to_list() == [1]
    assert made[1].figures["figure"].to_list() == [2]


def test_a_dimension_that_is_gone_is_refused(lists: Codelists) -> None:
    gone = batch([cell()]).drop("dim:IND")
    with pytest.raises(Refusal, match=r'no dimension "IND" .* found: GEO, SIZE'):
        list(cells_to_observations(SOURCE, [gone], "5" * 64, lists))


def test_cells_that_nobody_names_are_refused(lists: Codelists) -> None:
    bare = replace(SOURCE, measures=())
    with pytest.raises(Refusal, match="no measure is declared"):
        layers([cell()], lists, bare)


PRINTS = st.one_of(
    st.sampled_from(["0", "-1.50", "1e3", ".5", "5.", ":", "", "x", "1,234", "65,438+05", "12%"]),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    st.text("0123456789.+-e ,", max_size=30),
)
CELLS = st.builds(
    cell,
    printed=st.one_of(st.none(), PRINTS),
    missing=st.sampled_from([None, None, None, "not collected"]),
    period=st.sampled_from(["2012", "2012Q3", "2012-06", "x", None]),
    unit=st.sampled_from([None, "THS", "CNY", "y"]),
    scale=st.sampled_from([None, 0, 3, -3]),
    dim_GEO=st.sampled_from(["CN", "US", "XX", None]),
    dim_IND=st.sampled_from(["sales", "users", "rate", "profit"]),
)


@settings(max_examples=40)
@given(rows=st.lists(CELLS, max_size=20))
def test_no_cell_is_lost_and_none_is_added(rows: list[dict[str, object]], lists: Codelists) -> None:
    made = layers(rows, lists)
    counts = made.counts
    kinds = ("missing", "intact", "repaired", "quarantined")
    assert sum(counts[kind] for kind in kinds) == counts["cells"] == len(rows)
    found = made.observations["figure"].to_list() + made.left_out["figure"].to_list()
    assert sorted(found) == list(range(len(rows)))
    assert set(made.left_out["reason"]) <= set(REASONS)
    assert made.figures["figure"].to_list() == made.verdicts["figure"].to_list()
    for row in made.observations.iter_rows(named=True):
        assert row["printed"] == rows[row["figure"]]["printed"]
        assert (row["value"] is None) == (row["missing_reason"] is not None)
    again = layers(rows, lists)
    assert again.observations.equals(made.observations)
    assert again.left_out.equals(made.left_out)
