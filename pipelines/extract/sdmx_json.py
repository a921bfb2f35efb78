"""SDMX-JSON data messages 1.0 and 2.0: series or flat observations, decoded by their positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import json_text, sdmx_concepts
from pipelines.extract.columns import ROWS, cells, from_rows, integer, joined
from pipelines.extract.json_text import Number, as_attribute, as_list, as_object, as_text, pointer
from pipelines.extract.sdmx_concepts import STATUS, all_of, first_of
from pipelines.extract.status import OBS_STATUS
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipelines.extract.json_text import Json

    Row = dict[str, str | None]

LEVELS: Final = ("dataSet", "series", "observation")
ABSENT: Final = ("", "null", "NaN", "NA", "#N/A")
# What a structure message holds; it is refused by name.
STRUCTURES: Final = (
    "codelists",
    "dataflows",
    "dataStructures",
    "conceptSchemes",
    "categorySchemes",
    "categorisations",
    "agencySchemes",
    "contentConstraints",
    "dataConstraints",
    "hierarchies",
)

resolve = json_text.resolve


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension or an attribute with its codes, in the order in which positions count them."""

    name: str
    codes: tuple[str | None, ...]
    default: str | None
    is_time: bool
    role: str

    def at(self, position: str) -> str | None:
        """Give the code at a position, which is text in keys."""
        if not position.isdecimal() or int(position) >= len(self.codes):
            message = (
                f'position "{position}" of {self.name} is not in the structure, which has '
                f"{len(self.codes)} codes; the message is damaged: fetch it again."
            )
            raise Refusal(message, exit_code=1)
        return self.codes[int(position)]

    def said(self, raw: Json) -> str | None:
        """Give what an attribute says: a code by its position, or the text that stands there."""
        if raw is None:
            return self.default
        if isinstance(raw, Number) and self.codes:
            return self.at(raw)
        return as_attribute(raw)


@dataclass(frozen=True, slots=True)
class Structure:
    """How the positions of a data set are to be read."""

    dimensions: Mapping[str, tuple[Component, ...]]
    attributes: Mapping[str, tuple[Component, ...]]
    measures: tuple[str, ...]

    @property
    def all_dimensions(self) -> tuple[Component, ...]:
        """The dimensions of all levels, in the order of the keys of attribute groups."""
        return tuple(part for level in LEVELS for part in self.dimensions[level])


def recognises(head: bytes, name: str) -> bool:
    """Tell a data message, a structure message or an error message of SDMX-JSON."""
    del name
    paths = json_text.outline(head, depth=3)
    data = ("/dataSets", "/data/dataSets", "/data/structures", "/structure/dimensions")
    listed = [f"/data/{kind}" for kind in STRUCTURES]
    return any(path in paths for path in (*data, *listed, "/errors/[]/code"))


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations with all attributes, those of data set, group and series too.

    A value that stands as a number or as a text is taken as it is printed. Several measures are
    told apart by the dimension MEASURE. The unit is UNIT_MEASURE, the scale UNIT_MULT (or the
    attribute that has this role). Raises Refusal for structure and error messages.
    """
    del options
    with naming(path.name):
        yield from _frames(as_object(json_text.read_file(path), ""))


def _frames(message: Mapping[str, Json]) -> Iterator[pl.DataFrame]:
    inside = as_object(message["data"], "/data") if "data" in message else message
    base = "/data" if "data" in message else ""
    if "dataSets" not in inside:
        raise Refusal(_no_data(message, inside), exit_code=1)
    structures = _structures(inside, base)
    prepared = _prepared(message)
    for place, entry in enumerate(as_list(inside["dataSets"], f"{base}/dataSets")):
        where = f"{base}/dataSets/{place}"
        data_set = as_object(entry, where)
        which = as_text(data_set.get("structure"), where) or "0"
        if not which.isdecimal() or int(which) >= len(structures):
            text = f'{where} names structure "{which}", which is not there; fetch it again.'
            raise Refusal(text, exit_code=1)
        yield from _data_set(data_set, structures[int(which)], where, prepared)


def _no_data(message: Mapping[str, Json], inside: Mapping[str, Json]) -> str:
    errors = message.get("errors") or message.get("error")
    if errors:
        said = as_attribute(errors) or ""
        return f"the publisher answers with an error, not with data: {said[:300]}"
    held = [name for name in STRUCTURES if name in inside] or list(inside)[:5]
    return f"a structure message ({', '.join(held)}), which holds no figures; ask for data."


def _prepared(message: Mapping[str, Json]) -> str | None:
    header = message.get("header") or message.get("meta")
    return as_text(header.get("prepared"), "prepared") if isinstance(header, dict) else None


def _structures(inside: Mapping[str, Json], base: str) -> list[Structure]:
    if "structures" in inside:
        where = f"{base}/structures"
        listed = enumerate(as_list(inside["structures"], where))
        return [_structure(as_object(one, where), f"{where}/{place}") for place, one in listed]
    where = f"{base}/structure"
    return [_structure(as_object(inside.get("structure"), where), where)]


def _structure(described: Mapping[str, Json], where: str) -> Structure:
    return Structure(
        dimensions=_components(described, "dimensions", where),
        attributes=_components(described, "attributes", where),
        measures=tuple(
            component.name for component in _components(described, "measures", where)["observation"]
        ),
    )


def _components(
    described: Mapping[str, Json], kind: str, where: str
) -> dict[str, tuple[Component, ...]]:
    levels = as_object(described.get(kind) or {}, f"{where}/{kind}")
    return {
        level: tuple(
            _component(as_object(one, f"{where}/{kind}/{level}"), f"{where}/{kind}/{level}")
            for one in as_list(levels.get(level) or [], f"{where}/{kind}/{level}")
        )
        for level in (*LEVELS, "dimensionGroup")
    }


def _component(described: Mapping[str, Json], where: str) -> Component:
    name = as_text(described.get("id"), where)
    if name is None:
        message = f"a component at {where} has no id; the message is damaged: fetch it again."
        raise Refusal(message, exit_code=1)
    role = as_attribute(described.get("role") or described.get("roles")) or ""
    codes = [_code(value) for value in as_list(described.get("values") or [], where)]
    is_time = name.upper() in sdmx_concepts.TIME or "TIME_PERIOD" in role or '"time"' in role
    return Component(name, tuple(codes), as_attribute(described.get("default")), is_time, role)


def _code(value: Json) -> str | None:
    """Give the code of a value: its id, else the value of an uncoded one, else its name."""
    if not isinstance(value, dict):
        return as_attribute(value)
    for member in ("id", "value", "name"):
        if value.get(member) is not None:
            return as_attribute(value[member])
    return None


def _data_set(
    data_set: Mapping[str, Json], structure: Structure, where: str, prepared: str | None
) -> Iterator[pl.DataFrame]:
    taken: list[Row] = []
    for row in _rows(data_set, structure, where):
        taken.append(row)
        if len(taken) == ROWS:
            yield _cells(taken, structure, prepared)
            taken = []
    if taken:
        yield _cells(taken, structure, prepared)


def _rows(data_set: Mapping[str, Json], structure: Structure, where: str) -> Iterator[Row]:
    common = {
        f"dim {one.name}": one.codes[0] for one in structure.dimensions["dataSet"] if one.codes
    }
    common |= _attached(structure, "dataSet", data_set.get("attributes"), where)
    groups = _groups(data_set, structure, where)
    series = as_object(data_set.get("series") or {}, f"{where}/series")
    for key, entry in series.items():
        at = where + pointer("series", key)
        one = as_object(entry, at)
        row = common | _key(structure.dimensions["series"], key, at)
        row |= _attached(structure, "series", one.get("attributes"), at)
        yield from _observations(one, structure, row, groups, at)
    yield from _observations(data_set, structure, common, groups, where)


def _observations(
    holder: Mapping[str, Json],
    structure: Structure,
    common: Row,
    groups: Mapping[tuple[tuple[str, str | None], ...], Row],
    where: str,
) -> Iterator[Row]:
    observations = as_object(holder.get("observations") or {}, f"{where}/observations")
    width = max(1, len(structure.measures))
    for key, entry in observations.items():
        at = where + pointer("observations", key)
        values = as_list(entry, at)
        row = common | _key(structure.dimensions["observation"], key, at)
        for group, said in groups.items():
            if all(row.get(name) == code for name, code in group):
                row |= said
        row |= _attached(structure, "observation", values[width:], at)
        for place in range(width):
            measure = {"dim MEASURE": structure.measures[place]} if width > 1 else {}
            printed = json_text.printed(values[place]) if place < len(values) else None
            yield {**row, **measure, "locator": f"{at}/{place}", "printed": printed}


def _key(components: Sequence[Component], key: str, where: str) -> Row:
    positions = key.split(":") if components else []
    if len(positions) != len(components):
        message = (
            f"the key at {where} has {len(positions)} positions, where the structure has "
            f"{len(components)} dimensions; the message is damaged: fetch it again."
        )
        raise Refusal(message, exit_code=1)
    pairs = zip(components, positions, strict=True)
    return {f"dim {one.name}": one.at(position) for one, position in pairs}


def _attached(structure: Structure, level: str, raw: Json, where: str) -> Row:
    """Give the attributes of a level; those that a short list leaves out say nothing.

    What a list has beyond its attributes are positions of annotations.
    """
    components = structure.attributes[level]
    listed = as_list(raw or [], f"{where}/attributes")
    padded = [*listed, *[None] * (len(components) - len(listed))]
    pairs = zip(components, padded, strict=False)
    return {f"att {one.name}": one.said(value) for one, value in pairs}


def _groups(
    data_set: Mapping[str, Json], structure: Structure, where: str
) -> dict[tuple[tuple[str, str | None], ...], Row]:
    """Give the attributes of groups by the part of the key that each group fixes."""
    named = as_object(data_set.get("dimensionGroupAttributes") or {}, where)
    found: dict[tuple[tuple[str, str | None], ...], Row] = {}
    for key, raw in named.items():
        at = where + pointer("dimensionGroupAttributes", key)
        positions = key.split(":")
        if len(positions) != len(structure.all_dimensions):
            message = f"the key at {at} does not fit the dimensions; fetch the message again."
            raise Refusal(message, exit_code=1)
        pairs = zip(structure.all_dimensions, positions, strict=True)
        fixed = tuple(
            (f"dim {one.name}", one.at(position))
            for one, position in pairs
            if position not in ("", "*")
        )
        attached = _attached(structure, "dimensionGroup", raw, at)
        found[fixed] = {name: text for name, text in attached.items() if text is not None}
    return found


def _cells(rows: list[Row], structure: Structure, prepared: str | None) -> pl.DataFrame:
    times = [part.name for part in structure.all_dimensions if part.is_time]
    keys = [part.name for part in structure.all_dimensions if part.name not in times]
    keys += ["MEASURE"] if len(structure.measures) > 1 else []
    parts = [part for level in structure.attributes.values() for part in level]
    frame = from_rows(rows)
    named = {f"dim {name}" for name in [*keys, *times]} | {f"att {part.name}" for part in parts}
    frame = frame.with_columns(
        pl.lit(None, pl.String).alias(name) for name in named - set(frame.columns)
    )
    columns = {part.name: pl.col(f"att {part.name}") for part in parts}
    dimensions = {name: pl.col(f"dim {name}") for name in keys}
    scale = next((part.name for part in parts if part.role == "UNIT_MULT"), None)
    return cells(
        frame,
        {
            "locator": pl.col("locator"),
            "printed": pl.col("printed"),
            "period": pl.col(f"dim {times[0]}") if times else pl.lit(None),
            "unit": _first(sdmx_concepts.UNIT, columns | dimensions),
            "scale": integer(
                columns[scale] if scale else _first(sdmx_concepts.MULTIPLIER, columns)
            ),
            "status": joined([columns[name] for name in all_of(STATUS, columns)]),
            "vintage": _first(sdmx_concepts.VINTAGE, columns),
        },
        marks=OBS_STATUS,
        absent=ABSENT,
        dimensions=dimensions,
        attributes={**columns, "prepared": pl.lit(prepared, pl.String)},
    )


def _first(candidates: Sequence[str], columns: Mapping[str, pl.Expr]) -> pl.Expr:
    name = first_of(candidates, columns)
    return columns[name] if name else pl.lit(None, pl.String)
