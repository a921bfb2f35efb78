"""Grapher CSV of Our World in Data, with its metadata JSON where that lies beside it.

Dimensions are Entity, Code and Indicator (the name of the column); columns of words, such as
the world region, are attributes.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text, json_text
from pipelines.extract.columns import cells, filled, located, long
from pipelines.extract.status import SDMX
from pipelines.extract.text_encoding import beginning, shown
from pipelines.extract.zip_archive import Content, contents
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelines.extract.json_text import Json

OPENING: Final = re.compile(r'"?Entity"?,(?:"?Code"?,)?"?(?:Year|Day|Date)"?,', re.IGNORECASE)
KEYS: Final = ("entity", "code", "year", "day", "date")
TIMES: Final = ("year", "day", "date")
# Columns of words, under the name of the chart and under the short name.
WORDS: Final = ("world region according to owid", "owid_region", "continent")
ANNOTATION: Final = re.compile(r"annotations?$|^(?:time|notes?)$", re.IGNORECASE)
NUMERIC: Final = ("Numeric", "Integer", "Ordinal", "Percentage", "")
KEPT: Final = ("shortUnit", "timespan", "lastUpdated", "nextUpdate", "owidVariableId", "titleShort")


def recognises(head: bytes, name: str) -> bool:
    """Tell a grapher file by its first columns, and its metadata, which are refused by name."""
    del name
    if {"/chart", "/chart/originalChartUrl"} <= json_text.outline(head).keys():
        return True
    return OPENING.match(beginning(head)) is not None


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations; the unit and the vintage (`lastUpdated`) are of the metadata.

    Metadata come from the option `metadata` (a path), else from a file beside it with the
    ending .metadata.json, else from the same zip; without them unit and vintage are null. A
    column matches metadata by key, title or short name; a single column matches single metadata.
    """
    found = contents(path)
    if found[0].member is None and found[0].head().lstrip().startswith(b"{"):
        message = f"{path.name}: the metadata of a chart, which hold no figures; read its CSV."
        raise Refusal(message, exit_code=1)
    tables = [part for part in found if not (part.member or "").endswith((".json", ".md"))]
    if not tables:
        message = f"{path.name}: no CSV in the zip; expected one with columns Entity, Code, Year."
        raise Refusal(message, exit_code=1)
    inside = next((part for part in found if (part.member or "").endswith(".json")), None)
    metadata = _metadata(path, options, inside)
    for content in tables:
        yield from _table(content, options, metadata)


def resolve(content: bytes, locator: str) -> str:
    """Give the field at `row=…;column=…`, read anew."""
    return csv_text.cell(content, locator, column=csv_text.in_header)


def _metadata(
    path: Path, options: Mapping[str, str], inside: Content | None
) -> dict[str, dict[str, Json]]:
    """Give what is said of each column, by its key."""
    beside = path.with_name(path.name.removesuffix(".csv") + ".metadata.json")
    if "metadata" in options:
        source: Content | None = Content(Path(options["metadata"]))
    else:
        source = inside or (Content(beside) if beside != path and beside.is_file() else None)
    if source is None:
        return {}
    with naming(source.called), source.open() as stream:
        document = json_text.as_object(json_text.load(stream.read(json_text.LARGEST)), "")
        columns = json_text.as_object(document.get("columns"), "/columns")
        return {key: json_text.as_object(said, f"/columns/{key}") for key, said in columns.items()}


def _table(
    content: Content, options: Mapping[str, str], metadata: Mapping[str, Mapping[str, Json]]
) -> Iterator[pl.DataFrame]:
    with csv_text.opened(content, declared=options.get("encoding")) as cursor:
        _, header = cursor.record() or (0, [""])
        keys = {name.lower(): place for place, name in enumerate(header) if name.lower() in KEYS}
        lacking = len(keys) == len(header) or not any(name in keys for name in TIMES)
        if lacking or len(set(header)) < len(header):
            message = (
                f"{content.called}: expected columns Entity, Code, Year (or Day), then indicators, "
                f'each once; found "{shown(",".join(header))}".'
            )
            raise Refusal(message, exit_code=1)
        said = _said(header, [*keys.values()], metadata)
        frames = cursor.frames(len(header))
        first = next(frames, pl.DataFrame())
        words = [
            place
            for place in said
            if _is_words(header[place], said[place], first.get_column(str(place), default=None))
        ]
        figures = {place: header[place] for place in said if place not in words}
        known = _known(said, figures)
        named = {header[place]: place for place in words}
        for frame in chain([first] if first.height else [], frames):
            for fields in long(frame, [*keys.values(), *words], figures):
                joined = fields.join(known, on="place", maintain_order="left")
                yield _cells(joined, keys, named, content.prefix)


def _said(
    header: Sequence[str], keys: Sequence[int], metadata: Mapping[str, Mapping[str, Json]]
) -> dict[int, Mapping[str, Json]]:
    """Match columns with metadata."""
    names = {
        str(name): said
        for key, said in metadata.items()
        for name in (said.get("shortName"), said.get("titleShort"), said.get("titleLong"), key)
        if isinstance(name, str)
    }
    places = [place for place in range(len(header)) if place not in keys]
    said = {place: names.get(header[place], {}) for place in places}
    lone = [place for place in places if header[place].lower() not in WORDS]
    if len(lone) == 1 and not said[lone[0]] and len(metadata) == 1:
        said[lone[0]] = next(iter(metadata.values()))
    units = {str(entry.get("unit")) for entry in metadata.values()}
    if len(units) == 1:  # all columns are in one unit, whichever metadata is whose
        said = {place: entry or {"unit": units.copy().pop()} for place, entry in said.items()}
    return said


def _is_words(name: str, said: Mapping[str, Json], fields: pl.Series | None) -> bool:
    """Tell a column of words from one of figures: by metadata, its name, or not one digit in it.

    >>> _is_words("World region according to OWID", {}, None)
    True
    >>> _is_words("Pork", {}, pl.Series(["", "1.5"])), _is_words("x", {}, pl.Series(["", "Low"]))
    (False, True)
    """
    kind = said.get("type")
    if isinstance(kind, str):
        return kind not in NUMERIC
    if name.lower() in WORDS or ANNOTATION.search(name) is not None:
        return True
    filled_in = fields.filter(fields != "") if fields is not None else pl.Series([])
    return filled_in.len() > 0 and not filled_in.str.contains("[0-9]").any()


def _known(said: Mapping[int, Mapping[str, Json]], figures: Mapping[int, str]) -> pl.DataFrame:
    columns = {
        name: pl.Series(
            [json_text.as_attribute(said[place].get(name)) for place in figures], dtype=pl.String
        )
        for name in ("unit", *KEPT)
    }
    return pl.DataFrame({"place": pl.Series(list(figures), dtype=pl.Int64), **columns})


def _cells(
    fields: pl.DataFrame, keys: Mapping[str, int], words: Mapping[str, int], prefix: str
) -> pl.DataFrame:
    areas = {"Entity": "entity", "Code": "code"}
    dimensions = {
        name: filled(pl.col(str(keys[key]))) for name, key in areas.items() if key in keys
    }
    return cells(
        fields,
        {
            "locator": located(prefix, pl.col("header")),
            "printed": pl.col("value"),
            "period": pl.col(str(next(keys[name] for name in TIMES if name in keys))),
            "unit": pl.col("unit"),
            "vintage": pl.col("lastUpdated"),
        },
        marks=SDMX,
        dimensions={**dimensions, "Indicator": pl.col("header")},
        attributes={
            **{name: filled(pl.col(str(place))) for name, place in words.items()},
            **{name: pl.col(name) for name in KEPT},
        },
    )
