"""File sources: exports that a person puts into a folder are taken as a publisher's answers."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.fetch.answers import FailedError, Fetched, Unchanged
from pipelines.fetch.settings import address_variable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.fetch.answers import LastReceipt
    from pipelines.fetch.session import Caller
    from pipelines.source import Source


def folder_of(source: Source, caller: Caller) -> Path:
    """Give the folder of a file source: the one a setting names, or its own in the inbox."""
    named = caller.settings.address(source.id)
    return Path(named) if named else caller.settings.inbox / source.id


def take_files(
    source: Source, caller: Caller, folder: Path, latest: Mapping[str, LastReceipt]
) -> tuple[Fetched | Unchanged, ...]:
    """Copy the files that are new or changed. The name of a file is the name of its request."""
    inbox = folder_of(source, caller)
    if not inbox.is_dir():
        sentence = (
            f"there is no folder {inbox}; put the exports of {source.title} there, or name their "
            f"folder in {address_variable(source.id)}."
        )
        raise FailedError(sentence, "unreachable")
    paths = sorted(path for path in inbox.glob(str(source.files)) if _is_own_file(path))
    return tuple(_take(source, caller, folder, latest, path) for path in paths)


def _is_own_file(path: Path) -> bool:
    """Pass over links: a file of the inbox may not stand for one elsewhere."""
    return path.is_file() and not path.is_symlink()


def _take(
    source: Source,
    caller: Caller,
    folder: Path,
    latest: Mapping[str, LastReceipt],
    path: Path,
) -> Fetched | Unchanged:
    size = path.stat().st_size
    if size > caller.settings.most_bytes:
        sentence = f"{path} has {size:,} bytes; {caller.settings.most_bytes:,} are allowed."
        raise FailedError(sentence, "size")
    copy, at = _copy(path, folder), caller.clock()
    with copy.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    known = latest.get(path.name)
    if known is not None and known.sha256 == sha256:
        copy.unlink()
        return Unchanged(source.id, path.name, sha256, at, "same bytes")
    return Fetched(
        source=source.id,
        request=path.name,
        path=copy,
        sha256=sha256,
        bytes=copy.stat().st_size,
        status=None,
        headers={},
        media_type="application/octet-stream",
        address=path.name,
        received=at,
        coverage="nothing",
        window=None,
        title=f"{source.title}: {path.name}",
    )


def _copy(path: Path, folder: Path) -> Path:
    with (
        path.open("rb") as origin,
        tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as sink,
    ):
        shutil.copyfileobj(origin, sink, 1 << 20)
        sink.flush()
        os.fsync(sink.fileno())
        return Path(sink.name)
