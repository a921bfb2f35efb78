"""Four readers, each a process, over ten publications: no error, no torn read, never backwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
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


def reader(home: Home, stack: ExitStack) -> subprocess.Popen[str]:
    """Start one, and see that it does not outlive the test."""
    started = subprocess.Popen(
        [sys.executable, str(READING), str(home.published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stack.enter_context(started)
    stack.callback(started.kill)
    return started


def test_four_readers_over_ten_publications(home: Home) -> None:
    started = time.monotonic()
    publish_number(home, 1)
    with ExitStack() as stack:
        readers = [reader(home, stack) for _ in range(READERS)]
        for each in readers:
            assert each.stdout is not None
            assert each.stdout.readline() == "reading\n"
        for number in range(2, PUBLICATIONS + 2):
            publish_number(home, number)
        time.sleep(max(0.3, SECONDS - (time.monotonic() - started)))
        for each in readers:
            told, error = each.communicate(timeout=60)
            assert each.returncode == 0, error
            saw = json.loads(told)
            assert saw["reads"] > PUBLICATIONS
            assert saw["generations"] > PUBLICATIONS // 2
