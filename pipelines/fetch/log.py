"""The fetch log: one line a try, outside the warehouse. No key is ever in it."""

from __future__ import annotations

import json
import os
from collections import defaultdict, deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Line = dict[str, Any]


def stamp(moment: datetime) -> str:
    """Write a moment as receipts do."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append(path: Path, line: Mapping[str, Any]) -> None:
    """Add one line, in one write, so that two processes do not mix theirs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, json.dumps(line, ensure_ascii=False).encode() + b"\n")
    finally:
        os.close(descriptor)


def read(path: Path) -> tuple[Line, ...]:
    """Read all lines. What is no line of ours, such as one cut by a crash, is passed over."""
    if not path.exists():
        return ()
    with path.open("rb") as file:
        return tuple(line for line in map(_line, file) if line is not None)


def _line(text: bytes) -> Line | None:
    try:
        line = json.loads(text)
        datetime.fromisoformat(line["at"])
        words = [line[name] for name in ("run", "source", "request", "outcome", "host")]
    except (ValueError, TypeError, KeyError):
        return None
    return line if all(isinstance(word, str) for word in words) else None


def asked_since(lines: Iterable[Line], now: datetime) -> defaultdict[str, deque[datetime]]:
    """Give when each host was asked within the hour before now."""
    asked: defaultdict[str, deque[datetime]] = defaultdict(deque)
    for line in lines:
        at = datetime.fromisoformat(line["at"])
        if now - timedelta(hours=1) < at <= now and line["host"]:
            asked[line["host"]].append(at)
    return asked


def last_in_full(lines: Iterable[Line]) -> dict[tuple[str, str], datetime]:
    """Give when each request of a source was last answered with its bytes, not with "as before"."""
    return {
        (line["source"], line["request"]): datetime.fromisoformat(line["at"])
        for line in lines
        if line["outcome"] in ("new", "same bytes")
    }


def last_runs(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Give the lines of the last run in which each source was asked."""
    runs: dict[str, list[Line]] = {}
    for line in lines:
        of_source = runs.setdefault(line["source"], [])
        if of_source and of_source[-1]["run"] != line["run"]:
            of_source.clear()
        of_source.append(line)
    return runs
