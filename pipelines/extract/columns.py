"""From columns of text to a frame of `frames.CELLS`.

No format is known here and no value is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import polars as pl

from pipelines import frames
from pipelines.extract.status import coded, why_missing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipelines.extract.status import Marks

SCHEMA: Final = cast("dict[str, pl.DataType]", frames.CELLS)
BATCH: Final = 200_000  # most rows of one frame
ROWS: Final = 50_000  # most rows held as objects of Python, which take ten times the memory
EMPTY: Final = "no value given"


def cells(
    frame: pl.DataFrame,
    given: Mapping[str, pl.Expr],
    *,
    marks: Marks,
    absent: Collection[str] = ("",),
    dimensions: Mapping[str, pl.Expr] | None = None,
    attributes: Mapping[str, pl.Expr] | None = None,
) -> pl.DataFrame:
    """Make cells of a frame of text: `given` names the columns of CELLS that the format knows.

    `absent` are the texts, bare of blanks, that mean there is no value; why is taken from the
    flags (`marks` says what they mean), or from `given["missing"]` where that says something.

    >>> from pipelines.extract.status import EUROSTAT
    >>> text = pl.DataFrame({"geo": ["FR", "DE"], "v": [":", "1.0"], "flag": ["c", None]})
    >>> made = cells(
    ...     text,
    ...     {"printed": pl.col("v"), "status": pl.col("flag")},
    ...     marks=EUROSTAT,
    ...     absent=(":",),
    ...     dimensions={"geo": pl.col("geo")},
    ... )
    >>> made.select("printed", "missing", "obs_status", "dim:geo").rows()
    [(':', 'confidential', ['C'], 'FR'), ('1.0', None, [], 'DE')]
    """
    known = [
        given.get(name, pl.lit(None)).cast(kind).alias(name)
        for name, kind in SCHEMA.items()
        if name not in ("reconstructed", "obs_status")
    ]
    further = [
        expression.cast(pl.String).alias(f"{kind}:{name}")
        for kind, columns in (("dim", dimensions or {}), ("att", attributes or {}))
        for name, expression in columns.items()
    ]
    reconstructed = given.get("reconstructed", pl.lit(value=False)).alias("reconstructed")
    made = frame.select(*known, reconstructed, *further)
    made = made.join(
        _codes(made["status"], marks),
        on="status",
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    bare = pl.col("printed").str.strip_chars()
    gone = bare.is_null() | bare.is_in(list(absent))
    why = pl.coalesce("missing", pl.when(gone).then(pl.col("why")))
    order = [*frames.CELLS, *(name.meta.output_name() for name in further)]
    return made.with_columns(missing=why).select(order)


def long(
    frame: pl.DataFrame, keys: Collection[int], headers: Mapping[int, str]
) -> Iterator[pl.DataFrame]:
    """Lay a wide table out, a row a field, in the order of the file, in frames of bounded size.

    Columns: `row`, the keys by their place, `place` of the field (from 0), `header`, `value`.

    >>> wide = pl.DataFrame({"row": [2], "0": ["AT"], "1": ["5"], "2": ["6"]})
    >>> next(long(wide, [0], {1: "2001", 2: "2002"})).rows()
    [(2, 'AT', 1, '2001', '5'), (2, 'AT', 2, '2002', '6')]
    """
    if not headers:
        return
    kept = ["row", *(str(key) for key in keys)]
    names = pl.DataFrame({"place": list(headers), "header": list(headers.values())})
    for part in frame.iter_slices(max(1, BATCH // max(1, len(headers)))):
        fields = part.unpivot([str(place) for place in headers], index=kept, variable_name="place")
        fields = fields.with_columns(pl.col("place").cast(pl.Int64)).sort("row", "place")
        yield fields.join(names, on="place", maintain_order="left").select(
            *kept, "place", "header", "value"
        )


def located(prefix: str, column: str | pl.Expr) -> pl.Expr:
    """Give the locator of a column's cells, by the line of the record in column `row`.

    >>> pl.DataFrame({"row": [2]}).select(located("member=a.csv;", "OBS_VALUE")).item()
    'member=a.csv;row=2;column=OBS_VALUE'
    """
    name = pl.lit(column) if isinstance(column, str) else column
    return pl.concat_str(pl.lit(f"{prefix}row="), "row", pl.lit(";column="), name)


def integer(column: pl.Expr) -> pl.Expr:
    """Take a power of ten that is written as text; what is no whole number is null.

    >>> pl.select(integer(pl.lit(pl.Series(["6", "", "-3", "x", None])))).to_series().to_list()
    [6, None, -3, None, None]
    """
    return column.str.strip_chars().cast(pl.Int64, strict=False)


def filled(column: pl.Expr) -> pl.Expr:
    """Take empty text for nothing said.

    >>> pl.select(filled(pl.lit(pl.Series(["a", "", None])))).to_series().to_list()
    ['a', None, None]
    """
    return pl.when(column != "").then(column)


def joined(columns: Sequence[pl.Expr]) -> pl.Expr:
    """Put the flags of several columns in one text, `;` between them; null where none says any.

    >>> frame = pl.DataFrame({"a": ["na", None], "b": ["c", None]})
    >>> frame.select(joined([pl.col("a"), pl.col("b")])).to_series().to_list()
    ['na;c', None]
    """
    if not columns:
        return pl.lit(None, pl.String)
    return filled(pl.concat_str(columns, separator=";", ignore_nulls=True))


def from_rows(rows: Iterable[Mapping[str, str | None]]) -> pl.DataFrame:
    """Make a frame of text of rows that need not all have the same columns.

    >>> from_rows([{"a": "1"}, {"a": "2", "b": "3"}]).rows()
    [('1', None), ('2', '3')]
    """
    taken = list(rows)
    names = dict.fromkeys(name for row in taken for name in row)
    columns = {name: pl.Series(name, [row.get(name) for row in taken], pl.String) for name in names}
    return pl.DataFrame(columns)


def _codes(status: pl.Series, marks: Marks) -> pl.DataFrame:
    """Give each text of flags once, with its codes and why a figure with it may have no value."""
    texts = status.unique().to_list()
    codes = [coded(text, marks) for text in texts]
    return pl.DataFrame(
        {
            "status": pl.Series(texts, dtype=pl.String),
            "obs_status": pl.Series(codes, dtype=pl.List(pl.String)),
            "why": pl.Series(
                [why_missing(found, otherwise=EMPTY) for found in codes], dtype=pl.String
            ),
        }
    )
