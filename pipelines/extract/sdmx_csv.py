"""SDMX-CSV 1.0 and 2.0 as the OECD, Eurostat, the IMF and others send it: a row an observation.

Labels restate codes and are left out; what a code means is in the publisher's code lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text, sdmx_concepts
from pipelines.extract.columns import cells, filled, integer, joined, located
from pipelines.extract.sdmx_concepts import STATUS, all_of, first_of
from pipelines.extract.status import OBS_STATUS
from pipelines.extract.text_encoding import beginning, shown
from pipelines.extract.zip_archive import Content, contents
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# DATAFLOW opens a message of version 1.0, STRUCTURE one of 2.0 (with the separator of values
# inside a field in brackets), KEY one of the ECB, which has the series key in front; what
# follows the first field is the separator of fields.
OPENING: Final = re.compile(
    r'"?(?:DATAFLOW|STRUCTURE|KEY(?=.*\bOBS_VALUE\b))(?:\[.\])?(?:: ?[^,;\t|"]*)?"?'
    r"(?P<delimiter>[,;\t|])"
)
FIXED: Final = (
    "DATAFLOW",
    "KEY",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
    "SERIES_KEY",
    "OBS_KEY",
    "LAST UPDATE",
)
MEASURE: Final = re.compile(r"OBS_VALUE\d*|MEAS(?:_\w+)?\d*")
ABSENT: Final = ("", "NaN", "#N/A", "#NA", ":", "NA")
CODE: Final = r"^([A-Z0-9_@$+.-]{1,40})"  # of an attribute that has labels; free text has none
DELETED: Final = "deleted by the publisher (ACTION D)"
ATTRIBUTES_ONLY: Final = "the row carries attributes only"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the message: its place, its concept, and what parts a code from its label."""

    place: int
    header: str
    name: str
    label: str  # ": ", with Eurostat ":", or empty where the fields bear no labels

    @property
    def field(self) -> pl.Expr:
        """The field as received, none where it is empty."""
        return filled(pl.col(str(self.place)))

    @property
    def code(self) -> pl.Expr:
        """The field without its label."""
        if not self.label:
            return self.field
        return self.field.str.splitn(self.label, 2).struct.field("field_0")

    @property
    def attribute(self) -> pl.Expr:
        """The field without its label; free text, which has none, stays whole."""
        if self.name in FIXED:
            return self.field.str.splitn(": ", 2).struct.field("field_0")
        if not self.label:
            return self.field
        return pl.coalesce(self.field.str.extract(CODE + self.label), self.field)


def recognises(head: bytes, name: str) -> bool:
    """Tell SDMX-CSV by its first field and a further field that only such a message has."""
    del name
    return delimiter(beginning(head).lstrip()) is not None


def delimiter(first_line: str) -> str | None:
    """Give the separator of fields, which stands behind the first one.

    >>> delimiter("DATAFLOW,FREQ,TIME_PERIOD"), delimiter("STRUCTURE[|];STRUCTURE_ID;ACTION")
    (',', ';')
    >>> delimiter("DATE,ECOMSA") is None
    True
    """
    opening = OPENING.match(first_line)
    return opening["delimiter"] if opening else None


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations of a message, packed or plain; a row that deletes has no value.

    Dimensions are the columns before time and value that no structure attaches, or those that
    the option `dimensions` names (joined by commas); `measures` names the columns of values
    where they are not called OBS_VALUE, `encoding` an encoding. Several measures are told
    apart by the dimension MEASURE. Every other column is an attribute. The unit is
    UNIT_MEASURE, the scale UNIT_MULT, of the row. Raises Refusal for an error body, a row of
    commas only, and a row with more or fewer fields than the header.
    """
    for content in contents(path):
        yield from _message(content, options)


def resolve(content: bytes, locator: str) -> str:
    """Give the field at `row=…;column=…` of the message, read anew."""
    return csv_text.cell(content, locator, column=csv_text.in_header, delimiter=delimiter)


def _message(content: Content, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    encoding = options.get("encoding")
    with csv_text.opened(content, delimiter=delimiter, declared=encoding) as cursor:
        found = cursor.record()
        if found is None or delimiter(cursor.delimiter.join(found[1])) is None:
            first = shown(found[1][0]) if found else ""
            message = (
                f"{content.called}: expected SDMX-CSV, whose first column is DATAFLOW or "
                f'STRUCTURE; found "{first}". It may be an error message of the publisher.'
            )
            raise Refusal(message, exit_code=1)
        columns = _columns(found[1], content.called)
        measures, dimensions = _roles(columns, options, content.called)
        for frame in cursor.frames(len(found[1])):
            _refuse_commas(frame, content.called)
            yield from _cells(frame, columns, measures, dimensions, content.prefix)


def _columns(header: Sequence[str], called: str) -> list[Column]:
    """Read the header: concept ids, with labels behind a colon or in a column of their own."""
    plain = [re.sub(r"\[[^\]]*\]", "", text) for text in header]
    columns = [
        Column(place, text, bare.split(":", 1)[0].strip(), _label(bare))
        for place, (text, bare) in enumerate(zip(header, plain, strict=True))
    ]
    if any(column.name == "STRUCTURE_NAME" for column in columns):
        fixed = [column for column in columns if column.name in FIXED]
        rest = [column for column in columns if column.name not in FIXED]
        if len(rest) % 2:
            message = f"{called}: STRUCTURE_NAME asks for a name after every column; one lacks it."
            raise Refusal(message, exit_code=1)
        columns = fixed + rest[::2]
    names = [column.name for column in columns]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        message = (
            f'{called}: two columns are called "{shown(twice)}"; it cannot be said which is meant.'
        )
        raise Refusal(message, exit_code=1)
    return columns


def _label(header: str) -> str:
    """Say what parts codes from labels in a column, by its header.

    >>> _label("GEO: Area"), _label("geo:Geopolitical entity"), _label("GEO")
    (': ', ':', '')
    """
    return next((mark for mark in (": ", ":") if mark in header), "")


def _roles(
    columns: Sequence[Column], options: Mapping[str, str], called: str
) -> tuple[list[Column], list[Column]]:
    """Tell measures and dimensions from attributes."""
    by_name = {column.name: column for column in columns}
    names = [name for name in by_name if name not in FIXED]
    measures = _named(options, "measures", by_name, called)
    if measures is None:
        measures = [by_name[name] for name in names if MEASURE.fullmatch(name)]
    if not measures and "ACTION" not in by_name:
        message = (
            f"{called}: no column OBS_VALUE (there are: {shown(', '.join(names))}); "
            "name the columns of values by the option measures."
        )
        raise Refusal(message, exit_code=1)
    time = first_of(sdmx_concepts.TIME, names)
    ends = [by_name[time]] if time else []
    last = min((column.place for column in [*measures, *ends]), default=len(columns))
    free = [
        by_name[name]
        for name in names
        if name != time
        and by_name[name] not in measures
        and "[" not in by_name[name].header  # several values: never a part of a key
        and not sdmx_concepts.is_attribute(name)
    ]
    dimensions = _named(options, "dimensions", by_name, called)
    if dimensions is None:
        dimensions = [column for column in free if column.place < last] or free
    return measures, dimensions


def _named(
    options: Mapping[str, str], option: str, by_name: Mapping[str, Column], called: str
) -> list[Column] | None:
    names = [name.strip() for name in options.get(option, "").split(",") if name.strip()]
    missing = [name for name in names if name not in by_name]
    if missing:
        there = shown(", ".join(by_name))
        message = f'{called}: option {option} names "{missing[0]}"; the columns are {there}.'
        raise Refusal(message)
    return [by_name[name] for name in names] or None


def _refuse_commas(frame: pl.DataFrame, called: str) -> None:
    """Refuse a row without any field: so the IMF answers a key that it does not know."""
    blank = frame.select(pl.all_horizontal(pl.exclude("row") == "")).to_series()
    if blank.any():
        row = frame["row"][blank.arg_max() or 0]
        message = (
            f"{called}: line {row}: nothing but separators, as for a key that the publisher does "
            "not know; check the key of the request."
        )
        raise Refusal(message, exit_code=1)


def _cells(
    frame: pl.DataFrame,
    columns: Sequence[Column],
    measures: Sequence[Column],
    dimensions: Sequence[Column],
    prefix: str,
) -> Iterator[pl.DataFrame]:
    by_name = {column.name: column for column in columns}
    time = first_of(sdmx_concepts.TIME, by_name)
    taken = {*(column.name for column in [*measures, *dimensions]), time}
    attributes = {column.name: column.attribute for column in columns if column.name not in taken}
    keys = {column.name: column.code for column in dimensions}
    flags = {name: by_name[name] for name in attributes}
    # A delete may have no column of values at all: then its row is addressed by the action.
    for measure in measures or [by_name["ACTION"]]:
        valued = bool(measures)
        given = {
            "locator": located(prefix, measure.header),
            "printed": pl.col(str(measure.place)) if valued else pl.lit(None, pl.String),
            "period": by_name[time].code if time else pl.lit(None),
            "unit": _concept(by_name, sdmx_concepts.UNIT),
            "scale": integer(_concept(by_name, sdmx_concepts.MULTIPLIER)),
            "status": joined([flags[name].attribute for name in all_of(STATUS, flags)]),
            "vintage": _concept(by_name, sdmx_concepts.VINTAGE),
            "missing": _why(by_name, measure, dimensions, time),
        }
        several = {"MEASURE": pl.lit(measure.name)} if len(measures) > 1 else {}
        yield cells(
            frame,
            given,
            marks=OBS_STATUS,
            absent=ABSENT,
            dimensions={**keys, **several},
            attributes=attributes,
        )


def _concept(by_name: Mapping[str, Column], candidates: Sequence[str]) -> pl.Expr:
    name = first_of(candidates, by_name)
    return by_name[name].code if name else pl.lit(None, pl.String)


def _why(
    by_name: Mapping[str, Column],
    measure: Column,
    dimensions: Sequence[Column],
    time: str | None,
) -> pl.Expr:
    """Say why a row has no value, where it is not the flag that says so."""
    why = pl.lit(None, pl.String)
    gone = pl.col(str(measure.place)).str.strip_chars().is_in(list(ABSENT))
    confidential = first_of(sdmx_concepts.CONFIDENTIALITY, by_name)
    if confidential is not None:
        closed = by_name[confidential].code.is_in(list(sdmx_concepts.CONFIDENTIAL))
        why = pl.when(gone & closed).then(pl.lit("confidential")).otherwise(why)
    key = [*dimensions, *([by_name[time]] if time else [])]
    if key:
        partial = pl.any_horizontal(column.field.is_null() for column in key)
        why = pl.when(gone & partial).then(pl.lit(ATTRIBUTES_ONLY)).otherwise(why)
    if "ACTION" in by_name:
        deleted = by_name["ACTION"].code.str.to_uppercase().is_in(["D", "DELETE"])
        why = pl.when(deleted).then(pl.lit(DELETED)).otherwise(why)
    return why
