"""The seal of a folder of derived files: which there are, and the hash of each.

What the files hold is decided elsewhere. A folder that its seal does not vouch for is cleared away,
for what is derived can be made again.
"""

from __future__ import annotations

import logging
import os
import shutil
from hashlib import file_digest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# In the form of sha256sum, which can check it too.
SEAL: Final = "SHA256SUMS"


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Ask the system to put a file or folder on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seal(folder: Path) -> None:
    """Write the seal of a folder whose files are as they should be, and sync it."""
    lines = [f"{hash_file(file)}  {file.name}\n" for file in sorted(folder.iterdir())]
    path = folder / SEAL
    path.write_text("".join(lines), "utf-8")
    sync(path)


def sealed(folder: Path) -> Mapping[str, str]:
    """Give the hash of each file by its name, as the seal has it. Raises OSError without a seal."""
    text = (folder / SEAL).read_text("utf-8", errors="replace")
    lines = (line.partition("  ") for line in text.splitlines())
    return {name: sha256 for sha256, _, name in lines}


def is_whole(folder: Path) -> bool:
    """Whether a folder holds the files of its seal, each with its hash, and no other."""
    if not (folder / SEAL).is_file():
        return False
    found = {file.name: file for file in folder.iterdir() if file.name != SEAL}
    told = sealed(folder)
    return told.keys() == found.keys() and all(
        file.is_file() and hash_file(file) == told[name] for name, file in found.items()
    )


def stands(*folders: Path) -> bool:
    """Whether all folders are there and whole. A damaged one is told of and cleared away.

    The caller holds the lease.
    """
    found = tuple(map(_stands, folders))
    return all(found)


def _stands(folder: Path) -> bool:
    if is_whole(folder):
        return True
    if folder.exists():
        logging.getLogger("tallybook").warning("%s was damaged; it is made again.", folder)
        shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    return False
