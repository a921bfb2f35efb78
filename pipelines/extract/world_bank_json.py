"""World Bank Indicators API, JSON of v1 and v2: rows of observations, with or without envelope.

Whether all pages are there is proved by the fetch, from `envelope`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import json_text
from pipelines.extract.columns import BATCH, cells
from pipelines.extract.json_text import (
    as_attribute,
    as_list,
    as_object,
    as_text,
    pointer,
    printed,
)
from pipelines.extract.paging import Envelope
from pipelines.extract.status import MISSING_MARKS, WORLD_BANK
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.json_text import Json

resolve = json_text.resolve

ROW: Final = ("indicator", "country", "date", "value")
MEMBERS: Final = (*ROW, "countryiso3code", "unit", "obs_status")
# Two-letter codes of the Bank's aggregates are such as ISO 3166-1 gives no country: with a
# digit, or beginning with X or Z, but for these countries. (All 79 aggregates of /v2/country.)
COUNTRIES_LIKE_AGGREGATES: Final = frozenset(("XK", "ZA", "ZM", "ZW"))
AGGREGATES_LIKE_COUNTRIES: Final = frozenset(("EU", "OE"))


def recognises(head: bytes, name: str) -> bool:
    """Tell the Bank's envelope, its error message, or its rows by the members they have."""
    del name
    paths = json_text.outline(head)
    rows = {"/[]/indicator/id", "/[]/country/id", "/[]/date"} <= paths.keys()
    return rows or "/[]/message/[]/key" in paths or {"/[]/page", "/[]/per_page"} <= paths.keys()


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations of an answer: dimensions `indicator` and `country` (ISO3 if given).

    Attributes: names of both, the two-letter code, `area_kind` (country, aggregate), `decimal`
    and what else the rows have. The vintage is `lastupdated`. Raises Refusal with the Bank's
    own message for an error answer, and for lists of countries, topics, sources.
    """
    del options
    with naming(path.name):
        header, rows, base = _parts(json_text.read_file(path))
        extra = sorted({name for row in rows for name in row}.difference(MEMBERS))
        for first in range(0, len(rows), BATCH):
            text = _text(rows[first : first + BATCH], extra, base=base, first=first)
            yield _cells(text, header, extra)


def envelope(path: Path) -> Envelope:
    """Give what one page says of the whole answer; refuse rows that came without envelope."""
    with naming(path.name):
        header, rows, _ = _parts(json_text.read_file(path))
        if not header:
            message = "the answer has no envelope (page, pages, total), where one was due."
            raise Refusal(message, exit_code=1)
        return Envelope(
            total=_count(header, "total"),
            rows=len(rows),
            stamp=as_text(header.get("lastupdated"), "/0/lastupdated"),
            page=_count(header, "page"),
            pages=_count(header, "pages"),
        )


def area_kind(iso2: str | None) -> str | None:
    """Tell a country from an aggregate by the Bank's two-letter code; None without one.

    >>> area_kind("CN"), area_kind("1W"), area_kind("XC"), area_kind("XK"), area_kind("CHN")
    ('country', 'aggregate', 'aggregate', 'country', None)
    """
    if iso2 is None or len(iso2) != 2:
        return None
    odd = any(sign.isdigit() for sign in iso2) or iso2[0] in "XZ"
    aggregate = (odd and iso2 not in COUNTRIES_LIKE_AGGREGATES) or iso2 in AGGREGATES_LIKE_COUNTRIES
    return "aggregate" if aggregate else "country"


def _parts(document: Json) -> tuple[dict[str, Json], list[dict[str, Json]], str]:
    """Take an answer apart: its header, its rows, and the pointer to the list of rows."""
    top = as_list(document, "")
    first = as_object(top[0], "/0") if top else {}
    if "message" in first:
        raise Refusal(_their_message(first["message"]), exit_code=1)
    enveloped = "page" in first and "per_page" in first
    if enveloped:
        listed = top[1] if len(top) > 1 else None  # null where nothing was found
        rows, base = as_list([] if listed is None else listed, "/1"), "/1"
    else:
        rows, base = top, ""
    if not rows and not enveloped:
        message = "an empty list, where an envelope and rows were due; fetch it again."
        raise Refusal(message, exit_code=1)
    checked = [as_object(row, f"{base}/{place}") for place, row in enumerate(rows)]
    _check_rows(checked, base)
    return first if enveloped else {}, checked, base


def _check_rows(rows: list[dict[str, Json]], base: str) -> None:
    for place, row in enumerate(rows):
        lacking = [name for name in ROW if name not in row]
        if lacking:
            message = (
                f"the entry at {base}/{place} has no {', '.join(lacking)} (it has "
                f"{', '.join(list(row)[:8])}): a list of this kind holds no figures; ask for "
                "country/.../indicator/..."
            )
            raise Refusal(message, exit_code=1)


def _their_message(messages: Json) -> str:
    parts = [as_object(part, "/0/message") for part in as_list(messages, "/0/message")]
    said = "; ".join(
        f"{as_text(part.get('key'), 'key')}: {as_text(part.get('value'), 'value')} "
        f"(message {as_text(part.get('id'), 'id')})"
        for part in parts
    )
    return f"the World Bank answers with an error, not with data: {said}. Correct the request."


def _count(header: Mapping[str, Json], name: str) -> int:
    """Give a count of the envelope, which is a number or, in lists, its text."""
    text = as_text(header.get(name), f"/0/{name}") or ""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        message = f'"{text}" stands at /0/{name} of the envelope, where a count was due.'
        raise Refusal(message, exit_code=1)
    return int(text)


def _text(rows: list[dict[str, Json]], extra: list[str], *, base: str, first: int) -> pl.DataFrame:
    """Lay rows out as columns of text; `first` is the position of the first in the answer."""
    at = [f"{base}/{first + place}" for place in range(len(rows))]
    columns = {name: _texts(rows, at, name) for name in ("date", *MEMBERS[4:])}
    for name in ("indicator", "country"):
        members = [as_object(row[name], f"{where}/{name}") for row, where in _zip(rows, at)]
        columns[f"{name}_id"] = _texts(members, [f"{where}/{name}" for where in at], "id")
        columns[f"{name}_name"] = _texts(members, [f"{where}/{name}" for where in at], "value")
    columns["area_kind"] = [area_kind(code) for code in columns["country_id"]]
    columns["value"] = [printed(row["value"]) for row in rows]
    columns["locator"] = [f"{where}/value" for where in at]
    for name in extra:
        columns[f"att:{name}"] = [as_attribute(row.get(name)) for row in rows]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _cells(text: pl.DataFrame, header: Mapping[str, Json], extra: list[str]) -> pl.DataFrame:
    updated = as_text(header.get("lastupdated"), "/0/lastupdated")
    source = as_text(header.get("sourceid"), "/0/sourceid")
    taken = ("indicator_name", "country_name", "country_id", "area_kind")
    return cells(
        text,
        {
            "locator": pl.col("locator"),
            "printed": pl.col("value"),
            "period": pl.col("date"),
            "unit": pl.col("unit"),
            "status": pl.col("obs_status"),
            "vintage": pl.lit(updated),
        },
        marks=WORLD_BANK,
        absent=MISSING_MARKS,
        dimensions={
            "indicator": pl.col("indicator_id"),
            "country": pl.coalesce("countryiso3code", "country_id"),
        },
        attributes={
            **{name: pl.col(name) for name in taken},
            "source_id": pl.lit(source),
            **{name: pl.col(f"att:{name}") for name in extra},
        },
    )


def _zip(rows: list[dict[str, Json]], at: list[str]) -> Iterator[tuple[dict[str, Json], str]]:
    return zip(rows, at, strict=True)


def _texts(rows: list[dict[str, Json]], at: list[str], name: str) -> list[str | None]:
    return [as_text(row.get(name), where + pointer(name)) for row, where in _zip(rows, at)]
