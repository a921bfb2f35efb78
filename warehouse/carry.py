"""Carries a large generation on: what nothing new was said of is copied, not worked out again.

The content is the same as that of a build from nothing; where that is not certain, this says so
and the build begins from nothing.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import duckdb

from warehouse.database import reader, set_variable
from warehouse.digest import OBSERVATION, Digest, digests_anew
from warehouse.errors import WarehouseError
from warehouse.files import SQL, query, statement
from warehouse.inputs import empty_observations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.catalogue import Relation
    from warehouse.database import Connection

# Below so many observations a build from nothing takes no longer.
LARGE: Final = 1_000_000
# Ten sorted runs one after the other still give a series in 10 ms out of a hundred million rows.
RUNS: Final = 10
# The step before which it must be known what is touched.
GIVEN: Final = "given"
# What is made of touched cells only.
CHANGED: Final = (GIVEN, OBSERVATION, "passed_over")
TOUCHED: Final = "touched_cell"
# Where more rows than this differ from those in their places, rows have moved.
UNLIKE: Final = 250_000
# What the comparison of two answers asks for, in the order of carry_pairs.
PAIR: Final = ("compared_source", "earlier", "later", "earlier_files", "later_files")
# Folders whose statements decide what stands in those tables.
DECIDING: Final = ("layers", "steps", "tables", "ddl", "digest")


class NotCarried(Exception):
    """The generation before cannot be carried on; build from nothing."""


@dataclass(frozen=True, slots=True)
class State:
    """What is carried on: the number of sorted runs in which the observations will lie."""

    runs: int


@cache
def sql_version() -> str:
    """Short hash over the statements that decide what stands in the tables."""
    content = hashlib.sha256()
    for path in sorted(one for folder in DECIDING for one in (SQL / folder).glob("*.sql")):
        content.update(f"{path.relative_to(SQL)}\n".encode() + path.read_bytes())
    return content.hexdigest()[:16]


def begin(previous: Path | None, target: Path, *, large: int) -> State | None:
    """Copy the generation before to `target` if it can be carried on; None where it cannot."""
    if previous is None:
        return None
    try:
        with reader(previous) as connection:
            observations, version, is_same, runs = _rows(connection, "carry_state")[0]
    except (WarehouseError, LookupError, duckdb.Error):
        return None
    if observations < large or version != sql_version() or not is_same or runs >= RUNS:
        return None
    shutil.copyfile(previous, target)
    target.chmod(0o644)
    return State(runs=runs + 1)


def attach(connection: Connection, previous: Path | None) -> None:
    """Have the generation before at hand, to see what is new."""
    connection.execute(statement("attach_read_only", path=str(previous), name="before"))


def note_files(connection: Connection, files: tuple[Path, ...]) -> None:
    """Write into the ledger which files of observations there are, by their content."""
    known = [{"path": str(path), "file": _hash(path)} for path in files]
    set_variable(connection, "files", known or [{"path": "", "file": ""}])
    connection.execute(query("carry_input"))


def touch(connection: Connection, scratch: Path) -> None:
    """Find the cells (a series and a period) of which anything new is said, and read only them.

    Raises NotCarried where something is gone, or so much is new that copying is no gain.
    """
    first = empty_observations(scratch)
    if _rows(connection, "carry_lost"):
        raise NotCarried
    _make(connection, "unsure", "carry_unsure")
    _read(connection, first, "carry_files")
    _make(connection, TOUCHED, "carry_touched")
    for pair in _rows(connection, "carry_pairs"):
        for name, value in zip(PAIR, pair, strict=True):
            set_variable(connection, name, [first, *value] if isinstance(value, list) else value)
        _make(connection, "unlike", "carry_unlike")
        is_in_place = connection.table("unlike").shape[0] <= UNLIKE
        connection.execute(query(f"carry_differing{'' if is_in_place else '_anywhere'}"))
    connection.execute(query("carry_same_moment"))
    _read(connection, first, "carry_readings")
    _make(connection, "touched_there", "carry_there")
    if connection.table(TOUCHED).shape[0] * 2 > connection.table(OBSERVATION).shape[0]:
        raise NotCarried


def _make(connection: Connection, name: str, body: str) -> None:
    connection.execute(statement("create_temporary_table", name=name, query=query(body)))


def _read(connection: Connection, first: str, files: str) -> None:
    """Have the files that a query names read, and no others."""
    set_variable(connection, "readings", [first, *(path for (path,) in _rows(connection, files))])


def statements(relation: Relation) -> Iterator[str]:
    """The statements that carry a relation on: the touched cells out, and in again."""
    body = relation.file.body
    if relation.name == GIVEN:
        yield statement("create_touched_table", name=relation.name, query=body)
        return
    if relation.name == OBSERVATION:
        yield statement("create_temporary_table", name="was", query=query("carry_was"))
        yield statement("create_now_is", query=body)
        yield query("carry_out_observation")
        yield query("carry_in_observation")
        return
    yield query(f"carry_out_{relation.name}")
    yield statement("insert_into", name=relation.name, query=body)


def agreed(connection: Connection) -> tuple[str, ...]:
    """Give the sources of the touched cells, as they were and as they are.

    Raises NotCarried where corrections differ: they reach into cells that nothing else touched.
    """
    if _rows(connection, "carry_corrections"):
        raise NotCarried
    return tuple(sorted(source for (source,) in _rows(connection, "carry_sources")))


def digests(connection: Connection, touched: tuple[str, ...]) -> tuple[Digest, ...]:
    """Digests of all sources: of those touched made anew where they differ, else as before."""
    found = digests_anew(connection, touched)
    found += tuple(Digest(*row) for row in _rows(connection, "carry_digests"))
    connection.execute(query("carry_part"))
    connection.execute(statement("detach", name="before"))
    return found


def _rows(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    return connection.execute(query(name)).fetchall()


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
