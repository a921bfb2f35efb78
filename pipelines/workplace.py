"""What every step of a run is given: the home, what to take in, and the one writer's lease."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
from pydantic import PrivateAttr

from pipelines.fetch.session import Caller, open_caller
from pipelines.fetch.settings import settings_from
from pipelines.history import home_folder
from pipelines.intake import take_in
from pipelines.publication import must_hold_what_was_published
from pipelines.receive import now
from pipelines.sources import declared
from pipelines.store import Home, sweep
from warehouse.generation import Built
from warehouse.limits import limits_from
from warehouse.publish import lease

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.source import Source


class Workplace(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The home of a run, held by its lease from the first step to the last.

    `live` asks the publishers; `only` names the sources to take in (empty: all that are on);
    `received` states the moment of receipt (empty: now).
    """

    folder: str = ""
    live: bool = False
    only: list[str] = []
    received: str = ""

    _held: ExitStack = PrivateAttr(default_factory=ExitStack)
    _caller: Caller | None = PrivateAttr(default=None)
    _built: Built | None = PrivateAttr(default=None)

    @property
    def home(self) -> Home:
        """The home that the run writes to."""
        return Home(Path(self.folder) if self.folder else home_folder())

    @property
    def moment(self) -> str:
        """The moment of receipt of what this run takes in."""
        return self.received or now()

    @property
    def built(self) -> Built | None:
        """The generation that this run has built; null where there was nothing new."""
        return self._built

    def hand_on(self, generation: Built | None) -> None:
        """Keep what the warehouse step has built for the steps after it."""
        self._built = generation

    def receive(self, source: Source) -> Mapping[str, str]:
        """Take in what the source has, where this run is to; gives what to tell of it."""
        if source.id not in self.only if self.only else not source.on:
            return {}
        return take_in(
            self.home,
            source,
            caller=self._caller,
            received=self.moment,
            stated=bool(self.received),
        )

    def announce(self, key: Sequence[str]) -> None:
        """Name the step on a terminal; stay quiet in a pipe."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{'/'.join(key)}")
            sys.stderr.flush()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Take the lease, one writer at a time, and open the session that asks publishers."""
        limits_from(os.environ)  # a setting that cannot be is told of before any work
        self.home.root.mkdir(parents=True, exist_ok=True)
        self._held = ExitStack()
        self._held.enter_context(lease(self.home.root))
        sweep(self.home)
        must_hold_what_was_published(self.home, declared())
        if self.live:
            self._caller = self._held.enter_context(
                open_caller(
                    settings_from(os.environ, home=self.home.root),
                    progress=lambda line: self.announce([line]),
                )
            )

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Close what was opened, give the lease back and clear the terminal's line."""
        self._held.close()
        self._caller = None
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
