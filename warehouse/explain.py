"""One observation walked back to its bytes: receipt, verdict, trail, vintages, checks."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from warehouse.checks import all_checks
from warehouse.database import reader, set_variable
from warehouse.errors import WarehouseError
from warehouse.files import query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from warehouse.checks import Check
    from warehouse.database import Connection

Row = dict[str, Any]

SURROUNDINGS: Final = 80  # bytes shown on either side of a figure
PIECE: Final = 1 << 20  # bytes of a snapshot looked at together
_SPAN: Final = re.compile(r"bytes=(\d+)-(\d+)")
_LINE: Final = re.compile(r"^row=(\d+)")


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of one vintage. `observation` has the columns of `audit.trace`."""

    observation: Row
    vintages: tuple[Row, ...]
    corrections: tuple[Row, ...]
    changes: tuple[Row, ...]
    checks: tuple[Check, ...]


def trace(
    path: Path,
    *,
    observation_id: str | None = None,
    series: str | None = None,
    period: str | None = None,
) -> Trace:
    """Find one vintage by its name, or the latest of a series and period, and all that led to it.

    A former name of a series leads to the series of today. Raises WarehouseError where there is no
    such observation.
    """
    with reader(path) as connection:
        name = observation_id or _name_of(connection, series or "", period or "")
        found = _rows(connection, "explain_trace", observation_id=name)
        if not found:
            message = (
                f'there is no observation "{name}"; expected series/period/known_from as in column '
                "observation_id of a theme. Look it up with `tallybook query`."
            )
            raise WarehouseError(message)
        place = {key: found[0][key] for key in ("series_id", "period", "snapshot", "locator")}
        return Trace(
            observation=found[0],
            vintages=_rows(connection, "explain_vintages", **place),
            corrections=_rows(connection, "explain_corrections", **place),
            changes=_rows(connection, "explain_changes", **place),
            checks=tuple(check for check in all_checks() if "observation" in check.tables),
        )


def around(snapshot: Path, locator: str | None, printed: str | None) -> str | None:
    """Show a figure in its bytes: `…before [printed] after…`. None where it cannot be found there.

    A locator with a byte span is followed; one with a row shows that line; else the first place
    where the text stands is shown, and how many there are.
    """
    if not snapshot.exists() or not snapshot.stat().st_size:
        return None
    with (
        snapshot.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as all_,
    ):
        if match := _SPAN.search(locator or ""):
            return _marked(all_, int(match[1]), int(match[2]))
        text = (printed or "").encode()
        start = _line_start(all_, int(match[1])) if (match := _LINE.match(locator or "")) else 0
        at = all_.find(text, start) if text else -1
        if at < 0:
            return None
        return _marked(all_, at, at + len(text))


def render(found: Trace, surroundings: str | None = None) -> str:
    """Lay a trace out as text for a terminal."""
    parts = [part(found) for part in _PARTS]
    if surroundings:
        parts.insert(1, ("in its bytes", [surroundings]))
    lines = [line for title, body in parts if body for line in (f"{title}:", *_indented(body), "")]
    return "\n".join(lines)


def _name_of(connection: Connection, series: str, period: str) -> str:
    found = _rows(connection, "explain_name", series_id=series, period=period)
    if not found and (renamed := _rows(connection, "explain_alias", series_id=series)):
        today = renamed[0]["series_id"]
        found = _rows(connection, "explain_name", series_id=today, period=period)
    if not found:
        message = (
            f'there is no value of series "{series}" for period "{period}"; '
            '`tallybook query "from series"` lists the series with their first and last period.'
        )
        raise WarehouseError(message)
    return str(found[0]["observation_id"])


def _rows(connection: Connection, name: str, **variables: str | None) -> tuple[Row, ...]:
    for variable, value in variables.items():
        set_variable(connection, variable, value)
    found = connection.execute(query(name))
    columns = [column[0] for column in found.description]
    return tuple(dict(zip(columns, row, strict=True)) for row in found.fetchall())


def _marked(content: mmap.mmap, start: int, end: int) -> str:
    before = content[max(0, start - SURROUNDINGS) : start].decode("utf-8", "replace")
    after = content[end : end + SURROUNDINGS].decode("utf-8", "replace")
    middle = content[start:end].decode("utf-8", "replace")
    return " ".join(f"…{before}[{middle}]{after}…".split())


def _line_start(content: mmap.mmap, number: int) -> int:
    """Where a line begins, from 1. Lines are counted by the piece, and found in the last one."""
    at, left = 0, number - 1
    while left > 0 and (piece := content[at : at + PIECE]):
        if (lines := piece.count(b"\n")) < left:
            at, left = at + len(piece), left - lines
            continue
        end = -1
        for _ in range(left):
            end = piece.find(b"\n", end + 1)
        return at + end + 1
    return at


def _what(found: Trace) -> tuple[str, list[str]]:
    row = found.observation
    return row["observation_id"], [
        f"value      {plain(row['value'])} {row['unit']}{_qualified(row)}, {row['status']}",
        f"printed    {row['printed']}",
        f"period     {row['period']} ({row['period_start']} to {row['period_end']})",
        f"known from {row['known_from']} UTC, by {row['known_from_basis']}",
        *([f"note       {row['note']}"] if row["note"] else []),
        *([f"no value   {row['missing_reason']}"] if row["missing_reason"] else []),
    ]


def _qualified(row: Row) -> str:
    ends = f" {plain(row['value_low'])} to {plain(row['value_high'])}" if row["value_low"] else ""
    return f" ({row['qualifier']}{ends})" if row["qualifier"] else ""


def _origin(found: Trace) -> tuple[str, list[str]]:
    row = found.observation
    lines = [
        f"receipt    {row['receipt']}",
        f"received   {row['received']} UTC, {_kinds(row)}",
        f"from       {row['received_from'] or 'a file'}",
        f"snapshot   {row['snapshot']} ({row['bytes']} bytes, {row['media_type']})",
        f"locator    {row['locator']}",
        f"source     {row['source_id']}: {row['source_title']}",
        f"publisher  {row['publisher']}",
    ]
    if row["document"]:
        lines.append(
            f"document   {row['document']}{', ' + row['address'] if row['address'] else ''}"
        )
    if row["basis"]:
        lines.append(f"taken down {row['basis']}")
    return "where it comes from", [*lines, f"licence    {row['licence']}"]


def _kinds(row: Row) -> str:
    if row["receipt_kind"] == "transcription":
        return "an edition that ships with the project, transcribed on that day"
    return (
        f"{row['receipt_kind']}{', HTTP ' + str(row['http_status']) if row['http_status'] else ''}"
    )


def _verdict(found: Trace) -> tuple[str, list[str]]:
    row = found.observation
    if row["verdict"] is None:
        return "verdict", ["intact: a cell that was read as it stands"]
    lines = [f"{row['verdict']} (text {row['gate']}, {row['stage']}, rules {row['code_version']})"]
    lines += [f"sentence   {row['context']}"] if row["context"] else []
    lines += [
        f"candidate  {one['text']} = {one['value']}, cost {one['cost']:g}"
        for one in row["candidates"] or ()
    ]
    lines += [
        f"{one['stance']:10} {one['candidate']}: {one['reason']} [{one['test']}]{_cited(one)}"
        for one in row["evidence"] or ()
    ]
    lines += [
        f"repair     {one['rule']}: {one['before']} -> {one['after']}"
        for one in row["repairs"] or ()
    ]
    return "verdict", lines


def _cited(evidence: Mapping[str, Any]) -> str:
    return f" by {evidence['source']}" if evidence["source"] else ""


def _said(found: Trace) -> tuple[str, list[str]]:
    """How it came to its place: each part of the claim with where it was found, and the scale."""
    row = found.observation
    lines = [
        f"{part:10} {claim[part]}, from {claim[f'{part}_from']}"
        for claim in row["said"] or ()
        for part in ("indicator", "area", "period", "unit")
        if claim[part]
    ]
    factor = scale_of(row["printed"], row["value"])
    return "what it says", [*lines, *([f"scale      printed times {factor}"] if factor else [])]


def scale_of(printed: str | None, value: Decimal | None) -> str | None:
    """The power of ten between a plain printed number and its value; None where there is none.

    >>> scale_of("13.11", Decimal("1311000000000"))
    '10^11'
    >>> scale_of("about ten", Decimal(10)), scale_of("5", Decimal(5)), scale_of("3", Decimal(7))
    (None, None, None)
    """
    digits = (printed or "").replace(",", "").strip()
    if not value or not re.fullmatch(r"-?\d+(\.\d+)?", digits) or not Decimal(digits):
        return None
    factor = (value / Decimal(digits)).normalize()
    power = factor.adjusted()
    return f"10^{power}" if power and factor == Decimal(10) ** power else None


def _history(found: Trace) -> tuple[str, list[str]]:
    return "vintages", [
        f"{row['known_from']} {row['event']:10} {plain(row['value'])} ({row['status']}), "
        f"{row['receipt']}"
        for row in found.vintages
    ]


def _people(found: Trace) -> tuple[str, list[str]]:
    return "corrections", [
        f"{row['status']}: {row['printed']} -> {row['replacement']}, {row['reason']}, after "
        f"{row['evidence']}, by {row['made_by']} and {row['second_reader']}"
        for row in found.corrections
    ]


def _ledger(found: Trace) -> tuple[str, list[str]]:
    return "changes", [
        f"{row['generation']} {row['what']}: {plain(row['value_before'])} -> "
        f"{plain(row['value_after'])}, by {', '.join(row['causes'])}"
        for row in found.changes
    ]


def _checked(found: Trace) -> tuple[str, list[str]]:
    return "checks that looked at it", [
        f"{check.name} ({'blocking' if check.blocking else 'warning'})" for check in found.checks
    ]


_PARTS: Final = (_what, _origin, _verdict, _said, _people, _history, _ledger, _checked)


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def plain(value: Decimal | None) -> str:
    """Write a decimal without the zeros that its column adds.

    >>> plain(Decimal("1311000000000.00000000000000000000")), plain(Decimal("10.920")), plain(None)
    ('1311000000000', '10.92', '-')
    """
    if value is None:
        return "-"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
