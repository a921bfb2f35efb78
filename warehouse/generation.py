"""Builds a generation beside the published one, out of files of the layers. Publishes nothing."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from warehouse import carry, catalogue, ledger
from warehouse.database import MEMORY_LIMIT, THREADS, Connection, set_variable, writer
from warehouse.digest import OBSERVATION, Digest, combined, digests_of
from warehouse.errors import WarehouseError
from warehouse.files import query, statement
from warehouse.inputs import Inputs, hand_over
from warehouse.limits import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from warehouse.catalogue import Relation

__all__ = ["Built", "Column", "Inputs", "TableReport", "build", "describe", "digest_of", "remove"]

PREVIEW_ROWS: Final = 5
# The auditor's questions are asked when somebody has them, not at every build.
REPORTED: Final = ("main", "themes")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or view, and what it means."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """What came of one table or view. A view has the digest of its query and of what it reads.

    Of a view over very many observations no row is counted or shown: that means work on them all.
    """

    name: str
    rows: int | None
    digest: str
    columns: tuple[Column, ...]
    preview: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """What a build was asked to do."""

    inputs: Inputs
    scratch: Path
    previous: Path | None
    now: datetime
    code_version: str
    memory_limit: str
    threads: int


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file that is not published yet. `root` is the digest over all content tables."""

    path: Path
    root: str
    generation: str
    sequence: int
    digests: tuple[Digest, ...]
    tables: tuple[TableReport, ...]
    code_version: str


def build(
    inputs: Inputs,
    target: Path,
    *,
    now: datetime,
    code_version: str,
    previous: Path | None = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
    large: int = carry.LARGE,
) -> Built:
    """Build a generation into `target`, a path beside the published file, replacing what is there.

    `now` and `code_version` go into the ledger only; `previous` is the published generation, from
    which the ledger is carried on, and of `large` observations or more also what nothing new was
    said of. Raises WarehouseError where an input is not what it should be; `target` is then gone.
    """
    remove(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _cleared_on_failure(target), _scratch(target) as scratch:
        work = _Work(inputs, scratch, previous, now, code_version, memory_limit, threads)
        state = carry.begin(previous, target, large=large)
        if state is not None:
            try:
                return _built(target, work, state)
            except carry.NotCarried:
                remove(target)
        return _built(target, work, None)


def _built(target: Path, work: _Work, state: carry.State | None) -> Built:
    """Make everything, digest it and write the ledger; with a state, carry on what is there."""
    with writer(target, memory_limit=work.memory_limit, threads=work.threads) as connection:
        hand_over(connection, work.inputs, work.scratch)
        touched = _make_all(connection, work, state)
        digests = _digests(connection, touched)
        root = combined(digests)
        entry = ledger.record(
            connection,
            digests=digests,
            root=root,
            previous=work.previous,
            now=work.now,
            code_version=work.code_version,
            carried=touched is not None,
        )
        tables = tuple(_reports(connection, digests))
    return Built(target, root, entry.generation, entry.sequence, digests, tables, work.code_version)


def _make_all(
    connection: Connection, work: _Work, state: carry.State | None
) -> tuple[str, ...] | None:
    """Make every relation in one commit; gives the sources touched, None for all."""
    set_variable(connection, "sql_version", carry.sql_version())
    set_variable(connection, "runs", state.runs if state else 1)
    if state:
        carry.attach(connection, work.previous)
    connection.execute(statement("join_as_written"))
    # One commit instead of one for each of some six hundred statements.
    connection.begin()
    for relation in catalogue.relations().values():
        if relation.name == carry.GIVEN:
            carry.note_files(connection, work.inputs.observations)
            if state:
                carry.touch(connection, work.scratch)
        _make(connection, relation, carried=state is not None)
    touched = carry.agreed(connection) if state else None
    connection.commit()
    connection.execute(statement("join_as_planned"))
    return touched


def remove(path: Path) -> None:
    """Remove a database file and what DuckDB may have left beside it."""
    for suffix in ("", ".wal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(path.with_suffix(".spill"), ignore_errors=True)


def describe(connection: Connection, name: str, digests: tuple[Digest, ...]) -> TableReport:
    """Say what a table or view holds: rows, digest, columns and a preview."""
    return next(_reports(connection, digests, only=name))


@contextmanager
def _cleared_on_failure(target: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        remove(target)
        message = (
            f"the generation could not be built: {_line(error)}. "
            "The published warehouse is as before."
        )
        raise WarehouseError(message, exit_code=1) from error
    except BaseException:
        remove(target)
        raise


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".scratch-") as name:
        yield Path(name)


def _make(connection: Connection, relation: Relation, *, carried: bool = False) -> None:
    """Make one step, table, view or macro, with its comments."""
    try:
        carry_on = carried and relation.name in carry.CHANGED
        made = carry.statements(relation) if carry_on else _statements(connection, relation)
        for text in made:
            connection.execute(text)
        _hang_comments(connection, relation)
    except duckdb.Error as error:
        message = f"{relation.kind} {relation.qualified} could not be made: {_line(error)}"
        raise WarehouseError(message, exit_code=1) from error


def _statements(connection: Connection, relation: Relation) -> Iterator[str]:
    """The statements that make a relation; a theme is both a view and a macro of a moment."""
    name, body = relation.qualified, relation.file.body
    if relation.kind == "step":
        form = relation.file.entries.get("form", "table")
        yield statement(f"create_temporary_{form}", name=relation.name, query=body)
    elif relation.kind == "macro":
        frame = "create_temporary_macro" if relation.schema == "temp" else "create_macro"
        yield statement(frame, name=name, arguments=relation.arguments, query=body)
    else:
        if relation.schema != "main":
            yield statement("create_schema", name=relation.schema)
        yield statement(_frame(connection, relation), name=name, query=body)
    if relation.schema == "themes":
        yield statement("create_as_of_macro", name=f"{name}_as_of", query=body)
    if relation.file.entries.get("form") == "lookup":
        yield statement("create_lookup_macro", name=name, query=body)


def _frame(connection: Connection, relation: Relation) -> str:
    if relation.kind == "view":
        return "create_view"
    if relation.file.entries.get("form") == "searched":
        return "create_searched_table"
    return "create_sorted_table" if _must_be_sorted(connection, relation) else "create_table"


def _must_be_sorted(connection: Connection, relation: Relation) -> bool:
    """Whether a table kept by series comes in too many pieces; sorting costs as much again."""
    if relation.file.entries.get("form") != "sorted":
        return False
    runs = 1 + int(connection.execute(query("runs")).fetchall()[0][0])
    set_variable(connection, "runs", runs if runs <= carry.RUNS else 1)
    return runs > carry.RUNS


def _hang_comments(connection: Connection, relation: Relation) -> None:
    """Put the words of a header into the database."""
    if relation.schema == "temp":
        return
    name, words = relation.qualified, relation.description
    kind = "table" if relation.kind == "ledger" else relation.kind
    connection.execute(statement(f"comment_on_{kind}", name=name, comment=words))
    if relation.file.entries.get("form") == "lookup":
        connection.execute(statement("comment_on_macro", name=name, comment=words))
    if relation.schema == "themes":
        words = f"{words} As known at the moment t (UTC)."
        connection.execute(statement("comment_on_macro", name=f"{name}_as_of", comment=words))
    if relation.kind == "macro":
        return
    for column in _columns_of(connection, name):
        comment = catalogue.column_comment(relation, column)
        if comment is None:
            message = (
                f"{relation.file.path} does not say what its column {column} means; "
                "add it to the header."
            )
            raise WarehouseError(message, exit_code=1)
        connection.execute(
            statement("comment_on_column", name=name, column=column, comment=comment)
        )


def _columns_of(connection: Connection, name: str) -> list[str]:
    return list(connection.table(name).columns)


def _digests(connection: Connection, touched: tuple[str, ...] | None = None) -> tuple[Digest, ...]:
    """Digest every table, and keep of what those of observations are made."""
    tables = [one.name for one in catalogue.relations().values() if one.kind == "table"]
    tables.remove(OBSERVATION)
    found = [one for table in tables for one in digests_of(connection, table)]
    if touched is None:
        found += digests_of(connection, OBSERVATION)
    else:
        found += carry.digests(connection, touched)
    connection.execute(query("add_part"))
    return tuple(sorted(found))


def _reports(
    connection: Connection, digests: tuple[Digest, ...], only: str | None = None
) -> Iterator[TableReport]:
    columns: dict[str, list[Column]] = {}
    for relation, *column in connection.execute(query("columns")).fetchall():
        columns.setdefault(relation, []).append(Column(*(text or "" for text in column)))
    for one in catalogue.relations().values():
        wanted = one.qualified == only if only else one.schema in REPORTED
        if wanted and one.kind in ("table", "view"):
            yield TableReport(
                name=one.qualified,
                rows=_rows(connection, one, digests),
                digest=digest_of(one, digests),
                columns=tuple(columns[one.qualified]),
                preview=()
                if _is_too_much(one, digests)
                else tuple(connection.table(one.qualified).limit(PREVIEW_ROWS).fetchall()),
            )


def _preview(connection: Connection, relation: Relation) -> tuple[tuple[object, ...], ...]:
    """The first rows; of a theme those of one area, or all windows are worked out to show five."""
    rows = connection.table(relation.qualified)
    if relation.schema == "themes":
        area = rows.aggregate("mode(area)").fetchall()[0][0]
        rows = rows.filter(duckdb.ColumnExpression("area") == duckdb.ConstantExpression(area))
    return tuple(rows.limit(PREVIEW_ROWS).fetchall())


def digest_of(relation: Relation, digests: tuple[Digest, ...]) -> str:
    """The digest of a table; of a view, that of its query and of the tables it rests on."""
    if relation.kind == "table":
        own = [one for one in digests if one.name.split("/")[0] == relation.name]
        return own[0].digest if len(own) == 1 else combined(own)
    below = [catalogue.relations()[name] for name in relation.reads]
    return combined(
        [
            Digest(relation.qualified, 0, relation.file.body),
            *(Digest(one.qualified, 0, digest_of(one, digests)) for one in below),
        ]
    )


def _rows(connection: Connection, relation: Relation, digests: tuple[Digest, ...]) -> int | None:
    if relation.kind == "table":
        return sum(one.rows for one in digests if one.name.split("/")[0] == relation.name)
    if _is_too_much(relation, digests):
        return None
    found = connection.table(relation.qualified).aggregate("count(*)").fetchall()
    return int(found[0][0])


def _is_too_much(relation: Relation, digests: tuple[Digest, ...]) -> bool:
    """Whether looking at a view means working through very many observations."""
    observations = sum(one.rows for one in digests if one.name.startswith(f"{OBSERVATION}/"))
    return relation.kind == "view" and observations >= carry.LARGE


def _line(error: Exception) -> str:
    line = str(error).splitlines()[0].rstrip(".")
    is_memory = isinstance(error, duckdb.OutOfMemoryException)
    return f"{line}; give it more with {MEMORY}" if is_memory else line
