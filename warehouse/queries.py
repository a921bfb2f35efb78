"""Asking a published generation: one query on a locked-down connection, and previews."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import duckdb

from warehouse.database import reader
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from warehouse.database import Connection

ROWS: Final = 10_000
SECONDS: Final = 60.0
PREVIEW_ROWS: Final = 10
ALLOWED: Final = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns and rows of a query. `cut` says that there were more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool


def query(
    path: Path,
    sql: str,
    parameters: Sequence[object] | dict[str, object] = (),
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
) -> Answer:
    """Run one query, a select or what DuckDB makes one, and give at most `rows` rows.

    Raises WarehouseError where it is no query, asks for more than reading, fails, or takes longer
    than `seconds`.
    """
    with reader(path) as connection:
        try:
            statement = _one_query(connection, sql)
            with _deadline(connection, seconds):
                found = connection.execute(statement, parameters or None)
                columns = tuple(column[0] for column in found.description)
                some = found.fetchmany(rows + 1)
        except duckdb.InterruptException:
            message = f"the query took longer than {seconds:g} s and was stopped; ask for less."
            raise WarehouseError(message) from None
        except (duckdb.Error, RuntimeError) as error:
            message = f"the query did not run: {str(error).splitlines()[0].rstrip('.')}."
            raise WarehouseError(message) from error
    return Answer(columns, tuple(some[:rows]), cut=len(some) > rows)


def preview(path: Path, name: str, *, rows: int = PREVIEW_ROWS) -> Answer:
    """Give the first rows of a table or view."""
    with reader(path) as connection:
        found = connection.table(name).limit(rows)
        return Answer(tuple(found.columns), tuple(found.fetchall()), cut=False)


def _one_query(connection: Connection, sql: str) -> duckdb.Statement:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        message = f"expected one query, found {len(statements)} statements; send them one by one."
        raise WarehouseError(message)
    if statements[0].type not in ALLOWED:
        kind = str(statements[0].type).rpartition(".")[2].lower()
        message = (
            f"this is a statement of kind `{kind}`; only queries (select, from, values, describe, "
            "explain) run here. To do more, copy the file and open the copy."
        )
        raise WarehouseError(message)
    return statements[0]


@contextmanager
def _deadline(connection: Connection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
