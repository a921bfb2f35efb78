"""Makes a finished generation the published one, by one rename; keeps a number of older ones."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import duckdb

from warehouse import ledger
from warehouse.database import reader
from warehouse.digest import Digest
from warehouse.errors import WarehouseError
from warehouse.files import query
from warehouse.generation import remove
from warehouse.lease import lease, lock_of

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.generation import Built

__all__ = ["Generation", "building", "lease", "manifest_of", "publish", "published"]

KEPT: Final = 5
PUBLISHED: Final = "tallybook.duckdb"


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation, as its manifest tells of it. `sha256` is that of the file itself."""

    generation: str
    sequence: int
    root: str
    sha256: str
    bytes: int
    code_version: str
    storage_version: str
    digests: tuple[Digest, ...]


def building(home: Path) -> Path:
    """Where the next generation is built. Whoever holds the lease owns it."""
    return home / "building" / "next.duckdb"


def generations(home: Path) -> Path:
    """The folder of the published generations and their manifests."""
    return home / "generations"


def published(home: Path) -> Generation | None:
    """Tell of the published generation; None where there is none that can be opened and proved."""
    try:
        with reader(home / PUBLISHED) as connection:
            entry = ledger.latest(connection)
        return manifest_of(home, entry.generation) if entry else None
    except WarehouseError:
        return None


def receipts(home: Path) -> tuple[tuple[str, ...], ...]:
    """Give source, request, moment and snapshot of each receipt of the published generation.

    Of one that cannot be read there are none: then there is nothing to hold a log to.
    """
    try:
        with reader(home / PUBLISHED) as connection:
            return tuple(connection.execute(query("receipts")).fetchall())
    except (WarehouseError, duckdb.Error):
        return ()


def previous(home: Path) -> Path | None:
    """Where the ledger is carried on from: the published file, else the youngest generation.

    One that has the bytes of its manifest goes before one that merely opens.
    """
    opened = None
    for path in (home / PUBLISHED, *sorted(generations(home).glob("*.duckdb"), reverse=True)):
        try:
            with reader(path) as connection:
                entry = ledger.latest(connection)
            if entry is None:
                continue
            opened = opened or path
            if manifest_of(home, entry.generation).sha256 == file_hash(path):
                return path
        except WarehouseError:
            continue
    return opened


def manifest_of(home: Path, generation: str) -> Generation:
    """Read the manifest of a generation. Raises WarehouseError where it is gone or no manifest."""
    path = generations(home) / f"{generation}.json"
    try:
        told = json.loads(path.read_bytes())
        return Generation(**{**told, "digests": tuple(Digest(**one) for one in told["digests"])})
    except FileNotFoundError:
        message = f"{path} is not there; the generation cannot be proved. Run `tallybook build`."
        raise WarehouseError(message, exit_code=1) from None
    except (ValueError, TypeError, KeyError) as error:
        message = (
            f"{path} is no manifest ({error}); the generation cannot be proved. "
            "Run `tallybook build`."
        )
        raise WarehouseError(message, exit_code=1) from error


def publish(built: Built, home: Path, *, kept: int = KEPT) -> Generation:
    """Put a finished file in the place that readers open.

    The caller holds the lease. File and manifest are synced before the one rename that readers
    see, the folder after it; killed anywhere, the old generation is whole or the new one is. A
    write-ahead log beside the published path belongs to nobody that we know: it is moved aside,
    never deleted. Of older generations the last `kept` stay, and any that a reader holds.
    """
    _must_be_closed(built.path)
    folder = generations(home)
    folder.mkdir(parents=True, exist_ok=True)
    generation = _manifest(built)
    target = folder / f"{built.generation}.duckdb"
    # Nobody writes into a generation; who opens it for writing would lock out every reader.
    built.path.chmod(0o444)
    sync(built.path)
    _write_manifest(folder / f"{built.generation}.json", generation)
    built.path.replace(target)
    sync(folder)
    _move_stale_log_aside(home)
    _swap(target, home / PUBLISHED)
    prune(home, kept=kept, current=built.generation)
    return generation


def sync(path: Path) -> None:
    """Ask the system to put a file or folder on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def prune(home: Path, *, kept: int, current: str) -> tuple[str, ...]:
    """Remove the oldest generations beyond `kept`, but none that is held. Gives their names."""
    files = sorted(generations(home).glob("*.duckdb"))
    older = [path for path in files if path.stem != current]
    gone = []
    for path in older[: max(0, len(older) - kept + 1)]:
        if not _is_held(path):
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
            gone.append(path.stem)
    return tuple(gone)


def _manifest(built: Built) -> Generation:
    return Generation(
        generation=built.generation,
        sequence=built.sequence,
        root=built.root,
        sha256=file_hash(built.path),
        bytes=built.path.stat().st_size,
        code_version=built.code_version,
        storage_version="v1.5.0",
        digests=built.digests,
    )


def _must_be_closed(path: Path) -> None:
    if path.with_name(f"{path.name}.wal").exists():
        message = (
            f"{path} has a write-ahead log beside it and was not closed; "
            "nothing was published. Build again."
        )
        raise WarehouseError(message, exit_code=1)


def _write_manifest(path: Path, generation: Generation) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(generation), indent=1) + "\n", encoding="utf-8")
    sync(part)
    part.replace(path)


def _move_stale_log_aside(home: Path) -> None:
    log = home / f"{PUBLISHED}.wal"
    if log.exists():
        number = sum(1 for _ in home.glob(f"{PUBLISHED}.stale-*"))
        log.replace(home / f"{PUBLISHED}.stale-{number}.wal")


def _swap(target: Path, path: Path) -> None:
    """Make `path` another name of `target`, by one rename; a copy where names cannot be shared."""
    part = _part(path)
    part.unlink(missing_ok=True)
    try:
        part.hardlink_to(target)
    except OSError:
        shutil.copyfile(target, part)
        sync(part)
    part.replace(path)
    sync(path.parent)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _is_held(path: Path) -> bool:
    """Whether any process has the file open: DuckDB locks what it reads, and we ask who does."""
    with path.open("rb") as stream:
        return lock_of(stream.fileno()) is not None


def clear(home: Path) -> None:
    """Remove what a build that was cut off left behind. The caller holds the lease."""
    remove(building(home))
    shutil.rmtree(building(home).parent, ignore_errors=True)
    manifests = generations(home).glob("*.json")
    alone = [each for each in manifests if not each.with_suffix(".duckdb").exists()]
    for path in (_part(home / PUBLISHED), *generations(home).glob("*.part"), *alone):
        path.unlink(missing_ok=True)
