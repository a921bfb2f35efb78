"""Memory stays bounded, however much a publisher sends. Answers are constructed."""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.fetch.player import Answer, playing

ROOT = Path(__file__).resolve().parents[2]
# A child of its own, so that what it peaks at is what fetching peaks at, in KiB.
CHILD = """
import resource, sys
from pathlib import Path
from pipelines.fetch import Settings, fetch_source, open_caller
from tests.fetch.bench import declare
folder, address = Path(sys.argv[1]), sys.argv[2]
environment = {"TALLYBOOK_ADDRESS_EXAMPLE": address}
with open_caller(Settings(folder, folder / "log", environment)) as caller:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = declare(format="fred-csv")
    report = fetch_source(source, caller=caller, folder=folder / "new", latest={})
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(after - before, *[a.bytes for a in report.answers], *[f.kind for f in report.failures])
"""


def grown(folder: Path, answer: Answer) -> list[str]:
    with playing({"/data": answer}) as player:
        call = [sys.executable, "-c", CHILD, str(folder), player.address]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.slow
def test_a_large_answer_streams_to_disk(tmp_path: Path) -> None:
    growth, size = grown(tmp_path, Answer(b"2024-01-01,1.5\n" * 70_000, repeat=100))
    assert int(size) == 15 * 70_000 * 100  # some 100 MiB
    assert int(growth) < 24 * 1024


@pytest.mark.slow
def test_a_bomb_of_a_gigabyte_is_never_whole_in_memory(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    growth, outcome = grown(tmp_path, Answer(bomb, headers={"Content-Encoding": "gzip"}))
    assert outcome == "size"
    assert int(growth) < 24 * 1024
