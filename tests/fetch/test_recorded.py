"""Recorded answers of the publishers over real HTTP: the gate lets every good one through."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelines.extract.formats import by_name, recognise
from pipelines.refusal import Refusal
from tests.fetch.bench import Bench, declare
from tests.fetch.player import Answer, playing

if TYPE_CHECKING:
    from collections.abc import Iterator

PAYLOADS = Path(__file__).resolve().parents[2].parent / "shared" / "payloads"


def recorded() -> Iterator[tuple[Path, str]]:
    """Give the recorded files that a reader takes for its own, with its name."""
    with (PAYLOADS / "MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        rows = [row for row in csv.reader(manifest) if "recorded" in row]
    for row in rows:
        path = PAYLOADS / row[0]
        try:
            yield path, recognise(path).name
        except Refusal:
            continue


def is_read(path: Path, format_name: str) -> bool:
    try:
        for _ in by_name(format_name).read(path, {}):
            pass
    except Refusal:
        return False
    return True


@pytest.mark.slow
def test_what_a_reader_reads_is_fetched_byte_for_byte(bench: Bench) -> None:
    if not PAYLOADS.is_dir():
        pytest.skip("../shared is not here: recorded answers cannot be played")
    files = list(recorded())
    assert len(files) > 100
    refused = []
    with playing({}) as player:
        for path, name in files:
            player.routes["/data"] = Answer(path.read_bytes())
            report = bench.fetch(declare(format=name), player.address)
            for answer in report.answers:
                assert answer.path.read_bytes() == path.read_bytes()
                answer.path.unlink()
            refused += [(path, name, failure.sentence) for failure in report.failures]
    # What is refused at the door no reader reads either: it is an error, broken or empty.
    assert [one for one in refused if is_read(*one[:2])] == []
