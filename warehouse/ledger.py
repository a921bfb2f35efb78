"""The ledger: the generations, and what changed between them. It is outside the content hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.files import query, statement

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from warehouse.database import Connection
    from warehouse.digest import Digest


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
) -> Entry:
    """Carry on the ledger of the generation before, and write this one's line into it."""
    connection.begin()
    for one in digests:
        values = {"name": one.name, "rows_in": one.rows, "digest": one.digest}
        connection.execute(query("add_digest"), values)
    connection.commit()
    note = _carry(connection, previous) if previous else None
    parameters = {
        "root": root,
        "built_at": now.replace(tzinfo=None),
        "code_version": code_version,
        "note": note,
    }
    row = connection.execute(query("add_build"), parameters).fetchall()[0]
    return Entry(row[0], row[1], root, code_version)


def latest(connection: Connection) -> Entry | None:
    """Say which generation an open file holds; None where it has no ledger or an empty one."""
    try:
        rows = connection.execute(query("latest_build")).fetchall()
    except duckdb.CatalogException:
        return None
    return Entry(*rows[0]) if rows else None


def _carry(connection: Connection, previous: Path) -> str | None:
    """Take over the history. That it cannot be read is no reason not to build."""
    try:
        connection.execute(statement("attach_read_only", path=str(previous), name="before"))
    except duckdb.Error as error:
        return f"the generation before could not be read: {str(error).splitlines()[0]}"
    try:
        connection.execute(query("carry_build"))
    except duckdb.Error as error:
        return f"the ledger before could not be carried on: {str(error).splitlines()[0]}"
    finally:
        connection.execute(statement("detach", name="before"))
    return None
