"""The cube of a JSON-stat data set: its dimensions, and what a position in it means.

Values and their flags are read in json_stat.py.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract.json_text import (
    Number,
    as_list,
    as_object,
    as_text,
    pointer,
    printed,
)
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.extract.json_text import Json

MOST_CELLS: Final = 2**62  # positions are 64-bit integers
# What files without roles call the dimension of time, and that of the unit, in small letters.
TIMES: Final = ("time", "time_period", "period", "year", "quarter", "month", "tid", "date")
UNITS: Final = ("unit", "unit_measure", "uom")
YEAR_FIRST: Final = re.compile(r"(1[5-9]|20|21)\d\d(?!\d\d\d)")
UNIT_MEMBERS: Final = (
    "label",
    "base",
    "unit",
    "symbol",
    "position",
    "multiplier",
    "decimals",
    "type",
)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its name, the codes of its categories in order, and what is said of each."""

    name: str
    codes: tuple[str, ...]
    labels: tuple[str | None, ...]
    units: tuple[dict[str, Json], ...]  # empty where no category has one


@dataclass(frozen=True, slots=True)
class Cube:
    """Dimensions in their order (the last runs fastest), and what holds for the whole data set."""

    dimensions: tuple[Dimension, ...]
    time: str | None
    vintage: str | None
    attributes: Mapping[str, str | None]

    @property
    def cells(self) -> int:
        """How many positions the cube has."""
        return math.prod(len(dimension.codes) for dimension in self.dimensions)

    def dimension_columns(self, places: pl.Series) -> dict[str, pl.Series]:
        """Give the code of every dimension at these positions."""
        return {
            dimension.name: _taken(dimension.codes, self._positions(places, order))
            for order, dimension in enumerate(self.dimensions)
        }

    def columns(self, places: pl.Series) -> dict[str, pl.Series]:
        """Give period, unit, scale and vintage at these positions."""
        found = {"vintage": pl.repeat(self.vintage, len(places), dtype=pl.String, eager=True)}
        for order, dimension in enumerate(self.dimensions):
            at = self._positions(places, order)
            if dimension.name == self.time:
                found["period"] = _taken(_periods(dimension), at)
            if dimension.units:
                found["unit"] = _taken([_unit_name(unit) for unit in dimension.units], at)
                found["scale"] = _taken([_scale(unit) for unit in dimension.units], at, pl.Int64)
            elif dimension.name.lower() in UNITS and "unit" not in found:
                found["unit"] = _taken(dimension.codes, at)
        return found

    def attribute_columns(self, places: pl.Series) -> dict[str, pl.Series]:
        """Give what the file says of the unit, word by word, and of the data set."""
        found = {
            name: pl.repeat(text, len(places), dtype=pl.String, eager=True)
            for name, text in self.attributes.items()
        }
        for order, dimension in enumerate(self.dimensions):
            at = self._positions(places, order)
            for member in UNIT_MEMBERS if dimension.units else ():
                texts = [as_text(unit.get(member), "unit") for unit in dimension.units]
                if any(texts):
                    found[f"unit_{member}"] = _taken(texts, at)
        return found

    def _positions(self, places: pl.Series, order: int) -> pl.Series:
        """Give the position in one dimension: places run row-major, the last dimension fastest."""
        stride = math.prod(len(dimension.codes) for dimension in self.dimensions[order + 1 :])
        return (places // stride) % len(self.dimensions[order].codes)


def cube_of(dataset: Mapping[str, Json], name: str | None, time: str | None) -> Cube:
    """Make the cube of a data set; refuse sizes, names and categories that do not agree.

    `name` is what a bundle calls the data set; `time` names the dimension of time, if given.
    """
    members = as_object(dataset["dimension"], "/dimension")
    # In 1.x id, size and role stand inside of dimension.
    ids = _texts(dataset.get("id", members.get("id")), "id")
    sizes = [_size(text) for text in _texts(dataset.get("size", members.get("size")), "size")]
    dimensions = tuple(_dimension(members.get(dimension), dimension) for dimension in ids)
    _check_sizes(dimensions, sizes)
    role = as_object(dataset.get("role") or members.get("role") or {}, "role")
    return Cube(
        dimensions=dimensions,
        time=time or _time(ids, role),
        vintage=_vintage(dataset),
        attributes=_attributes(dataset, name),
    )


def _check_sizes(dimensions: tuple[Dimension, ...], sizes: list[int]) -> None:
    """Hold the declared sizes against the categories that are there.

    A size of one moves no position, so that a list of sizes that only lacks some of them
    (Nomis has sent such) still says where each value belongs.
    """
    names = [dimension.name for dimension in dimensions]
    counts = [len(dimension.codes) for dimension in dimensions]
    short = len(sizes) < len(counts)
    told = [[size for size in listed if size != 1 or not short] for listed in (sizes, counts)]
    if told[0] != told[1] or len(set(names)) != len(names):
        shown = ", ".join(f"{name} {count}" for name, count in zip(names, counts, strict=True))
        message = (
            f"the sizes are {', '.join(map(str, sizes))}, where the dimensions have these numbers "
            f"of categories: {shown}; fetch the file again or ask the publisher."
        )
        raise Refusal(message, exit_code=1)
    if math.prod(counts) > MOST_CELLS:
        message = f"the sizes {sizes} make more cells than can be counted; fetch the file again."
        raise Refusal(message, exit_code=1)


def _dimension(given: Json, name: str) -> Dimension:
    where = f"/dimension{pointer(name)}"
    category = as_object(as_object(given, where).get("category"), f"{where}/category")
    labels = as_object(category.get("label") or {}, f"{where}/category/label")
    index = category.get("index")
    if index is None and len(labels) == 1:
        codes = list(labels)
    elif isinstance(index, dict):
        codes = _ordered(index, where)
    else:
        codes = _texts(index, f"{where}/category/index")
    if len(set(codes)) != len(codes):
        message = f"a category stands twice at {where}/category/index; ask the publisher."
        raise Refusal(message, exit_code=1)
    units = as_object(category.get("unit") or {}, f"{where}/category/unit")
    return Dimension(
        name=name,
        codes=tuple(codes),
        labels=tuple(as_text(labels.get(code), where) for code in codes),
        units=tuple(as_object(units.get(code) or {}, where) for code in codes) if units else (),
    )


def _ordered(index: dict[str, Json], where: str) -> list[str]:
    """Give codes in the order of their positions, which must be 0, 1, 2 and so on."""
    places = {_size(as_text(place, where) or ""): code for code, place in index.items()}
    if sorted(places) != list(range(len(index))):
        message = (
            f"the positions at {where}/category/index are not 0 to {len(index) - 1}, each once; "
            "fetch the file again or ask the publisher."
        )
        raise Refusal(message, exit_code=1)
    return [places[place] for place in range(len(index))]


def _time(ids: list[str], role: Mapping[str, Json]) -> str | None:
    """Name the one dimension of time; with two of them no single code is the period."""
    named = _texts(role.get("time") or [], "role/time")
    candidates = named or [name for name in ids if name.lower() in TIMES]
    return candidates[0] if len(candidates) == 1 else None


def _periods(dimension: Dimension) -> list[str]:
    """Give codes of time as they are, or the labels where only those name a year.

    >>> _periods(Dimension("time", ("2013Q1", "CI_01"), ("1st quarter", "2014"), ()))
    ['2013Q1', '2014']
    """
    return [
        label if label and not YEAR_FIRST.match(code) and YEAR_FIRST.search(label) else code
        for code, label in zip(dimension.codes, dimension.labels, strict=True)
    ]


def _unit_name(unit: Mapping[str, Json]) -> str | None:
    """Name a unit as the file does: what is counted, else symbol and label as they are shown.

    >>> _unit_name({"symbol": "$", "position": "start", "label": "million"})
    '$ million'
    """
    counted = as_text(unit.get("base"), "unit") or as_text(unit.get("unit"), "unit")
    if counted:
        return counted
    shown = [as_text(unit.get(part), "unit") for part in ("label", "symbol")]
    if unit.get("position") == "start":
        shown.reverse()
    return " ".join(part for part in shown if part) or None


def _scale(unit: Mapping[str, Json]) -> int | None:
    """Give the power of ten. A multiplier that is text is somebody's own wording, kept aside."""
    multiplier = unit.get("multiplier")
    plain = isinstance(multiplier, Number) and re.fullmatch(r"-?\d{1,2}", multiplier)
    return int(multiplier) if plain and isinstance(multiplier, str) else None


def _vintage(dataset: Mapping[str, Json]) -> str | None:
    # Eurostat's service v1.1 has milliseconds since 1970 in place of `updated`.
    for name in ("updated", "lastUpdateDate"):
        if dataset.get(name) is not None:
            return as_text(dataset[name], f"/{name}")
    return None


def _attributes(dataset: Mapping[str, Json], name: str | None) -> dict[str, str | None]:
    extension = dataset.get("extension")
    said = extension if isinstance(extension, dict) else {}
    own = said.get("id") or said.get("datasetId") or dataset.get("code") or name
    found = {
        "dataset": None if isinstance(own, (dict, list)) else as_text(own, "/extension/id"),
        "label": as_text(dataset.get("label") or dataset.get("title"), "/label"),
        "source": as_text(dataset.get("source"), "/source"),
        "data_timestamp": None,
    }
    annotations = said.get("annotation")
    for note in annotations if isinstance(annotations, list) else []:
        if isinstance(note, dict) and note.get("type") == "DISSEMINATION_TIMESTAMP_DATA":
            found["data_timestamp"] = as_text(note.get("date"), "/extension/annotation")
    return found


def _texts(value: Json, where: str) -> list[str]:
    return [printed(text) for text in as_list(value, where)]


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        message = f'"{text[:40]}" stands where a size or a position was due; fetch it again.'
        raise Refusal(message, exit_code=1)
    return int(text)


def _taken(
    values: tuple[str, ...] | list[str] | list[str | None] | list[int | None],
    at: pl.Series,
    dtype: type[pl.DataType] = pl.String,
) -> pl.Series:
    return pl.Series(list(values), dtype=dtype).gather(at)
