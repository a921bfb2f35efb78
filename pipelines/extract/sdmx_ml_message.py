"""From the elements of an SDMX-ML message to rows of text: keys, attributes, printed values.

What the rows mean as cells, and what is refused, is in `sdmx_ml`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipelines.extract import sdmx_concepts, xml_text
from pipelines.extract.sdmx_concepts import leading_dimensions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipelines.extract.xml_text import Event
    from pipelines.extract.zip_archive import Content

    Row = dict[str, str | None]
    # For each set of fixed dimensions: their values, and what the group of those values says.
    Index = list[tuple[tuple[str, ...], dict[tuple[str | None, ...], Row]]]

VALUE: Final = "OBS_VALUE"
TIME: Final = "TIME_PERIOD"
TYPE: Final = "http://www.w3.org/2001/XMLSchema-instance}type"
# Attributes of a data set that the standard itself defines; they are no concepts.
RESERVED: Final = frozenset(
    """action setID structureRef dataScope validFromDate validToDate reportingBeginDate
    reportingEndDate publicationYear publicationPeriod REPORTING_YEAR_START_DAY keyFamilyURI
    datasetID dataflowID dataflowAgencyID""".split()  # noqa: SIM905 - a list of 13 lines
)


@dataclass(slots=True)
class Reading:
    """How far a message is read: what the elements that are open have said so far."""

    prefix: str
    structure: tuple[str, ...]
    generic: bool
    groups: Sequence[Row] = ()
    indexes: dict[tuple[str, ...], Index] = field(default_factory=dict)
    data_sets: int = 0
    prepared: str | None = None
    observation_dimension: dict[str, str] = field(default_factory=dict)
    at_observation: str = TIME
    keys: dict[str, None] = field(default_factory=dict)  # names met in the keys of generic data
    data_set: Row = field(default_factory=dict)
    group: Row = field(default_factory=dict)
    series: Row = field(default_factory=dict)
    observation: Row | None = None
    part: str = ""  # the element that says what the values inside it are of
    locator: str | None = None
    printed: str | None = None
    footer: list[str] = field(default_factory=list)
    footer_code: str = ""
    severity: str = ""


def rows(content: Content, reading: Reading) -> Iterator[Row]:
    """Give a row an observation: columns "dim NAME", "att NAME", locator and printed.

    `reading` is left with what the message said about itself: data sets, footer.
    """
    if _mentions(content, b"Group"):
        reading.groups = list(_groups(content))
    for event in xml_text.events(content):
        handle = (STARTS if event.text is None else ENDS).get(event.name)
        if handle is not None:
            handle(reading, event)
        if event.text is not None and event.name == "Obs" and reading.observation is not None:
            yield _row(reading)
            reading.observation = None


def _mentions(content: Content, word: bytes) -> bool:
    """Look for a word in the bytes, which is faster than parsing them."""
    tail = b""
    with content.open() as stream:
        while piece := stream.read(xml_text.CHUNK):
            if word in tail + piece:
                return True
            tail = piece[-len(word) :]
    return False


def _groups(content: Content) -> Iterator[Row]:
    """Give what each group says: of generic data the key and the attributes, else all in one."""
    group: Row | None = None
    nested = 0
    for event in xml_text.events(content):
        if "Group" in event.name and event.name not in ("GroupKey", "MessageGroup"):
            if event.text is None:
                group = dict(_concepts(event.attributes))
            elif group is not None:
                yield group
                group = None
        elif event.name == "Series":
            nested += 1 if event.text is None else -1
        elif event.name == "Value" and event.text is None and group is not None and not nested:
            group |= _value(event)


def _concepts(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the attributes that are concepts: those of no namespace that are not the standard's."""
    for name, value in attributes.items():
        if "}" not in name and name not in RESERVED and name != "type":
            yield name, value


def _value(event: Event) -> Row:
    name = event.attributes.get("id") or event.attributes.get("concept") or ""
    return {name: event.attributes.get("value")}


def _start_structure(reading: Reading, event: Event) -> None:
    named = event.attributes.get("dimensionAtObservation")
    if named:
        reading.observation_dimension[event.attributes.get("structureID", "")] = named


def _start_data_set(reading: Reading, event: Event) -> None:
    reading.data_sets += 1
    reading.data_set = dict(_concepts(event.attributes))
    reading.series, reading.group = {}, {}
    known = reading.observation_dimension
    reference = next((v for k, v in event.attributes.items() if k.endswith("structureRef")), "")
    reading.at_observation = known.get(reference) or next(iter(known.values()), TIME)


def _start_series(reading: Reading, event: Event) -> None:
    reading.series = dict(_concepts(event.attributes))
    reading.part = "Series"


def _start_observation(reading: Reading, event: Event) -> None:
    reading.observation = dict(_concepts(event.attributes))
    reading.printed = reading.observation.pop(VALUE, None)
    reading.locator = f"{event.path}/@{VALUE}"
    kind = event.attributes.get(TYPE, "").rpartition(":")[2]
    free = reading.at_observation not in (*reading.observation, *reading.series, "AllDimensions")
    if not reading.generic and kind and free and not kind.startswith("Obs"):
        reading.observation[reading.at_observation] = kind  # a measure that is a type of its own
    reading.part = "Obs"


def _start_part(reading: Reading, event: Event) -> None:
    reading.part = event.name


def _start_value(reading: Reading, event: Event) -> None:
    if not event.attributes:
        return
    said = _value(event)
    if reading.part in ("SeriesKey", "ObsKey"):
        reading.keys |= dict.fromkeys(said)
    if reading.part in ("GroupKey", "Group"):
        return
    holder = reading.observation if reading.observation is not None else reading.series
    if reading.part == "DataSet":
        holder = reading.data_set
    holder |= said


def _start_attributes(reading: Reading, event: Event) -> None:
    above = event.path.rsplit("/", 2)[-2].partition("[")[0]
    reading.part = above if above in ("DataSet", "Group") else event.name


def _start_observation_dimension(reading: Reading, event: Event) -> None:
    name = event.attributes.get("id") or reading.at_observation
    reading.keys[name] = None
    if reading.observation is not None:
        reading.observation[name] = event.attributes.get("value")


def _start_observation_value(reading: Reading, event: Event) -> None:
    reading.printed = event.attributes.get("value")
    reading.locator = f"{event.path}/@value"


def _end_time(reading: Reading, event: Event) -> None:
    if reading.observation is not None:
        reading.keys[TIME] = None
        reading.observation[TIME] = (event.text or "").strip()


def _end_prepared(reading: Reading, event: Event) -> None:
    reading.prepared = (event.text or "").strip() or None


def _end_series(reading: Reading, event: Event) -> None:
    del event
    reading.series = {}


def _end_component(reading: Reading, event: Event) -> None:
    """Close one of the several values of an attribute of SDMX 3.0."""
    holder = reading.observation if reading.observation is not None else reading.series
    if reading.part.startswith("Comp ") and event.text and event.text.strip():
        name = reading.part.removeprefix("Comp ")
        before = holder.get(name)
        holder[name] = f"{before};{event.text.strip()}" if before else event.text.strip()


def _start_component(reading: Reading, event: Event) -> None:
    reading.part = f"Comp {event.attributes.get('id', '')}"


def _start_footer(reading: Reading, event: Event) -> None:
    if event.namespace.endswith("footer"):
        reading.part = "Footer"
        reading.footer_code = event.attributes.get("code", "")
        reading.severity = event.attributes.get("severity", "")


def _end_text(reading: Reading, event: Event) -> None:
    if reading.part == "Footer" and event.text and event.text.strip():
        reading.footer.append(event.text.strip())


STARTS: Final[Mapping[str, Callable[[Reading, Event], None]]] = {
    "Structure": _start_structure,
    "DataSet": _start_data_set,
    "Series": _start_series,
    "Obs": _start_observation,
    "SeriesKey": _start_part,
    "ObsKey": _start_part,
    "GroupKey": _start_part,
    "Attributes": _start_attributes,
    "Value": _start_value,
    "Comp": _start_component,
    "ObsDimension": _start_observation_dimension,
    "ObsValue": _start_observation_value,
    "Message": _start_footer,
}
ENDS: Final[Mapping[str, Callable[[Reading, Event], None]]] = {
    "Time": _end_time,
    "Series": _end_series,
    "Prepared": _end_prepared,
    "Value": _end_component,
    "Text": _end_text,
}


def _row(reading: Reading) -> Row:
    """Give the row of an observation that has closed."""
    observation = reading.observation or {}
    said = {**reading.data_set, **reading.series, **observation}
    keys = _key_names(reading, observation)
    key = {name: said[name] for name in keys if name in said}
    row: Row = {f"dim {name}": text for name, text in key.items()}
    for fixed, groups in _index(reading, tuple(key)):
        row |= groups.get(tuple(key[name] for name in fixed), {})
    row |= {f"att {name}": text for name, text in said.items() if name not in key}
    return {**row, "locator": f"{reading.prefix}{reading.locator}", "printed": reading.printed}


def _index(reading: Reading, names: tuple[str, ...]) -> Index:
    """Sort the groups by the dimensions they fix, once for each shape of key."""
    if names not in reading.indexes:
        found: dict[tuple[str, ...], dict[tuple[str | None, ...], Row]] = defaultdict(dict)
        for group in reading.groups:
            fixed = tuple(name for name in names if name in group)
            rest = {f"att {name}": text for name, text in group.items() if name not in fixed}
            if fixed:
                found[fixed].setdefault(tuple(group[name] for name in fixed), {}).update(rest)
        reading.indexes[names] = list(found.items())
    return reading.indexes[names]


def _key_names(reading: Reading, observation: Row) -> list[str]:
    if reading.generic:
        return list(reading.keys)
    if reading.structure:
        return [*reading.structure, *sdmx_concepts.TIME]
    names = leading_dimensions(list(reading.series) or list(observation))
    return [*names, reading.at_observation, *sdmx_concepts.TIME]
