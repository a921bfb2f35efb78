"""Changes of form between two answers, each named with its place. All frames are constructed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import drift, frames
from pipelines.drift import Answer, Shape, changed_series, changed_shape, drifted, shape_of
from pipelines.refusal import Refusal
from pipelines.sources.owid import SOURCE

if TYPE_CHECKING:
    from pipelines.source import Source

YEARS = ("2021", "2022", "2023", "2024")


def cells(columns: dict[str, list[str | None]]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def observed(series: dict[str, dict[str, str | None]]) -> pl.DataFrame:
    rows = [
        {"series_id": name, "period": period, "value": Decimal(value) if value else None}
        for name, values in series.items()
        for period, value in values.items()
    ]
    return (
        frames.empty(frames.OBSERVATIONS)
        .select("series_id", "period", "value")
        .vstack(
            pl.DataFrame(
                rows, schema={n: frames.OBSERVATIONS[n] for n in ("series_id", "period", "value")}
            )
        )
    )


def counted(*values: str | None) -> dict[str, str | None]:
    return dict(zip(YEARS, values, strict=False))


OLD = shape_of(
    [
        cells({"dim:geo": ["DE", "FR"], "dim:unit": ["PC", "PC"], "unit": ["PC", None]}),
        cells({"dim:geo": ["EL"], "dim:unit": ["PC"], "unit": ["PC"]}),
    ]
)


def test_the_form_of_an_answer_is_gathered_over_its_frames() -> None:
    assert OLD.columns == {"dim:geo", "dim:unit"}
    assert OLD.codes == {"geo": {"DE", "FR", "EL"}, "unit": {"PC"}}
    assert OLD.units == {"PC"}


@pytest.mark.parametrize(
    ("after", "kind", "place", "words"),
    [
        (replace(OLD, columns=OLD.columns | {"dim:age"}), "new dimension", "dim:age", '"age"'),
        (replace(OLD, columns=OLD.columns | {"att:x"}), "new column", "att:x", "attribute"),
        (replace(OLD, columns=frozenset({"dim:geo"})), "lost dimension", "dim:unit", "no more"),
        (replace(OLD, codes={**OLD.codes, "geo": frozenset("X")}), "new code", "dim:geo", '"X"'),
        (replace(OLD, units=frozenset({"THS"})), "new unit", "unit", '"THS"'),
    ],
)
def test_a_change_of_form_is_named_with_its_place(
    after: Shape, kind: str, place: str, words: str
) -> None:
    (finding,) = changed_shape(OLD, after)
    assert (finding.kind, finding.place) == (kind, place)
    assert words in finding.sentence


def test_the_same_form_and_fewer_codes_are_no_drift() -> None:
    fewer = replace(OLD, codes={"geo": frozenset({"DE"}), "unit": frozenset({"PC"})})
    assert changed_shape(OLD, OLD) == changed_shape(OLD, fewer) == ()


def test_a_new_period_is_no_new_code() -> None:
    years: list[str | None] = ["2023", "2024"]
    shape = shape_of([cells({"dim:time": years, "dim:geo": ["DE", "DE"], "period": years})])
    assert shape.codes == {"geo": {"DE"}}


def test_a_series_that_vanished_is_named_where_the_answer_is_complete() -> None:
    before = observed({"a": counted("1", "2"), "b": counted("1", "2")})
    after = observed({"a": counted("1", "2"), "b": counted(None, None)})
    (finding,) = changed_series(before, after, complete=True)
    assert (finding.kind, finding.series) == ("series vanished", ("b",))
    assert changed_series(before, after, complete=False) == ()


def test_a_series_that_lost_half_of_its_periods_shrank_and_one_that_lost_one_did_not() -> None:
    before = observed({"a": counted("1", "2", "3", "4"), "b": counted("1", "2", "3", "4")})
    after = observed({"a": counted("1", "2"), "b": counted("1", "2", "3")})
    (finding,) = changed_series(before, after, complete=True)
    assert finding.sentence == 'series "a" had 4 periods and has 2.'


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (counted("1000", "2000", "3000"), "a factor of 1,000"),
        (counted("0.1", "0.2", "0.3"), "a divisor of 10"),
        (counted("1", "2", "3", "40000"), "a factor of 10,000"),
        (counted("1", "2", "3", "0.0004"), "a divisor of 10,000"),
    ],
)
def test_a_unit_slip_is_a_power_of_ten_over_all_values_or_at_the_new_end(
    after: dict[str, str | None], words: str
) -> None:
    before = observed({"a": counted("1", "2", "3")})
    (finding,) = changed_series(before, observed({"a": after}), complete=True)
    assert finding.kind == "unit slip"
    assert words in finding.sentence


@pytest.mark.parametrize(
    "after",
    [
        counted("1.02", "1.9", "3.3", "4"),  # revisions
        counted("10", "2", "3"),  # one value of many
        counted("1", "2", "3", "9"),  # growth
        counted("1", "2", "3", "0"),  # a real zero
        counted("-1", "2", "3"),
    ],
)
def test_revisions_and_growth_are_no_unit_slip(after: dict[str, str | None]) -> None:
    before = observed({"a": counted("1", "2", "3")})
    assert changed_series(before, observed({"a": after}), complete=True) == ()


@given(
    st.lists(st.decimals("0.01", "1e9", places=2), min_size=1, max_size=4),
    st.sampled_from([-3, -2, -1, 1, 2, 3]),
)
def test_every_power_of_ten_over_all_values_is_found(values: list[Decimal], power: int) -> None:
    before = observed({"a": counted(*map(str, values))})
    moved = [str(value.scaleb(power)) for value in values]
    (finding,) = changed_series(before, observed({"a": counted(*moved)}), complete=True)
    assert f"{10 ** abs(power):,} at once" in finding.sentence


PLAIN = replace(SOURCE, drift={})
GOOD = observed({"a": counted("1", "2", "3")})
SLIPPED = observed({"a": counted("1000", "2000", "3000")})
FORM = Shape(frozenset({"dim:geo"}), {"geo": frozenset({"DE"})})
WIDER = Shape(frozenset({"dim:geo"}), {"geo": frozenset({"DE", "XX"})})


def judged(
    source: Source, *answers: tuple[str, str, Shape, pl.DataFrame]
) -> tuple[tuple[str, bool], ...]:
    """Give the snapshots with findings, and whether each is set aside."""
    shapes = {snapshot: shape for _, snapshot, shape, _ in answers}
    rows = {snapshot: frame for _, snapshot, _, frame in answers}
    order = [Answer(request, snapshot, complete=True) for request, snapshot, *_ in answers]
    found = drifted(source, order, shapes.__getitem__, rows.__getitem__)
    return tuple((one.snapshot, one.set_aside) for one in found)


def test_a_source_that_stops_refuses_with_request_and_finding() -> None:
    source = replace(PLAIN, on_drift="stop")
    with pytest.raises(Refusal, match=r"owid, chart: the form has changed.*a factor of 1,000"):
        judged(source, ("chart", "1", FORM, GOOD), ("chart", "2", FORM, SLIPPED))
    assert judged(source, ("chart", "1", FORM, GOOD), ("chart", "2", FORM, GOOD)) == ()


def test_a_quarantined_answer_is_set_aside_and_the_next_is_compared_with_the_last_good_one() -> (
    None
):
    source = replace(PLAIN, on_drift="quarantine")
    found = judged(
        source,
        ("chart", "1", FORM, GOOD),
        ("chart", "2", FORM, SLIPPED),
        ("chart", "3", FORM, GOOD),
        ("chart", "4", FORM, SLIPPED),
    )
    assert found == (("2", True), ("4", True))


def test_an_answer_that_may_pass_is_told_and_becomes_what_is_known() -> None:
    source = replace(PLAIN, on_drift="pass")
    answers = [("chart", str(n), FORM, frame) for n, frame in enumerate((GOOD, SLIPPED, SLIPPED))]
    assert judged(source, *answers) == (("1", False),)


def test_a_kind_may_be_treated_otherwise() -> None:
    source = replace(PLAIN, on_drift="stop", drift={"new code": "pass"})
    assert judged(source, ("c", "1", FORM, GOOD), ("c", "2", WIDER, GOOD)) == (("2", False),)


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refusal, match='drift names "new cod", which is no kind'):
        judged(replace(SOURCE, drift={"new cod": "pass"}), ("c", "1", FORM, GOOD))


def test_a_code_that_moves_from_page_to_page_is_not_new() -> None:
    source = replace(PLAIN, on_drift="stop")
    second = replace(FORM, codes={"geo": frozenset({"XX"})})
    pages = [("c", "1", FORM, GOOD), ("c#page=2", "2", second, GOOD), ("c", "3", WIDER, GOOD)]
    assert judged(source, *pages) == ()
    third = replace(FORM, codes={"geo": frozenset({"YY"})})
    with pytest.raises(Refusal, match=r'c#page=2: .*"YY"'):
        judged(source, *pages, ("c#page=2", "4", third, GOOD))


SAID = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(YEARS),
        st.sampled_from([None, "0", "1", "2", "3", "100", "300"]),
    ),
    max_size=14,
)


def rows_of(said: list[tuple[str, str, str | None]]) -> pl.DataFrame:
    rows = [(name, year, Decimal(value) if value else None) for name, year, value in said]
    schema = {name: frames.OBSERVATIONS[name] for name in ("series_id", "period", "value")}
    return pl.DataFrame(rows, schema=schema, orient="row")


@settings(deadline=None)
@given(SAID, SAID, st.integers(0, 14), st.booleans())
def test_a_look_at_the_series_in_question_finds_what_a_look_at_all_finds(
    old: list[tuple[str, str, str | None]],
    new: list[tuple[str, str, str | None]],
    kept: int,
    complete: bool,
) -> None:
    before, after = rows_of(old), rows_of(old[:kept] + new[kept:])
    lost = tuple(drift._lost(before, after)) if complete else ()
    everything = (*lost, *drift._slips(before, after))
    assert changed_series(before, after, complete=complete) == everything
