"""The checks: each file of `sql/checks` is a query that returns offenders. No query stands here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import duckdb

from warehouse import catalogue
from warehouse.database import reader
from warehouse.errors import WarehouseError
from warehouse.files import SqlFile, read_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from warehouse.database import Connection

Scope = Literal["touched", "whole"]
SAMPLE_ROWS: Final = 5


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


def run(path: Path, check: Check) -> Outcome:
    """Run one check on a file."""
    with reader(path) as connection:
        return outcome(connection, check)


def run_all(path: Path, checks: Iterable[Check] = CHECKS) -> Iterator[tuple[Check, Outcome]]:
    """Run checks on a file, over one connection."""
    with reader(path) as connection:
        for check in checks:
            yield check, outcome(connection, check)


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
        for check, outcome in run_all(home / "building" / "next.duckdb", blocking)
        if not outcome.passed
    )
