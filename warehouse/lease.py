"""One writer at a time: a lock on `<home>/.lease` that goes when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
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
    lock belongs to the open file, so a process that was killed cannot hold it; the file stays.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / ".lease", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, home, wait)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
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
                holder = os.pread(descriptor, 32, 0).decode(errors="replace") or "unknown"
                message = (
                    f"{home} is being built by process {holder}; waited {wait:g} s for its lease. "
                    "Wait until it is done, or stop it; the warehouse can be read meanwhile."
                )
                raise WarehouseError(message) from None
            time.sleep(PAUSE)
        else:
            return
