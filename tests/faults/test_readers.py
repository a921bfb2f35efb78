"""Four readers, each a process, over ten publications: no error, no torn read, never backwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.home import build, table

if TYPE_CHECKING:
    from pipelines.store import Home

READING = Path(__file__).resolve().parent / "reading.py"
READERS, PUBLICATIONS = 4, 10
# The publications take as long as they take; a longer trial asks for more seconds.
SECONDS = float(os.environ.get("READERS_SECONDS", "0"))


def publish_number(home: Home, number: int) -> None:
    """Publish a generation in which the value of 2013 is twice that of 2012."""
    build(home, [table(f"{number}.csv", {2012: number, 2013: 2 * number}, f"2026-03-{number:02}")])


def test_four_readers_over_ten_publications(home: Home) -> None:
    started = time.monotonic()
    publish_number(home, 1)
    command = [sys.executable, str(READING), str(home.published)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    readers = [subprocess.Popen(command, text=True, **pipes) for _ in range(READERS)]  # type: ignore[call-overload]
    for reader in readers:
        assert reader.stdout.readline() == "reading\n"
    for number in range(2, PUBLICATIONS + 2):
        publish_number(home, number)
    time.sleep(max(0.3, SECONDS - (time.monotonic() - started)))
    for reader in readers:
        told, error = reader.communicate(timeout=60)
        assert reader.returncode == 0, error
        saw = json.loads(told)
        assert saw["reads"] > PUBLICATIONS
        assert saw["generations"] > PUBLICATIONS // 2
