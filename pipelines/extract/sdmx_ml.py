"""SDMX-ML data messages: generic and structure-specific, 2.0 (compact), 2.1 and 3.0.

An own thin reader, since the kept library for SDMX gives every value as a float, where law 2
wants the printed text, and builds the whole message in memory. Structure messages are read
only for the names of dimensions.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import sdmx_concepts, xml_text
from pipelines.extract.columns import ROWS, cells, from_rows, integer, joined
from pipelines.extract.sdmx_concepts import STATUS, all_of, first_of
from pipelines.extract.sdmx_ml_message import Reading, rows
from pipelines.extract.status import OBS_STATUS
from pipelines.extract.zip_archive import Content, contents, peek
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelines.extract.sdmx_ml_message import Row
    from pipelines.extract.xml_text import Event

GENERIC: Final = ("GenericData", "GenericTimeSeriesData")
SPECIFIC: Final = (
    "StructureSpecificData",
    "StructureSpecificTimeSeriesData",
    "CompactData",
    "MessageGroup",
)
NO_DATA: Final = ("Structure", "RegistryInterface", "QueryMessage")
CROSS_SECTIONAL: Final = ("CrossSectionalData", "UtilityData")
CATALOGUE: Final = "tree"
ERRORS: Final = ("Error", "Envelope", "Fault")
ABSENT: Final = ("", "NaN", "#N/A", "#NA")
# Footer codes that say there is more than is here: 413 too large, 510 over the service's limit.
INCOMPLETE: Final = ("413", "510")


def recognises(head: bytes, name: str) -> bool:
    """Tell a message by its outermost element; structure and error messages too."""
    found = xml_text.root(peek(head), name)
    if found is None:
        return False
    return found.name in (
        *GENERIC,
        *SPECIFIC,
        *NO_DATA,
        *ERRORS,
        "CrossSectionalData",
        "UtilityData",
    )


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations with all attributes, those of data set, groups and series too.

    Generic data say which values are the key. In structure-specific data the dimensions are
    those of a structure message in the same zip (or of the option `structure`, a path), else
    the leading attributes of the series up to the first that structures attach. Where a zip
    holds several messages, each is a vintage: that of its header (`prepared`). Raises Refusal
    for a document type, for structure and error messages, and for a footer that says the data
    are not all here.
    """
    members = [
        part for part in contents(path) if part.member is None or part.member.endswith(".xml")
    ]
    if not members:
        message = f"{path.name}: no XML in the zip, where an SDMX message was due."
        raise Refusal(message, exit_code=1)
    roots = [(part, xml_text.root(part.head(), part.called)) for part in members]
    structures = [part for part, root in roots if root is not None and root.name in NO_DATA]
    messages = [pair for pair in roots if pair[0] not in structures] or roots
    if "structure" in options:
        structures = [Content(Path(options["structure"]))]
    names = tuple(dict.fromkeys(name for part in structures for name in _structure(part)))
    for part, root in messages:
        for frame in _message(part, _data_root(part, root), names):
            yield frame if len(messages) == 1 else _as_vintage(frame)


resolve = xml_text.resolve


def _data_root(content: Content, root: Event | None) -> Event:
    """Give the outermost element of a data message, or refuse what else it is."""
    name = root.name if root else "no XML"
    if root is not None and name in (*GENERIC, *SPECIFIC):
        return root
    if name in ERRORS:
        texts = " ".join(event.text or "" for event in xml_text.events(content))
        what = f"the publisher answers with an error: {' '.join(texts.split())[:300]}"
    elif name in NO_DATA:
        what = "a structure message, which holds no figures; ask for data."
    elif name == CATALOGUE:
        what = "the table of contents of Eurostat, which holds no figures; ask for data."
    elif name in CROSS_SECTIONAL:
        what = f"{name} of SDMX 2.0, which is not read; ask for generic or compact data."
    else:
        what = f'expected an SDMX-ML message, found "{name}"; fetch it again.'
    message = f"{content.called}: {what}"
    raise Refusal(message, exit_code=1)


def _structure(content: Content) -> Iterator[str]:
    """Give the names of the dimensions that a structure message defines."""
    for event in xml_text.events(content):
        if event.text is None and event.name in ("Dimension", "MeasureDimension"):
            name = event.attributes.get("id") or event.attributes.get("conceptRef")
            if name:
                yield name


def _message(content: Content, root: Event, structure: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    generic = root.name in GENERIC or "generic" in root.namespace
    reading = Reading(content.prefix, structure, generic)
    walk = rows(content, reading)
    while taken := list(islice(walk, ROWS)):
        yield _cells(taken, reading.prepared)
    _refuse_incomplete(reading, content.called)


def _refuse_incomplete(reading: Reading, called: str) -> None:
    said = " ".join(" ".join(dict.fromkeys(reading.footer)).split())[:400]
    serious = reading.footer_code in INCOMPLETE or reading.severity.lower() == "error"
    if serious or (reading.footer and not reading.data_sets):
        message = (
            f"{called}: the publisher answers with code {reading.footer_code}, and not with all "
            f"the data: {said}"
        )
        raise Refusal(message, exit_code=1)
    if not reading.data_sets:
        message = f"{called}: no data set in the message; check the key and fetch it again."
        raise Refusal(message, exit_code=1)


def _as_vintage(frame: pl.DataFrame) -> pl.DataFrame:
    """Take the time of preparation for the vintage: a zip holds a table and its revisions."""
    return frame.with_columns(vintage=pl.coalesce("vintage", "att:prepared"))


def _cells(rows: list[Row], prepared: str | None) -> pl.DataFrame:
    frame = from_rows(rows)
    keys = _columns(frame, "dim ")
    attributes = _columns(frame, "att ")
    time = first_of(sdmx_concepts.TIME, keys)
    period = keys.pop(time) if time else pl.lit(None)
    return cells(
        frame,
        {
            "locator": pl.col("locator"),
            "printed": pl.col("printed"),
            "period": period,
            "unit": _first(sdmx_concepts.UNIT, {**attributes, **keys}),
            "scale": integer(_first(sdmx_concepts.MULTIPLIER, attributes)),
            "status": joined([attributes[name] for name in all_of(STATUS, attributes)]),
            "vintage": _first(sdmx_concepts.VINTAGE, attributes),
        },
        marks=OBS_STATUS,
        absent=ABSENT,
        dimensions=keys,
        attributes={**attributes, "prepared": pl.lit(prepared, pl.String)},
    )


def _columns(frame: pl.DataFrame, kind: str) -> dict[str, pl.Expr]:
    names = [name for name in frame.columns if name.startswith(kind)]
    return {name.removeprefix(kind): pl.col(name) for name in names}


def _first(candidates: Sequence[str], columns: Mapping[str, pl.Expr]) -> pl.Expr:
    name = first_of(candidates, columns)
    return columns[name] if name else pl.lit(None, pl.String)
