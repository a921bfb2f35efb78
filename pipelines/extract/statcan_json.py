"""Answers of Statistics Canada's web data service (WDS) as JSON: the points of vectors.

Status and symbol are numbers of the service's own code sets, kept as they stand; 0 is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import json_text
from pipelines.extract.columns import ROWS, cells, from_rows, integer
from pipelines.extract.json_text import as_list, as_object, as_text, pointer
from pipelines.extract.status import Marks
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.json_text import Json

POINTS: Final = "vectorDataPoint"
SERIES: Final = ("vectorId", "productId", "coordinate")
POINT: Final = ("decimals", "symbolCode", "securityLevelCode", "frequencyCode", "refPer2")
MARKS: Final = Marks({"0": ()})  # what the others stand for, no recorded answer says
NOT_FIGURES: Final = {
    "cubeTitleEn": "the description of a table, which holds no figures; ask for its data.",
    "object": "not data but where they are or why not; follow it, or correct the request.",
}

resolve = json_text.resolve


def recognises(head: bytes, name: str) -> bool:
    """Tell vectors, descriptions of tables, and the envelope of any other answer."""
    del name
    paths = json_text.outline(head)
    enveloped = {"/status", "/object"} <= paths.keys() or {
        "/[]/status",
        "/[]/object",
    } <= paths.keys()
    return enveloped or "/cubeTitleEn" in paths or "/[]/cubeTitleEn" in paths


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the points: dimensions vectorId, productId and coordinate, scale scalarFactorCode.

    The period is refPer, the vintage releaseTime. Raises Refusal for descriptions of tables,
    and for an answer in which one vector failed.
    """
    del options
    with naming(path.name):
        document = json_text.read_file(path)
        entries = document if isinstance(document, list) else [document]
        rows = [
            row
            for place, entry in enumerate(entries)
            for row in _rows(as_object(entry, f"/{place}"), f"/{place}")
        ]
        for start in range(0, len(rows), ROWS):
            yield _cells(from_rows(rows[start : start + ROWS]))


def _rows(entry: Mapping[str, Json], where: str) -> Iterator[dict[str, str | None]]:
    vector = entry.get("object")
    if not isinstance(vector, dict) or POINTS not in vector or entry.get("status") != "SUCCESS":
        kind = next((kind for kind in NOT_FIGURES if kind in entry), "object")
        said = vector if isinstance(vector, str) else as_text(entry.get("status"), where)
        message = f"{where}: {NOT_FIGURES[kind]}" + (f' It says "{said}".' if said else "")
        raise Refusal(message, exit_code=1)
    series = {name: as_text(vector.get(name), where) for name in SERIES}
    for place, point in enumerate(as_list(vector[POINTS], f"{where}/object/{POINTS}")):
        at = where + pointer("object", POINTS, place)
        given = as_object(point, at)
        yield {
            **series,
            **{name: as_text(given.get(name), at) for name in POINT},
            "locator": f"{at}/value",
            "printed": json_text.printed(given["value"]) if "value" in given else None,
            "period": as_text(given.get("refPer"), at),
            "vintage": as_text(given.get("releaseTime"), at),
            "scale": as_text(given.get("scalarFactorCode"), at),
            "status": as_text(given.get("statusCode"), at),
        }


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    same = {name: pl.col(name) for name in ("locator", "printed", "period", "vintage", "status")}
    return cells(
        rows,
        {**same, "scale": integer(pl.col("scale"))},
        marks=MARKS,
        absent=("", "null"),
        dimensions={name: pl.col(name) for name in SERIES},
        attributes={name: pl.col(name) for name in POINT},
    )
