"""The checks: each file of `sql/checks` is a query that returns offenders. No query stands here."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import duckdb

from warehouse import catalogue
from warehouse.database import reader
from warehouse.errors import WarehouseError
from warehouse.files import CODELISTS, SqlFile, query, read_folder, statement
from warehouse.publish import building

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from warehouse.database import Connection

Scope = Literal["touched", "whole"]
SAMPLE_ROWS: Final = 5
CELLS: Final = 500_000  # most cells whose observations a check holds in memory


@dataclass(frozen=True, slots=True)
class Check:
    """A query that returns offenders. `tables` begins with the one that it is about.

    A blocking check that fails keeps a generation from being published. Scope `touched` is run at
    every build, `whole` by `verify` and once a week.
    """

    name: str
    blocking: bool
    scope: Scope
    tables: tuple[str, ...]
    description: str
    file: SqlFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: how many offenders, the first of them, and one sentence."""

    passed: bool
    offenders: int
    columns: tuple[str, ...]
    sample: tuple[tuple[object, ...], ...]
    message: str


@cache
def all_checks() -> tuple[Check, ...]:
    """Read the checks, by name."""
    return tuple(_check(file) for file in read_folder("checks"))


def _check(file: SqlFile) -> Check:
    severity, scope, about = (file.entries.get(name) for name in ("severity", "scope", "about"))
    tables = catalogue.tables_read(file)
    if (
        severity not in ("blocking", "warning")
        or scope not in ("touched", "whole")
        or about not in tables
    ):
        message = (
            f"{file.path}: its header must say `severity` (blocking or warning), `scope` "
            f"(touched or whole) and `about` (one of {', '.join(tables)})."
        )
        raise WarehouseError(message, exit_code=1)
    return Check(
        name=file.name,
        blocking=severity == "blocking",
        scope="touched" if scope == "touched" else "whole",
        tables=(about, *(one for one in tables if one != about)),
        description=file.description,
        file=file,
    )


CHECKS: Final = all_checks()
# Beside observations, what a check may ask and still be content with those of some sources.
ASKED_ALONE: Final = frozenset(
    {"observation", "publisher", "receipt", "source"}
    | {path.stem for path in CODELISTS.glob("*.csv")}
)


def run(path: Path, check: Check) -> Outcome:
    """Run one check on a file."""
    with reader(path) as connection:
        return outcome(connection, check)


def run_all(
    path: Path, checks: Iterable[Check] = CHECKS, *, whole: bool = False
) -> Iterator[tuple[Check, Outcome]]:
    """Run checks on a file, over one connection.

    Those of scope `touched` that ask of observations alone look only at the cells that were worked
    out anew, or at the sources that differ from the generation before, unless the `whole` is asked
    for.
    """
    with reader(path) as connection:
        narrow = not whole and _some_are_touched(connection)
        frame = _shown(connection) if narrow else ""
        for check in checks:
            if narrow and check.scope == "touched" and ASKED_ALONE.issuperset(check.tables):
                with _touched_only(connection, frame):
                    yield check, outcome(connection, check)
            else:
                yield check, outcome(connection, check)


def _some_are_touched(connection: Connection) -> bool:
    """Whether the file says which sources differ from before; one made elsewhere does not."""
    try:
        found = connection.table("touched").limit(1).fetchall()
    except duckdb.Error:
        return False
    return bool(found)


def _shown(connection: Connection) -> str:
    """Say how the touched is shown: as cells where they are known and fit in memory, or sources."""
    ((cells,),) = connection.execute(query("touched_cells")).fetchall()
    if not 0 < cells <= CELLS:
        return "show_touched_only"
    connection.execute(statement("keep_touched_rows", name=_catalogue(connection)))
    return "show_touched_rows"


def _catalogue(connection: Connection) -> str:
    ((name,),) = connection.execute(query("catalogue_name")).fetchall()
    return str(name)


@contextmanager
def _touched_only(connection: Connection, frame: str) -> Iterator[None]:
    """Let `observation` stand for what is touched, for this session only."""
    connection.execute(statement(frame, name=_catalogue(connection)))
    try:
        yield
    finally:
        connection.execute(statement("drop_temporary_view", name="observation"))


def outcome(connection: Connection, check: Check) -> Outcome:
    """Run one check on an open file. A check that cannot run has not passed."""
    try:
        found = connection.sql(check.file.body)
        columns = tuple(found.columns)
        offenders = int(found.aggregate("count(*)").fetchall()[0][0])
        sample = tuple(found.limit(SAMPLE_ROWS).fetchall()) if offenders else ()
    except duckdb.Error as error:
        message = f"could not run: {str(error).splitlines()[0]}"
        return Outcome(passed=False, offenders=0, columns=(), sample=(), message=message)
    return Outcome(
        passed=not offenders,
        offenders=offenders,
        columns=columns,
        sample=sample,
        message=_message(check, offenders, columns, sample),
    )


def _message(
    check: Check, offenders: int, columns: tuple[str, ...], sample: tuple[tuple[object, ...], ...]
) -> str:
    if not offenders:
        return "no offender"
    rows = "1 row" if offenders == 1 else f"{offenders} rows"
    first = ", ".join(f"{name} {value}" for name, value in zip(columns, sample[0], strict=True))
    return (
        f"{rows}. {check.description} First: {first}. "
        f"Run sql/checks/{check.name}.sql to see them all"
    )


def failures(home: Path) -> tuple[tuple[Check, Outcome], ...]:
    """Give the blocking checks that the generation waiting to be published does not pass."""
    blocking = [check for check in CHECKS if check.blocking]
    return tuple(
        (check, outcome)
        for check, outcome in run_all(building(home), blocking)
        if not outcome.passed
    )
