"""The ledger: the generations, and what changed between them. It is outside the content hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.database import set_variable
from warehouse.files import query, statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from warehouse.database import Connection
    from warehouse.digest import Digest

CARRIED = ("carry_build", "carry_change")
# What may differ from before, where it is not known from carrying on.
COMPARED = ("altered", "altered_was", "altered_now")
CELLS = ("add_touched_cells",)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history of generations."""

    generation: str
    sequence: int
    root: str
    code_version: str


def record(
    connection: Connection,
    *,
    digests: tuple[Digest, ...],
    root: str,
    previous: Path | None,
    now: datetime,
    code_version: str,
    carried: bool,
) -> Entry:
    """Carry on the ledger of the generation before, write this one's line, and what it changed.

    A generation that cannot be read, or was made by code that kept other columns, is no reason not
    to build: the line then says so in its note. Of one that was `carried` on only the touched cells
    are compared.
    """
    notes = list(_before(connection, previous, CARRIED)) if previous else []
    values = {
        "digests": [_plain(one) for one in digests],
        "root": root,
        "built_at": now.replace(tzinfo=None),
        "code_version": code_version,
        "note": "; ".join(notes) or None,
    }
    for name, value in values.items():
        set_variable(connection, name, value)
    connection.execute(query("add_digest"))
    generation, sequence = connection.execute(query("add_build")).fetchall()[0]
    set_variable(connection, "generation", generation)
    if previous:
        compared, cells = ((), CELLS) if carried else (COMPARED, ())
        queries = (*compared, "add_change", "add_touched", *cells)
        notes += _before(connection, previous, queries)
        set_variable(connection, "note", "; ".join(notes) or None)
        connection.execute(query("note_build"))
    return Entry(generation, sequence, root, code_version)


def latest(connection: Connection) -> Entry | None:
    """Say which generation an open file holds; None where it has no ledger that can be read."""
    try:
        rows = connection.execute(query("latest_build")).fetchall()
    except duckdb.Error:
        return None
    return Entry(*rows[0]) if rows else None


def _before(connection: Connection, previous: Path, queries: tuple[str, ...]) -> Iterator[str]:
    """Run queries with the generation before at hand; yields what could not be done, in words."""
    try:
        connection.execute(statement("attach_read_only", path=str(previous), name="before"))
    except duckdb.Error as error:
        yield f"the generation before could not be read: {_line(error)}"
        return
    for name in queries:
        try:
            connection.execute(query(name))
        except duckdb.Error as error:
            yield f"{name.replace('_', ' ')} failed on the generation before: {_line(error)}"
    connection.execute(statement("detach", name="before"))


def _plain(one: Digest) -> dict[str, object]:
    return {"name": one.name, "rows_in": one.rows, "digest": one.digest}


def _line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")
