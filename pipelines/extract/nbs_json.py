"""Answers of easyquery, the service of China's statistics bureau (NBS) that ended in 2026.

The figure is `strdata`, as published; `data` is a binary float, and 0 where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import json_text
from pipelines.extract.columns import ROWS, cells, filled, from_rows
from pipelines.extract.json_text import as_list, as_object, as_text
from pipelines.extract.status import SDMX
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.json_text import Json

INDICATOR: Final = "zb"
TIME: Final = "sj"
FOUND: Final = "200"

resolve = json_text.resolve


def recognises(head: bytes, name: str) -> bool:
    """Tell an answer by its return code, and its index tree by the names of a branch."""
    del name
    paths = json_text.outline(head)
    return "/returncode" in paths or {"/[]/dbcode", "/[]/isParent"} <= paths.keys()


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations: dimensions `zb` and, where the query had regions, `reg`.

    Names and notes are attributes, the unit is that of the indicator; the period is the code,
    such as 202201. `hasdata` false is missing, whatever stands in `data`. Raises Refusal for
    another return code, with its text, and for lists and trees of codes.
    """
    del options
    with naming(path.name):
        yield from _frames(_data(json_text.read_file(path)))


def _data(document: Json) -> dict[str, Json]:
    """Give the part that holds the figures, or refuse what else the service answers."""
    if not isinstance(document, dict):
        message = "a tree of codes, which holds no figures; ask for m=QueryData."
        raise Refusal(message, exit_code=1)
    data, code = document.get("returndata"), as_text(document.get("returncode"), "/returncode")
    if code != FOUND:
        said = data if isinstance(data, str) else "without a text"
        message = f"NBS answers with return code {code}, not with data: {said}"
        raise Refusal(message, exit_code=1)
    if not isinstance(data, dict) or not data.get("datanodes"):
        message = "only codes and no figure (no datanodes); ask for m=QueryData."
        raise Refusal(message, exit_code=1)
    return data


def _frames(data: Mapping[str, Json]) -> Iterator[pl.DataFrame]:
    names = _names(data)
    nodes = as_list(data["datanodes"], "/returndata/datanodes")
    for start in range(0, len(nodes), ROWS):
        rows = [
            _row(as_object(node, f"/returndata/datanodes/{place}"), place, names)
            for place, node in enumerate(nodes[start : start + ROWS], start)
        ]
        yield _cells(from_rows(rows))


def _names(data: Mapping[str, Json]) -> dict[tuple[str, str], Mapping[str, Json]]:
    """Give what is said of each code, by kind of code and code."""
    found: dict[tuple[str, str], Mapping[str, Json]] = {}
    for place, kind in enumerate(as_list(data.get("wdnodes", []), "/returndata/wdnodes")):
        where = f"/returndata/wdnodes/{place}"
        entry = as_object(kind, where)
        for node in as_list(entry.get("nodes", []), f"{where}/nodes"):
            if node is None:  # stands where a query had no indicator
                continue
            said = as_object(node, f"{where}/nodes")
            found[str(entry.get("wdcode")), str(said.get("code"))] = said
    return found


def _row(
    node: Mapping[str, Json],
    place: int,
    names: Mapping[tuple[str, str], Mapping[str, Json]],
) -> dict[str, str | None]:
    where = f"/returndata/datanodes/{place}"
    value = as_object(node.get("data"), f"{where}/data")
    codes = {}
    for part in as_list(node.get("wds"), f"{where}/wds"):
        said = as_object(part, f"{where}/wds")
        codes[str(said.get("wdcode"))] = as_text(said.get("valuecode"), f"{where}/wds")
    row = {
        "locator": f"{where}/data/strdata",
        "printed": json_text.printed(value["strdata"]) if "strdata" in value else None,
        "gone": None if value.get("hasdata") is True else "no value given (hasdata false)",
        "dotcount": as_text(value.get("dotcount"), f"{where}/data/dotcount"),
        "unit": None,
        "memo": None,
    }
    for kind, code in codes.items():
        known = names.get((kind, str(code)), {})
        row |= {f"code {kind}": code, f"name {kind}": as_text(known.get("cname"), where)}
        if kind == INDICATOR:
            row |= {name: as_text(known.get(name), where) for name in ("unit", "memo")}
    return row


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    kinds = [name.removeprefix("code ") for name in rows.columns if name.startswith("code ")]
    attributes = {f"{kind}_name": pl.col(f"name {kind}") for kind in kinds}
    further: dict[str, pl.Expr] = {name: pl.col(name) for name in ("memo", "dotcount")}
    return cells(
        rows,
        {
            "locator": pl.col("locator"),
            "printed": pl.col("printed"),
            "missing": pl.col("gone"),
            "period": pl.col(f"code {TIME}") if TIME in kinds else pl.lit(None),
            "unit": filled(pl.col("unit")),
        },
        marks=SDMX,
        absent=("", "null"),
        dimensions={kind: pl.col(f"code {kind}") for kind in kinds if kind != TIME},
        attributes={**attributes, **further},
    )
