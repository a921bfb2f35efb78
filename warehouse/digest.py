"""Content digests: of a table, of the observations of each source, and the root over all of them.

They do not depend on the order of rows, the machine or the day. The ledger is outside them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from warehouse.database import set_variable
from warehouse.files import SQL, read, statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warehouse.database import Connection

OBSERVATION: Final = "observation"


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """Rows and digest of a table; of observations one a source, named `observation/<source>`."""

    name: str
    rows: int
    digest: str


def digests_of(connection: Connection, table: str) -> tuple[Digest, ...]:
    """Digest one table: one `Digest`, or for `observation` one for each source."""
    if table == OBSERVATION:
        sources = [source for (source,) in connection.execute(_text("all_sources")).fetchall()]
        return digests_of_sources(connection, tuple(sources))
    set_variable(connection, "digested", table)
    rows = connection.execute(_text("table")).fetchall()
    return tuple(Digest(table, count, text) for count, text in rows)


def digests_of_sources(connection: Connection, sources: tuple[str, ...]) -> tuple[Digest, ...]:
    """Digest the observations of some sources, a range of series at a time."""
    set_variable(connection, "digested_sources", list(sources))
    _make(connection, "table", "parts")
    _digest(connection, "")
    return _of_parts(connection)


def digests_anew(connection: Connection, sources: tuple[str, ...]) -> tuple[Digest, ...]:
    """Digest some sources where all but the touched cells is as in the generation before."""
    set_variable(connection, "digested_sources", list(sources))
    _make(connection, "table", "renewed")
    _make(connection, "table", "parts")
    connection.execute(_text("carried"))
    _digest(connection, "_anew")
    return _of_parts(connection)


def _digest(connection: Connection, what: str) -> None:
    """Digest what the two views name, a range of series at a time."""
    _make(connection, "view", "to_digest", what)
    _make(connection, "view", "ends", what)
    for first, last in connection.execute(_text("ranges")).fetchall():
        set_variable(connection, "first_series", first)
        set_variable(connection, "last_series", last)
        connection.execute(_text("add_parts"))


def _of_parts(connection: Connection) -> tuple[Digest, ...]:
    rows = connection.execute(_text("sources")).fetchall()
    return tuple(Digest(f"{OBSERVATION}/{source}", count, text) for source, count, text in rows)


def _make(connection: Connection, form: str, name: str, what: str = "") -> None:
    body = _text(f"{name}{what}")
    connection.execute(statement(f"create_temporary_{form}", name=name, query=body))


def _text(name: str) -> str:
    return read(SQL / "digest" / f"{name}.sql").body


def combined(digests: Iterable[Digest]) -> str:
    """One digest over several, in the order of their names.

    >>> one, other = Digest("a", 1, "x"), Digest("b", 2, "y")
    >>> combined([one, other]) == combined([other, one]) != combined([one])
    True
    """
    lines = "".join(f"{one.name} {one.rows} {one.digest}\n" for one in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()
