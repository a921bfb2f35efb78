"""One writer at a time: a lock on `<home>/.lease` that goes when its holder dies.

Nothing is ever written into that file: the system itself knows who holds it.
"""

from __future__ import annotations

import fcntl
import os
import struct
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT: Final = 10.0  # seconds; a second build then says who holds the lease
PAUSE: Final = 0.05


@contextmanager
def lease(home: Path, *, wait: float = WAIT) -> Iterator[None]:
    """Hold the lease of a home while the block runs.

    Waits up to `wait` seconds, then raises WarehouseError naming the process that holds it. The
    lock belongs to the open file, so a process that was killed cannot hold it; the file stays, and
    stays empty.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / ".lease", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, home, wait)
        # Of a lock on an open file nobody can ask whose it is. Of this further one, which is the
        # process's, one can; a file system that gives none keeps only the name from who waits.
        with suppress(OSError):
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, home: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                message = (
                    f"{home} is being built by {_holder(descriptor)}; waited {wait:g} s for its "
                    "lease. Wait until it is done, or stop it; the warehouse can be read meanwhile."
                )
                raise WarehouseError(message) from None
            time.sleep(PAUSE)
        else:
            return


def _holder(descriptor: int) -> str:
    """Name the process that holds the lease; the system tells of none on another machine."""
    process = lock_of(descriptor)
    return f"process {process}" if process else "another run"


def lock_of(descriptor: int) -> int | None:
    """Ask the system which process holds a lock on an open file: 0 for one it cannot name."""
    asked = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    told = struct.unpack("hhqqi", fcntl.fcntl(descriptor, fcntl.F_OFD_GETLK, asked))
    return None if told[0] == fcntl.F_UNLCK else max(0, int(told[-1]))
