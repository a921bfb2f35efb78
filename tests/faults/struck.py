"""The program that the tests strike: it runs in a process of its own and fails where it is told.

    struck.py POINT build HOME ARRIVALS    one build of home.py; ARRIVALS is JSON
    struck.py POINT quick WORDS ...        `tallybook WORDS`, its graph run without Dagster
    struck.py POINT command WORDS ...      `tallybook WORDS`, with two declared sources

POINT is empty, or `module.function:number:what`. What happens as that function is called for
that time: `before`, the process ends by SIGKILL; `after`, it does so when the function has done
its work; `torn`, so too, with half a line written to the file that the function was given;
`full`, no file of this process may grow any more. LARGE in the environment says from how many
observations on a generation is carried on. Production code knows nothing of it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path
from pkgutil import resolve_name
from typing import Any


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def tear(log: Any) -> None:
    """Die in the middle of a line of the receipt log, half of it on the disk."""
    log.write(b'{"source": "yearbook", "request": "ret')
    log.flush()
    die()


def fill_the_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def strike_at(point: str) -> None:
    """Put a function in the place of the named one that fails at its call of that number."""
    place, number, what = point.split(":")
    path, _, name = place.rpartition(".")
    owner = resolve_name(path)
    original, calls = getattr(owner, name), 0

    def struck(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls != int(number):
            return original(*arguments, **options)
        if what == "full":
            fill_the_disk()
            return original(*arguments, **options)
        if what == "before":
            die()
        original(*arguments, **options)
        return tear(*arguments) if what == "torn" else die()

    setattr(owner, name, struck)


def build(home: str, arrivals: str) -> None:
    """Build as home.py does."""
    from pipelines.store import Home
    from tests.faults import home as small

    small.build(Home(Path(home)), [small.Arrival(**one) for one in json.loads(arrivals)])


def quick(words: list[str]) -> int:
    """Run `tallybook`, the steps of its graph one after the other instead of by Dagster."""
    from pipelines.cli import main
    from pipelines.commands import build
    from pipelines.store import Home
    from tests.faults import home as small

    build._materialise = lambda config: small.build(Home(Path(config["folder"])))
    return main(words)


def command(words: list[str]) -> int:
    """Run `tallybook` as if it had two sources, so that the graph is small."""
    from pipelines import sources
    from pipelines.cli import main

    everything = sources.declared
    few = {"documents", "yearbook"}
    sources.declared = lambda: tuple(one for one in everything() if one.id in few)
    return main(words)


if __name__ == "__main__":
    point, mode, *words = sys.argv[1:]
    if large := os.environ.get("LARGE"):
        from warehouse import carry

        carry.LARGE = int(large)  # type: ignore[misc]
    if point:
        strike_at(point)
    if mode == "build":
        build(*words)
    else:
        sys.exit({"quick": quick, "command": command}[mode](words))
