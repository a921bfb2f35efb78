"""Cells of a source to names of ours: indicator, publisher, area, unit, scale, period, dimensions.

Each column added is null where the source's text is not known; which of them a cell lacks is
decided in normalise.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.codelists import Codelists
    from pipelines.source import Measure, Source

# The columns of a reader whose rows name themselves in our own codes (extract/reference.py).
OWN: Final = ("indicator", "area", "frequency", "publisher", "dimensions")
TEXT: Final = pl.String


def with_names(cells: pl.DataFrame, source: Source, lists: Codelists) -> pl.DataFrame:
    """Add `indicator`, `publisher`, `dimensions`, `area`, `unit`, `scale`, `hint`, `unit_received`.

    A source with measures says by them which cells are which indicator; one without has rows
    that name their own. Raises Refusal where a measure asks for a dimension that no cell has.
    """
    cells = cells.rename({"unit": "unit_received", "scale": "scale_received"})
    named = _by_measures(cells, source) if source.measures else _by_their_own_word(cells, source)
    return _with_units(named, source, lists).with_columns(_area(named, source, lists))


def _by_their_own_word(cells: pl.DataFrame, source: Source) -> pl.DataFrame:
    missing = [name for name in OWN[:2] if f"dim:{name}" not in cells.columns]
    if missing:
        message = (
            f"{source.id}: no measure is declared and the cells have no column dim:{missing[0]}; "
            f"declare measures in pipelines/sources/{source.id}.py."
        )
        raise Refusal(message)
    own = {
        name: pl.col(f"dim:{name}") if f"dim:{name}" in cells.columns else pl.lit(None, TEXT)
        for name in OWN
    }
    return cells.with_columns(
        own["indicator"].alias("indicator"),
        pl.coalesce(own["publisher"], pl.lit(source.publisher or None, TEXT)).alias("publisher"),
        own["dimensions"].fill_null("").alias("dimensions"),
        pl.coalesce(own["frequency"], pl.lit(source.frequency, TEXT)).alias("hint"),
        pl.lit(None, pl.Int64).alias("measure"),
    )


def _by_measures(cells: pl.DataFrame, source: Source) -> pl.DataFrame:
    for measure in source.measures:
        _check_dimensions(cells, source, measure)
    number = pl.coalesce(
        pl.when(_matches(measure)).then(pl.lit(place, pl.Int64))
        for place, measure in enumerate(source.measures)
    )
    matched = cells.with_columns(number.alias("measure"))
    return matched.with_columns(
        _of_measure([each.indicator for each in source.measures]).alias("indicator"),
        pl.lit(source.publisher, TEXT).alias("publisher"),
        _of_measure([each.frequency or source.frequency for each in source.measures]).alias("hint"),
        _dimensions(source.measures).alias("dimensions"),
    )


def _check_dimensions(cells: pl.DataFrame, source: Source, measure: Measure) -> None:
    for name in (*measure.where, *measure.dimensions):
        if f"dim:{name}" not in cells.columns:
            found = [each.removeprefix("dim:") for each in cells.columns if each.startswith("dim:")]
            message = (
                f'{source.id}: no dimension "{name}" in what was received; '
                f"found: {', '.join(found) or 'none'}. Update pipelines/sources/{source.id}.py."
            )
            raise Refusal(message, exit_code=1)


def _matches(measure: Measure) -> pl.Expr:
    tests = [pl.col(f"dim:{name}") == code for name, code in measure.where.items()]
    return pl.all_horizontal(tests) if tests else pl.lit(value=True)


def _of_measure(values: Sequence[str | None]) -> pl.Expr:
    by_place = {place: value for place, value in enumerate(values) if value is not None}
    return _looked_up("measure", by_place)


def _looked_up(column: str, mapping: Mapping[str, str] | Mapping[int, str]) -> pl.Expr:
    if not mapping:
        return pl.lit(None, TEXT)
    return pl.col(column).replace_strict(mapping, default=None, return_dtype=TEXT)


def _dimensions(measures: Sequence[Measure]) -> pl.Expr:
    """`DIM=CODE:DIM=CODE` in the order that the measure of a cell declares."""
    text = pl.lit("")
    for place, measure in enumerate(measures):
        if measure.dimensions:
            parts = [
                pl.concat_str(pl.lit(f"{name}="), pl.col(f"dim:{name}"))
                for name in measure.dimensions
            ]
            joined = pl.concat_str(parts, separator=":")
            text = pl.when(pl.col("measure") == place).then(joined).otherwise(text)
    return text


def _area(cells: pl.DataFrame, source: Source, lists: Codelists) -> pl.Expr:
    """The area by the source's own table, then by its column of the code list."""
    column = "dim:area" if not source.measures else f"dim:{source.area_dimension}"
    listed = lists.area.select(
        pl.col(source.area_list or "code").alias("theirs"), "code"
    ).drop_nulls()
    mapping = dict(listed.iter_rows()) | dict(source.areas)
    if column not in cells.columns:
        return pl.lit(mapping.get(""), TEXT).alias("area")
    # An area that is left empty is the one that the source declares for "", such as its country.
    whole = pl.when(pl.col(column).is_null()).then(pl.lit(mapping.get(""), TEXT))
    return whole.otherwise(_looked_up(column, mapping)).alias("area")


def _with_units(cells: pl.DataFrame, source: Source, lists: Codelists) -> pl.DataFrame:
    """Unit and scale: by the measure's own table, by the measure, or by the code lists."""
    codes = {code: (code, 0) for code in lists.unit["code"]}
    aliases = {
        text: (unit, int(scale or 0))
        for text, unit, scale in lists.unit_alias.select("text", "unit", "scale").iter_rows()
    }
    received = cells.select("measure", "unit_received").unique().sort("measure", "unit_received")
    rows = [
        (
            place,
            text,
            *_unit(source.measures[place] if place is not None else None, text, aliases | codes),
        )
        for place, text in received.iter_rows()
    ]
    schema = {
        "measure": pl.Int64,
        "unit_received": TEXT,
        "unit": TEXT,
        "_of_unit": pl.Int64,
        "_fallback": pl.Int64,
    }
    table = pl.DataFrame(rows, schema=schema, orient="row")
    scale = pl.col("_of_unit") + pl.coalesce("scale_received", "_fallback")
    return (
        cells.join(
            table,
            on=["measure", "unit_received"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(scale.alias("scale"))
        .drop("_of_unit", "_fallback")
    )


def _unit(
    measure: Measure | None, text: str | None, known: Mapping[str, tuple[str, int]]
) -> tuple[str | None, int, int]:
    """Our unit, the power of ten in its name, and the one that holds where a cell gives none."""
    if measure is not None and measure.units:
        unit, scale = measure.units.get(text or "", (None, 0))
        return unit, scale, 0
    if measure is not None and measure.unit:
        return measure.unit, 0, measure.scale
    unit, scale = known.get(text or "", (None, 0))
    return unit, scale, measure.scale if measure is not None else 0
