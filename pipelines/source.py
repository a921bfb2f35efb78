"""The form on which a source is declared. Data only: fetching, reading, mapping live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Cadence = Literal["never", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly"]
Coverage = Literal["series", "window", "nothing"]
DriftAction = Literal["stop", "pass", "quarantine"]


@dataclass(frozen=True, slots=True)
class Paging:
    """How a request asks for one page after another.

    What a page says of the whole (total, rows, update stamp) is read by `envelope` of its format.
    """

    parameter: str  # the query parameter that asks for a page, or for an offset
    style: Literal["page", "offset"]
    size: int
    size_parameter: str


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask of a publisher. `name` is stable: vintages are told apart by it.

    A parameter named in the address as `{name}` goes there, its values joined by `separator`;
    every other one goes into the query, once a value. Where an answer is too large, or one
    value spoils it, the request is asked again for half of the values of the parameter `split`.
    """

    name: str
    url: str
    parameters: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    coverage: Coverage = "nothing"
    window: tuple[str, str] | None = None
    paging: Paging | None = None
    options: Mapping[str, str] = field(default_factory=dict)  # for the reader
    split: str | None = None
    separator: str = ";"


@dataclass(frozen=True, slots=True)
class Measure:
    """Which cells are which indicator: those whose dimensions match `where`.

    `unit` is ours (sql/codelists/unit.csv), `scale` the power of ten of the printed value in
    it where the file does not say; `units` maps the file's own unit codes to (unit, scale).
    `dimensions` are kept in the series key, in this order.
    """

    indicator: str
    where: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    scale: int = 0
    units: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One recurring publication or API data set."""

    id: str
    title: str
    publisher: str  # code in sql/codelists/publisher.csv; "" where each row names its own
    licence: str
    citation: str
    format: str  # a name in pipelines/extract
    cadence: Cadence = "never"
    on: bool = True  # taken by `--live` by default
    requests: tuple[Request, ...] = ()
    edition: str | None = None  # folder under pipelines/editions: files that ship with the project
    measures: tuple[Measure, ...] = ()
    area_dimension: str = "AREA"
    areas: Mapping[str, str] = field(default_factory=dict)  # code there -> code in area.csv
    area_list: str | None = None  # column of sql/codelists/area.csv that holds their codes
    frequency: str | None = None  # where the period alone does not say
    on_drift: DriftAction = "stop"
    drift: Mapping[str, DriftAction] = field(default_factory=dict)  # by kind, where it differs
    rate_per_hour: int | None = None
    hosts: tuple[str, ...] = ()  # further hosts that a redirect may lead to
    key_variable: str | None = None  # environment variable that holds the key; never logged
    key_parameter: str | None = None
    retry_on: tuple[int, ...] = ()  # further statuses that pass by themselves, beside 429 and 5xx
    plain_http: bool = False  # this publisher has no https
    files: str | None = None  # a file source: pattern of the names in its folder of the inbox
