"""What the tests of readers share: the recorded answers, and the table at the end of a run."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PAYLOADS = Path(__file__).resolve().parents[2].parent / "shared" / "payloads"


class Tally(Protocol):
    """`tally("json-stat", "a.json", observations=3)`, or `refused="why"` in place of the count."""

    def __call__(
        self, format_name: str, file: str, *, observations: int = 0, refused: str | None = None
    ) -> None: ...


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """Note what a reader made of a file, for the table at the end of the run."""

    def note(
        format_name: str, file: str, *, observations: int = 0, refused: str | None = None
    ) -> None:
        record_property("tally", [format_name, file, observations, refused])

    return note


@pytest.fixture(scope="session")
def payloads() -> Path:
    """The folder of recorded answers; it is no part of the repository."""
    if not PAYLOADS.is_dir():
        pytest.skip("../shared is not here: the recorded answers cannot be read")
    return PAYLOADS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        if getattr(report, "when", None) == "call"
    ]
    notes = [
        value for report in reports for name, value in report.user_properties if name == "tally"
    ]
    if notes:
        terminalreporter.section("what the readers made of the files")
        for line in table(notes):
            terminalreporter.write_line(line)


def table(notes: Iterable[tuple[str, str, int, str | None]]) -> list[str]:
    """Lay the notes out: a line a format, with files (each once), observations, refused files."""
    by_format: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for (format_name, _), (observations, refused) in {
        (format_name, file): (observations, refused)
        for format_name, file, observations, refused in notes
    }.items():
        by_format[format_name].append((observations, refused is not None))
    lines = [f"{'format':<24}{'files':>7}{'observations':>15}{'refused':>9}"]
    for name in sorted(by_format):
        rows = by_format[name]
        counts = (len(rows), sum(row[0] for row in rows), sum(row[1] for row in rows))
        lines.append(f"{name:<24}{counts[0]:>7}{counts[1]:>15,}{counts[2]:>9}")
    return lines
