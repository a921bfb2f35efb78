"""Exact decimals: what fits is exact, what does not fit is null, and nothing is rounded."""

from decimal import Decimal, localcontext

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import frames
from pipelines.exact import LONGEST, exact_text, with_exact

DIGITS = st.text("0123456789", min_size=1, max_size=45)
NUMBERS = st.builds(
    lambda sign, whole, point, exponent: f"{sign}{whole}{point}{exponent}",
    st.sampled_from(["", "-", "+"]),
    DIGITS,
    st.one_of(st.just(""), st.just("."), DIGITS.map(lambda fraction: "." + fraction)),
    st.one_of(st.just(""), st.integers(-60, 60).map(lambda power: f"e{power}")),
)
SCALES = st.one_of(st.none(), st.integers(-30, 45))


def truth(number: str, scale: int | None) -> Decimal | None:
    """The value by Python's own decimals, or None where DECIMAL(38,20) cannot hold it."""
    with localcontext() as context:
        context.prec, context.Emax, context.Emin = 400, 10_000, -10_000
        value = Decimal(number).scaleb(scale or 0)
        fits = abs(value) < Decimal(10) ** 18 and value == value.quantize(Decimal("1e-20"))
    return value if fits else None


@given(st.lists(st.tuples(NUMBERS, SCALES), max_size=30))
def test_a_value_is_exact_or_null(rows: list[tuple[str, int | None]]) -> None:
    schema = {"number": pl.String, "scale": pl.Int64}
    made = with_exact(pl.DataFrame(rows, schema=schema, orient="row"), "number", "scale")
    assert made.schema["value"] == frames.DECIMAL
    assert made["value"].to_list() == [truth(*row) for row in rows]
    assert made.select("number", "scale").rows() == rows


@pytest.mark.parametrize(
    ("number", "scale", "value"),
    [
        ("1.31", 12, "1310000000000"),
        ("350.19", 8, "35019000000"),
        ("-0", 5, "0"),
        ("0.00000000000000000001", 0, "0.00000000000000000001"),
        ("0.000000000000000000001", 1, "0.00000000000000000001"),
        ("999999999999999999.99999999999999999999", 0, "999999999999999999.99999999999999999999"),
        ("0" * 100 + "1", 0, "1"),
        ("1e17", 0, "100000000000000000"),
    ],
)
def test_the_edge_of_what_fits(number: str, scale: int, value: str) -> None:
    assert Decimal(exact_text(number, scale) or "NaN") == Decimal(value)
    frame = pl.DataFrame({"number": [number], "scale": [scale]})
    assert with_exact(frame, "number", "scale")["value"].item() == Decimal(value)


@pytest.mark.parametrize(
    ("number", "scale"),
    [
        ("1", 18),
        ("1000000000000000000", 0),
        ("0.000000000000000000001", 0),
        ("1e999", 0),
        ("1e-999", 0),
        ("0.5", -20),
        ("NaN", 0),
        ("Infinity", 0),
        ("1,5", 0),
        ("", 0),
        ("1" * (LONGEST + 1), -190),
    ],
)
def test_what_does_not_fit_is_null(number: str, scale: int) -> None:
    assert exact_text(number, scale) is None
    frame = pl.DataFrame({"number": [number], "scale": [scale]})
    assert with_exact(frame, "number", "scale")["value"].item() is None
