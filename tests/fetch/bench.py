"""A caller at a mirror on loopback whose clock, sleep and jitter a test holds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pipelines.fetch import Caller, FetchReport, LastReceipt, Settings, fetch_source, open_caller
from pipelines.source import Request, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Time that passes only when someone sleeps."""

    now: datetime = START
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def declare(**changes: Any) -> Source:
    """Declare a source of one JSON request; `path`, `parameters`... go to the request."""
    of_the_request = {"path", "parameters", "split", "paging", "options", "coverage"}
    own = of_the_request & changes.keys()
    request = {name: changes.pop(name) for name in own}
    path = request.pop("path", "/data")
    asked = Request("all", f"https://stats.example.org{path}", **request)
    form = {
        "id": "example",
        "title": "Constructed example",
        "publisher": "example",
        "licence": "none",
        "citation": "Constructed",
        "format": "world-bank-json",
        "requests": (asked,),
    }
    return Source(**{**form, **changes})


@dataclass
class Bench:
    """A caller at a mirror on loopback, and where its answers go."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    environment: dict[str, str] = field(default_factory=dict)
    limits: dict[str, Any] = field(default_factory=dict)

    def settings(self) -> Settings:
        folder = self.folder
        plain = Settings(folder / "inbox", folder / "fetch-log.ndjson", self.environment)
        return replace(plain, **{"total_seconds": 20, "read_seconds": 5, **self.limits})

    @contextmanager
    def caller(self) -> Iterator[Caller]:
        with open_caller(
            self.settings(), clock=self.clock, sleep=self.clock.sleep, jitter=lambda: 1.0
        ) as caller:
            yield caller

    def fetch(
        self, source: Source, address: str | None, latest: dict[str, LastReceipt] | None = None
    ) -> FetchReport:
        """Fetch a source from the address that stands in for its own."""
        if address is not None:
            self.environment["TALLYBOOK_ADDRESS_EXAMPLE"] = address
        with self.caller() as caller:
            folder = self.folder / "snapshots"
            return fetch_source(source, caller=caller, folder=folder, latest=latest or {})

    def log(self) -> str:
        """Give the whole fetch log."""
        return (self.folder / "fetch-log.ndjson").read_text("utf-8")

    def kept(self) -> list[Path]:
        """Give the files that lie in the folder of answers."""
        return sorted((self.folder / "snapshots").iterdir())
