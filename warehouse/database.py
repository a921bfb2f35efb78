"""The only place that opens DuckDB: a writer for the file being built, locked-down readers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import duckdb

from warehouse.errors import WarehouseError
from warehouse.files import statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Connection = duckdb.DuckDBPyConnection

# The name under which the file being built is attached.
BUILT: Final = "tallybook"
MEMORY_LIMIT: Final = "2GB"
THREADS: Final = 2

_SEALED: Final[dict[str, Any]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}


@contextmanager
def writer(
    path: Path, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[Connection]:
    """Open a file for building; it may be new. On a clean end it is checkpointed and closed.

    The storage version is pinned, the session runs in UTC, and what does not fit the memory
    limit is spilled beside the file.
    """
    config = {
        **_SEALED,
        "memory_limit": memory_limit,
        "threads": str(threads),
        "temp_directory": str(path.with_suffix(".spill")),
    }
    connection = duckdb.connect(":memory:", config=config)
    try:
        connection.execute(statement("set_time_zone"))
        connection.execute(statement("attach", path=str(path), name=BUILT))
        connection.execute(statement("use", name=BUILT))
        yield connection
        connection.execute(statement("checkpoint", name=BUILT))
    finally:
        connection.close()


@contextmanager
def reader(
    path: Path, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[Connection]:
    """Open a generation, locked down: read-only, no files, network, settings or extensions."""
    if not path.exists():
        message = f"{path} is not there; run `tallybook build` first."
        raise WarehouseError(message)
    config = {
        **_SEALED,
        "memory_limit": memory_limit,
        "threads": str(threads),
        "enable_external_access": "false",
    }
    try:
        connection = duckdb.connect(path, read_only=True, config=config)
        connection.execute(statement("set_time_zone"))
        connection.execute(statement("lock_configuration"))
    except duckdb.Error as error:
        message = (
            f"{path} cannot be opened: {_first_line(error)}. If it is damaged, run `tallybook "
            "build` to make it anew from the receipts."
        )
        raise WarehouseError(message, exit_code=1) from error
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def comparer(path: Path, other: Path) -> Iterator[Connection]:
    """Open two generations for reading, the second as `rebuilt`."""
    connection = duckdb.connect(path, read_only=True, config=_SEALED)
    try:
        connection.execute(statement("attach_read_only", path=str(other), name="rebuilt"))
        yield connection
    finally:
        connection.close()


def set_variable(connection: Connection, name: str, value: object) -> None:
    """Give a value to what the queries ask for by `getvariable(name)`."""
    connection.execute(statement("set_variable", name=name), {"value": value})


def parser() -> Connection:
    """A connection that holds nothing and opens nothing, to parse queries with."""
    return duckdb.connect(
        ":memory:", config={**_SEALED, "enable_external_access": "false", "threads": "1"}
    )


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")
