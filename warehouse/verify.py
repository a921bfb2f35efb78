"""Proves the published generation, or names the first thing that is wrong. Repairs nothing."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from warehouse import catalogue, checks, ledger
from warehouse.database import comparer, reader, set_variable
from warehouse.digest import combined, digests_of
from warehouse.errors import WarehouseError
from warehouse.files import query
from warehouse.publish import PUBLISHED, Generation, file_hash, manifest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from warehouse.database import Connection
    from warehouse.generation import Built

    # The printed text and the steps (rule, before, after) in; the text they lead to out.
    Replay = Callable[[str, Sequence[tuple[str, str, str]]], str]
    Rebuild = Callable[[Path], Built]


PUT_BACK: Final = "Put its bytes back from a copy; those of an edition `tallybook build` puts back."


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved, in order, and the first fault in one sentence; None where there is none."""

    proved: tuple[str, ...]
    fault: str | None
    root: str | None


class _Fault(Exception):
    """The first thing that is wrong; `table` where it is in the rows of one."""

    def __init__(self, message: str, *, table: str | None = None) -> None:
        super().__init__(message)
        self.table = table


def verify(
    home: Path,
    *,
    snapshot: Callable[[str], Path],
    replay: Replay | None = None,
    rebuild: Rebuild | None = None,
) -> Proof:
    """Prove what is published in a home, step by step, up to the first fault.

    `snapshot` says where the bytes of a hash lie, `replay` applies the steps of a trail anew,
    `rebuild` builds a generation from the receipts into a file it is given (`--deep`). Raises
    WarehouseError where nothing is published.
    """
    path = home / PUBLISHED
    if not path.exists():
        message = f"{path} is not there; run `tallybook build` first."
        raise WarehouseError(message)
    proved: list[str] = []
    root = None
    try:
        manifest = _opened(home, path)
        root = manifest.root
        proved.append(f"it opens, and is generation {manifest.generation} of its manifest")
        with reader(path) as connection:
            proved += _contents(connection, path, manifest)
            proved.append(_snapshots(connection, snapshot))
            proved.append(_checks(connection))
            if replay:
                proved.append(_trails(connection, replay))
        if rebuild:
            proved.append(_rebuilt(path, manifest, rebuild))
    except _Fault as fault:
        return Proof(tuple(proved), f"{fault}{_row(path, rebuild, fault.table)}", root)
    except WarehouseError as fault:
        return Proof(tuple(proved), str(fault), root)
    return Proof(tuple(proved), None, root)


def _opened(home: Path, path: Path) -> Generation:
    """Open the file and find its manifest."""
    log = path.with_name(f"{path.name}.wal")
    if log.exists():
        message = (
            f"{log} lies beside the published file; it does not belong there. "
            "The next `tallybook build` that publishes moves it aside."
        )
        raise _Fault(message)
    with reader(path) as connection:
        entry = ledger.latest(connection)
    if entry is None:
        message = (
            f"{path} does not say which generation it is; it was not made by `tallybook build`."
        )
        raise _Fault(message)
    manifest = manifest_of(home, entry.generation)
    if manifest.root != entry.root:
        message = (
            f"the ledger gives the root {entry.root}, the manifest of {entry.generation} "
            f"{manifest.root}; one of them was altered."
        )
        raise _Fault(message)
    return manifest


def _contents(connection: Connection, path: Path, manifest: Generation) -> tuple[str, ...]:
    """Digest every table anew and compare with the manifest; then the file itself."""
    told = {one.name: one for one in manifest.digests}
    try:
        tables = [one.name for one in catalogue.relations().values() if one.kind == "table"]
        found = {one.name: one for table in tables for one in digests_of(connection, table)}
    except duckdb.Error as error:
        message = f"{path} cannot be read whole: {str(error).splitlines()[0]}"
        raise _Fault(message) from error
    for name in sorted(told | found):
        if told.get(name) != found.get(name):
            message = _altered(name, _rows(told.get(name)), _rows(found.get(name)))
            raise _Fault(message, table=name.partition("/")[0])
    if combined(found.values()) != manifest.root:
        message = f"the digests of the tables do not make the root {manifest.root} of the manifest."
        raise _Fault(message)
    if file_hash(path) != manifest.sha256:
        message = (
            f"{path} is not the file that was published, though all its tables agree: order of "
            "rows, views, comments or ledger were altered. Build again to make it anew."
        )
        raise _Fault(message)
    return (
        f"{len(found)} digests make the root {manifest.root}",
        f"the file has the hash {manifest.sha256} of its manifest",
    )


def _row(path: Path, rebuild: Rebuild | None, table: str | None) -> str:
    """Name the row that was altered, where one was and a rebuild was asked for."""
    if table is None:
        return ""
    if rebuild is None:
        return " Run `tallybook verify --deep` to see the row."
    with tempfile.TemporaryDirectory(prefix="tallybook-") as scratch:
        built = rebuild(Path(scratch) / "rebuilt.duckdb")
        return f" Compared with a rebuild: {_first_difference(path, built.path, table)}."


def _rows(digest: object) -> int | None:
    return getattr(digest, "rows", None)


def _altered(name: str, told: int | None, found: int | None) -> str:
    table, _, source = name.partition("/")
    what = f"table {table}" + (f", source {source}" if source else "")
    if told is None or found is None:
        return (
            f"{what} is {'not in the manifest' if told is None else 'gone'}; the file was altered."
        )
    rows = (
        f"has {found} rows, the manifest says {told}"
        if told != found
        else f"was altered: its {found} rows do not have the digest of the manifest"
    )
    return f"{what} {rows}."


def _snapshots(connection: Connection, place: Callable[[str], Path]) -> str:
    """Hash the bytes of every snapshot anew."""
    known = connection.execute(query("verify_snapshots")).fetchall()
    for name, size in known:
        path = place(name)
        if not path.exists():
            message = f"snapshot {name} is gone; expected its {size} bytes at {path}. {PUT_BACK}"
            raise _Fault(message)
        if (found := file_hash(path)) != name:
            message = (
                f"snapshot {path} was altered: its bytes have the hash {found}, not its name. "
                f"{PUT_BACK}"
            )
            raise _Fault(message)
    return f"{len(known)} snapshots have the bytes of their names"


def _checks(connection: Connection) -> str:
    """Run every blocking check, also those that look at the whole."""
    blocking = [check for check in checks.all_checks() if check.blocking]
    for check in blocking:
        found = checks.outcome(connection, check)
        if not found.passed:
            message = f"check {check.name}: {found.message}."
            raise _Fault(message)
    return f"{len(blocking)} blocking checks pass"


def _trails(connection: Connection, replay: Replay) -> str:
    """Apply the steps of every trail to the printed text."""
    trails = connection.execute(query("verify_trails")).fetchall()
    for snapshot, figure, printed, repaired, *steps in trails:
        told = replay(
            printed, [(rule, before, after) for rule, before, after in zip(*steps, strict=True)]
        )
        if told != repaired:
            message = (
                f'figure {snapshot[:12]}/{figure}: its trail leads from "{printed}" to "{told}", '
                f'the warehouse has "{repaired}".'
            )
            raise _Fault(message)
    return f"{len(trails)} trails lead from the printed to the repaired text"


def _rebuilt(path: Path, manifest: Generation, rebuild: Rebuild) -> str:
    """Build from the receipts in a scratch folder and compare table by table."""
    with tempfile.TemporaryDirectory(prefix="tallybook-") as scratch:
        built = rebuild(Path(scratch) / "rebuilt.duckdb")
        if built.root == manifest.root:
            return "a rebuild from the receipts has the same root"
        told = {one.name: one for one in manifest.digests}
        other = {one.name: one for one in built.digests}
        name = next(one for one in sorted(told | other) if told.get(one) != other.get(one))
        row = _first_difference(path, built.path, name.partition("/")[0])
        message = (
            f"a rebuild from the receipts differs in {name}: {row}. Receipts, corrections, code "
            "lists or code are not those that it was built from."
        )
        raise _Fault(message)


def _first_difference(path: Path, rebuilt: Path, table: str) -> str:
    with comparer(path, rebuilt) as connection:
        set_variable(connection, "compared", table)
        rows = connection.execute(query("verify_difference")).fetchall()
    return f"{rows[0][0]} is {rows[0][1]}" if rows else "the rows are the same, their source is not"
