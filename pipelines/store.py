"""Where each layer's files lie in the home, and how they get there: whole or not at all.

What the files hold is decided elsewhere; nothing is parsed here but the receipt log.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipelines.refusal import Refusal
from pipelines.seal import hash_file, seal, stands, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import polars as pl

CHUNK: Final = 1 << 20
# What is not whole yet lies beside its place, under a name that begins with this.
PART: Final = ".part-"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One occasion on which bytes were received. `received` is ISO 8601 in UTC."""

    source: str
    request: str
    received: str
    sha256: str
    bytes: int
    kind: str  # fetch, transcription, document
    media_type: str = "application/octet-stream"
    status: int | None = None
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    coverage: str = "nothing"
    window_from: str | None = None
    window_to: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds everything made at run time."""

    root: Path

    @property
    def published(self) -> Path:
        """The published generation, the file that readers open."""
        return self.root / "tallybook.duckdb"

    @property
    def fetch_log(self) -> Path:
        """One line a try at a publisher; outside the warehouse."""
        return self.root / "fetch-log.ndjson"

    def snapshot(self, sha256: str) -> Path:
        """The bytes that have this hash."""
        return self.root / "snapshots" / sha256[:2] / sha256

    def receipts(self, source: str) -> Path:
        """The append-only receipt log of a source."""
        return self.root / "receipts" / f"{source}.ndjson"

    def layer(self, layer: str, source: str, key: str) -> Path:
        """The folder of a layer's files; `key` names what they were made from."""
        return self.root / layer / source / key


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a temporary neighbour of `path` that takes its place only when all went well.

    The file is synced before the rename and the folder after it, so that a power cut leaves
    the old content or the new, never half of one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        sync(part)
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def sweep(home: Home) -> None:
    """Remove what a run that was killed left unfinished. The caller holds the lease."""
    for depth in ("", "*/", "*/*/"):
        for left in home.root.glob(f"{depth}{PART}*"):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def keep_snapshot(home: Home, path: Path) -> str:
    """Keep the bytes of a file under their hash, once. Gives the hash.

    What lies there and has not this hash was damaged, and is put right.
    """
    sha256 = hash_file(path)
    target = home.snapshot(sha256)
    if not target.exists() or hash_file(target) != sha256:
        with whole(target) as part, path.open("rb") as source, part.open("wb") as sink:
            while block := source.read(CHUNK):
                sink.write(block)
            part.chmod(0o444)
    return sha256


def must_be_whole(home: Home, sha256: str, *, most: int | None = None) -> None:
    """Refuse to read a snapshot that is gone, or has not the bytes of its name.

    One larger than `most` bytes is not hashed.
    """
    path = home.snapshot(sha256)
    if not path.exists():
        what = "is gone"
    elif most is not None and path.stat().st_size > most:
        return
    elif (found := hash_file(path)) != sha256:
        what = f"was altered: its bytes have the hash {found}, not its name"
    else:
        return
    message = (
        f"snapshot {path} {what}. Put its bytes back from a copy; or remove what lies there and "
        "take them in again, by `tallybook build` with --document FILE or with --live."
    )
    raise Refusal(message, exit_code=1)


@contextmanager
def keeping(*folders: Path) -> Iterator[Callable[[Path, pl.DataFrame], None]]:
    """Give a function that adds a frame to a folder, as a Parquet file; empty frames make one.

    The folders appear sealed, when all went well, in this order; one that is there already was
    made from the same and stays.
    """
    for folder in folders:
        folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        made = {folder: _made(stack, folder) for folder in folders}
        counts = dict.fromkeys(folders, 0)

        def add(folder: Path, part: pl.DataFrame) -> None:
            if part.is_empty() and counts[folder]:
                return
            file = made[folder] / f"{counts[folder]:04}.parquet"
            counts[folder] += 1
            _write(part, file)
            sync(file)

        yield add
        for folder in folders:
            if not folder.exists():
                seal(made[folder])
                made[folder].rename(folder)
                sync(folder.parent)


def _write(part: pl.DataFrame, file: Path) -> None:
    from polars.exceptions import PolarsError

    try:
        part.write_parquet(file, statistics=False)
    except PolarsError as error:
        message = (
            f"{file} could not be written ({error}). Make room there and call again; "
            "the published warehouse is as before."
        )
        raise Refusal(message, exit_code=1) from error


def _made(stack: ExitStack, folder: Path) -> Path:
    scratch = tempfile.TemporaryDirectory(dir=folder.parent, prefix=PART)
    made = Path(stack.enter_context(scratch)) / "made"
    made.mkdir()
    return made


def keep_layer(folder: Path, parts: Iterable[pl.DataFrame]) -> tuple[Path, ...]:
    """Keep a layer's frames as one folder of Parquet files, once, all or none of them."""
    if not stands(folder):
        with keeping(folder) as add:
            for part in parts:
                add(folder, part)
    return layer_files(folder)


def keep_text(folder: Path, name: str, text: str) -> None:
    """Keep a derived text as the one file of a folder of its own, sealed."""
    if stands(folder):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        made = _made(stack, folder)
        (made / name).write_text(text, "utf-8")
        sync(made / name)
        seal(made)
        made.rename(folder)
        sync(folder.parent)


def layer_files(folder: Path) -> tuple[Path, ...]:
    """Give the files of a layer in the order in which they were made."""
    return tuple(sorted(folder.glob("*.parquet")))


def read_receipts(home: Home, source: str) -> tuple[Receipt, ...]:
    """Read the receipts of a source in the order in which they were written.

    A last line that was cut by a crash was never a receipt and is passed over.
    """
    path = home.receipts(source)
    if not path.exists():
        return ()
    lines = path.read_bytes().split(b"\n")[:-1]
    return tuple(_receipt(path, number, line) for number, line in enumerate(lines, 1))


def _receipt(path: Path, number: int, line: bytes) -> Receipt:
    try:
        return Receipt(**json.loads(line))
    except (ValueError, TypeError) as error:
        message = (
            f"{path}, line {number}: this is no receipt ({error}); expected one JSON object as "
            "pipelines/store.py writes it. Restore the log from a copy: it is append-only."
        )
        raise Refusal(message, exit_code=1) from error


def append_receipts(home: Home, receipts: Iterable[Receipt]) -> None:
    """Add receipts to their logs, synced before this returns. One that is there is not doubled."""
    for receipt in receipts:
        path = home.receipts(receipt.source)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as log:
            # Two processes may hand in a document at the same moment.
            fcntl.flock(log, fcntl.LOCK_EX)
            if receipt not in read_receipts(home, receipt.source):
                _cut_torn_line(log)
                log.write(json.dumps(asdict(receipt), ensure_ascii=False).encode() + b"\n")
                log.flush()
                os.fsync(log.fileno())


def _cut_torn_line(log: Any) -> None:  # noqa: ANN401 - a binary file opened for append
    log.seek(0)
    content = log.read()
    if content and not content.endswith(b"\n"):
        log.truncate(content.rfind(b"\n") + 1)


def snapshots_of(home: Home, source: str) -> tuple[str, ...]:
    """Hashes of the snapshots of a source, each once, in the order of their first receipt."""
    return tuple(dict.fromkeys(receipt.sha256 for receipt in read_receipts(home, source)))
