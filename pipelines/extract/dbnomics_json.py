"""DBnomics API v22, JSON: series as parallel arrays of periods and values.

Whether all pages are there is proved by the fetch, from `envelope`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import json_text
from pipelines.extract.columns import BATCH, cells, filled
from pipelines.extract.json_text import as_attribute, as_list, as_object, as_text, pointer, printed
from pipelines.extract.paging import Envelope
from pipelines.extract.status import EUROSTAT, MISSING_MARKS, SDMX, Marks
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.json_text import Json

    Doc = tuple[str, dict[str, Json]]  # pointer and series

resolve = json_text.resolve

ATTRIBUTES: Final = ("provider_code", "dataset_code", "series_code", "series_name", "@frequency")
# Attributes of observations that are flags. Providers write SDMX codes or Eurostat's letters,
# which are small where SDMX's are capitals.
FLAGS: Final = ("OBS_STATUS", "OBS_FLAG", "FLAG", "FLAGS", "STATUS")
MARKS: Final = Marks({**EUROSTAT.codes, **SDMX.codes}, runs=True)


def recognises(head: bytes, name: str) -> bool:
    """Tell the envelope of v22 by its `_meta`, or by `docs` with a dataset code."""
    del name
    paths = json_text.outline(head)
    meta = "/_meta/version" in paths or "/_meta/args" in paths
    return meta or {"/series/docs", "/series/num_found"} <= paths.keys()


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations of an answer, series after series.

    Dimensions are the series' own, or `series_code` where it has none; provider, dataset,
    name and first day of the period are attributes; the vintage is `indexed_at`, when DBnomics
    took the series in. Raises Refusal with the message of an error answer, where arrays differ
    in length, and where the series came without observations.
    """
    del options
    with naming(path.name):
        docs, _ = _docs(json_text.read_file(path))
        named = sorted({name for where, doc in docs for name in _dimensions(doc, where)})
        extra = sorted({name for where, doc in docs for name in _parallel(doc, where)})
        for part in _parts(docs):
            text = pl.concat([_text(where, doc, named, extra) for where, doc in part])
            for start in range(0, text.height, BATCH):
                yield _cells(text[start : start + BATCH], named, extra)


def envelope(path: Path) -> Envelope:
    """Give what one page says of the whole answer; rows are series here."""
    with naming(path.name):
        document = json_text.read_file(path)
        docs, series = _docs(document)
        total, limit, offset = (_count(series, name) for name in ("num_found", "limit", "offset"))
        dataset = as_object(as_object(document, "").get("dataset") or {}, "/dataset")
        return Envelope(
            total=total,
            rows=len(docs),
            stamp=as_text(dataset.get("indexed_at"), "/dataset/indexed_at"),
            page=offset // limit + 1 if limit else 1,
            pages=math.ceil(total / limit) if limit else 1,
        )


def _docs(document: Json) -> tuple[list[Doc], dict[str, Json]]:
    """Give the series of an answer, each with its pointer, and what stands around them."""
    top = as_object(document, "")
    said = [as_text(top.get("message"), "/message")]
    for place, error in enumerate(as_list(top.get("errors") or [], "/errors")):
        member = as_object(error, f"/errors/{place}")
        said.append(as_text(member.get("message"), f"/errors/{place}") or as_attribute(error))
    words = "; ".join(text for text in said if text)
    if words:
        message = (
            f"DBnomics answers with an error: {words}. Correct the request, or drop the series."
        )
        raise Refusal(message, exit_code=1)
    if "series" not in top:
        message = "no series stand in the answer, where /series/docs was due; ask for series/..."
        raise Refusal(message, exit_code=1)
    series = as_object(top["series"], "/series")
    listed = as_list(series.get("docs"), "/series/docs")
    pointers = [f"/series/docs/{place}" for place in range(len(listed))]
    return [
        (where, as_object(doc, where)) for where, doc in zip(pointers, listed, strict=True)
    ], series


def _count(series: Mapping[str, Json], name: str) -> int:
    text = as_text(series.get(name), f"/series/{name}") or ""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        message = f'"{text}" stands at /series/{name}, where a count was due; fetch it again.'
        raise Refusal(message, exit_code=1)
    return int(text)


def _dimensions(doc: Mapping[str, Json], where: str) -> dict[str, str | None]:
    given = as_object(doc.get("dimensions") or {}, f"{where}/dimensions")
    own = {name: as_text(code, f"{where}/dimensions/{name}") for name, code in given.items()}
    return own or {"series_code": as_text(doc.get("series_code"), f"{where}/series_code")}


def _parallel(doc: Mapping[str, Json], where: str) -> dict[str, list[Json]]:
    """Give the further arrays that run beside the values, attributes of observations among them."""
    beside = ("period_start_day", "original_period")
    found = {name: as_list(doc[name], f"{where}/{name}") for name in beside if doc.get(name)}
    given = doc.get("observations_attributes") or {}
    if isinstance(given, list):  # pairs of a name and its array
        pairs = [as_list(pair, f"{where}/observations_attributes") for pair in given]
        given = {printed(pair[0]): pair[1] for pair in pairs if len(pair) == 2}
    for name, listed in as_object(given, f"{where}/observations_attributes").items():
        found[name] = as_list(listed, f"{where}/observations_attributes{pointer(name)}")
    return found


def _parts(docs: list[Doc]) -> Iterator[list[Doc]]:
    """Put series together until they fill a frame."""
    part: list[Doc] = []
    height = 0
    for where, doc in docs:
        part.append((where, doc))
        height += len(as_list(doc.get("value") or [], f"{where}/value"))
        if height >= BATCH:
            yield part
            part, height = [], 0
    if part:
        yield part


def _text(where: str, doc: dict[str, Json], named: list[str], extra: list[str]) -> pl.DataFrame:
    """Lay one series out as columns of text."""
    if "value" not in doc:
        message = f"the series at {where} has no observations; ask for observations=1."
        raise Refusal(message, exit_code=1)
    values = as_list(doc["value"], f"{where}/value")
    arrays = _parallel(doc, where) | {"period": as_list(doc.get("period"), f"{where}/period")}
    for name, listed in arrays.items():
        if len(listed) != len(values):
            message = (
                f"{len(listed)} entries of {name} stand beside {len(values)} values at {where}; "
                "which belongs to which is not said: fetch it again."
            )
            raise Refusal(message, exit_code=1)
    columns: dict[str, list[str | None]] = {
        "locator": [f"{where}/value/{place}" for place in range(len(values))],
        "printed": [printed(value) for value in values],
        "period": [as_text(text, f"{where}/period") for text in arrays["period"]],
    }
    codes = _dimensions(doc, where)
    for name in named:
        columns[f"dim:{name}"] = [codes.get(name)] * len(values)
    for name in ("indexed_at", *ATTRIBUTES):
        columns[name] = [as_text(doc.get(name), f"{where}/{name}")] * len(values)
    for name in extra:
        listed = arrays.get(name, [None] * len(values))
        columns[f"att:{name}"] = [as_attribute(value) for value in listed]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _cells(text: pl.DataFrame, named: list[str], extra: list[str]) -> pl.DataFrame:
    flags = [f"att:{name}" for name in extra if name.upper() in FLAGS]
    return cells(
        text,
        {
            "locator": pl.col("locator"),
            "printed": pl.col("printed"),
            "period": pl.col("period"),
            "status": filled(pl.concat_str(flags, separator=" ", ignore_nulls=True))
            if flags
            else pl.lit(None),
            "vintage": pl.col("indexed_at"),
        },
        marks=MARKS,
        absent=MISSING_MARKS,
        dimensions={name: pl.col(f"dim:{name}") for name in named},
        attributes={
            **{name: pl.col(name) for name in ATTRIBUTES},
            **{name: pl.col(f"att:{name}") for name in extra},
        },
    )
