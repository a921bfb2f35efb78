"""Observations of the FRED API as JSON: each value with the days in which it was the known one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import json_text
from pipelines.extract.columns import ROWS, cells, from_rows
from pipelines.extract.json_text import as_list, as_object, as_text, pointer
from pipelines.extract.status import SDMX
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.json_text import Json

OTHERS: Final = ("seriess", "vintage_dates", "sources", "releases", "categories", "tags")
ROW: Final = ("realtime_start", "realtime_end", "date", "value")
# Output types 2 and 3 give a column a vintage: GDP_20140430.
VINTAGE: Final = re.compile(r"(?P<series_id>.+)_(?P<vintage>\d{8})")
ABSENT: Final = ("", ".", "null")

resolve = json_text.resolve


def recognises(head: bytes, name: str) -> bool:
    """Tell an answer of the API by the names it begins with, its errors too."""
    del name
    paths = json_text.outline(head)
    dated = {"/realtime_start", "/realtime_end"} <= paths.keys()
    return dated or {"/error_code", "/error_message"} <= paths.keys()


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations; the vintage is `realtime_start`, or the date in the column's name.

    The answer does not name its series: the option `series_id` does (dimension `series_id`).
    Attributes: `realtime_end` and `units` (the transformation asked for: "lin" is none).
    Raises Refusal for answers without observations, and with FRED's own words for an error.
    """
    with naming(path.name):
        answer = as_object(json_text.read_file(path), "")
        if "observations" not in answer:
            raise Refusal(_no_figures(answer), exit_code=1)
        rows = as_list(answer["observations"], "/observations")
        for start in range(0, len(rows), ROWS):
            taken = [
                cell
                for place, row in enumerate(rows[start : start + ROWS], start)
                for cell in _row(as_object(row, f"/observations/{place}"), place)
            ]
            yield _cells(from_rows(taken), options, as_text(answer.get("units"), "/units"))


def _no_figures(answer: Mapping[str, Json]) -> str:
    if "error_message" in answer:
        said = as_text(answer["error_message"], "/error_message")
        return f"FRED answers with an error, not with data: {said} Correct the request."
    kinds = [kind for kind in OTHERS if kind in answer]
    what = kinds[0] if kinds else ", ".join(list(answer)[:5])
    return f'holds "{what}" and no figures; ask for series/observations.'


def _row(row: Mapping[str, Json], place: int) -> Iterator[dict[str, str | None]]:
    """Give the values of one date: one, or one a vintage."""
    where = f"/observations/{place}"
    if "date" not in row:
        message = f"the entry at {where} has no date; expected an observation. Fetch it again."
        raise Refusal(message, exit_code=1)
    further = [name for name in row if name not in ROW]
    for name in ["value"] if "value" in row else further:
        parts = VINTAGE.fullmatch(name)
        yield {
            "locator": where + pointer(name),
            "printed": json_text.printed(row[name]),
            "period": as_text(row["date"], where),
            "series_id": parts["series_id"] if parts else None,
            "vintage": parts["vintage"] if parts else as_text(row.get("realtime_start"), where),
            "realtime_end": None if parts else as_text(row.get("realtime_end"), where),
        }


def _cells(rows: pl.DataFrame, options: Mapping[str, str], units: str | None) -> pl.DataFrame:
    named = pl.coalesce(pl.col("series_id"), pl.lit(options.get("series_id"), pl.String))
    return cells(
        rows,
        {name: pl.col(name) for name in ("locator", "printed", "period", "vintage")},
        marks=SDMX,
        absent=ABSENT,
        dimensions={"series_id": named},
        attributes={"realtime_end": pl.col("realtime_end"), "units": pl.lit(units, pl.String)},
    )
