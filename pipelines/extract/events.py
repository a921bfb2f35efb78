"""Laws, standards and other dated happenings, one a row (format `events`).

They are no observations: nothing here has a value.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines import frames
from pipelines.codelists import FOLDER, check_keys, read_codelists, read_table
from pipelines.extract import csv_text
from pipelines.extract.columns import SCHEMA, filled, located
from pipelines.extract.reference import check, check_codes, check_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HEADER: Final = (
    *("event", "kind", "date", "area", "theme", "publisher", "document", "published", "address"),
    "note",
)
KEY: Final = ("event", "kind", "area")
OWN: Final = ("event", "kind", "area", "theme", "publisher")
CITATION: Final = ("document", "published", "address", "note")


def recognises(head: bytes, name: str) -> bool:
    """Tell the file by its header."""
    del name
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"event,kind,date,area,theme")


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give all rows as one frame, the date as printed; option `codelists` is their folder.

    Raises Refusal naming file, line and value where a column, key, code or date is wrong.
    """
    table = read_table(path, HEADER)
    lists = read_codelists(Path(options.get("codelists", FOLDER)))
    check_keys(table, KEY, path.name)
    check_codes(table, lists, path.name, ("area", "publisher", "theme"))
    check(table, path.name, "event", pl.col("event") != "", "the short name of the event")
    is_date = pl.col("date").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    check(table, path.name, "date", is_date, "a day such as 2018-08-31")
    check_dates(table, path.name, "published")
    given = {"locator": located("", "date"), "printed": pl.col("date"), "period": pl.col("date")}
    yield table.select(
        *(
            given.get(name, pl.lit(value=False if name == "reconstructed" else None))
            .cast(kind)
            .alias(name)
            for name, kind in SCHEMA.items()
        ),
        *(pl.col(name).alias(f"dim:{name}") for name in OWN),
        *(filled(pl.col(name)).alias(f"att:{name}") for name in CITATION),
    )


def resolve(content: bytes, locator: str) -> str:
    """Give the text at `row=LINE;column=NAME`, read from the bytes anew."""
    return csv_text.cell(content, locator, column=csv_text.in_header)


def cells_to_events(
    cells: Iterable[pl.DataFrame], snapshot: str, *, source_id: str
) -> pl.DataFrame:
    """Give `frames.EVENTS`, a row a cell."""
    table = pl.concat(list(cells)).with_row_index("figure")
    own = {name: pl.col(f"dim:{name}") for name in OWN}
    cited = {name: pl.col(f"att:{name}") for name in CITATION}
    date = pl.col("printed").str.to_date("%Y-%m-%d")
    given = {"source_id": pl.lit(source_id), "snapshot": pl.lit(snapshot), "date": date}
    found = own | cited | given
    return table.select(
        found.get(name, pl.col(name)).cast(kind).alias(name) for name, kind in frames.EVENTS.items()
    )
