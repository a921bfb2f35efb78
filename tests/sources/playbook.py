"""All default sources on one loopback server, for tests of `tallybook build --live` end to end.

The answers are constructed (specimens.py) and one of them can be revised. A test tool: it
asserts nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from pipelines.fetch.address import target
from pipelines.fetch.settings import Settings, address_variable
from pipelines.sources import declared
from tests.fetch.player import Answer, Asked, Play, Player, playing
from tests.sources.specimens import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipelines.source import Request, Source


@dataclass(frozen=True, slots=True)
class Revision:
    """One value that a publisher revises: its series and period, before and after, exactly."""

    source: str
    request: str
    series_id: str
    period: str
    before: str
    after: str
    bytes_before: bytes
    bytes_after: bytes


REVISION: Final = Revision(
    source="fred",
    request="ECOMSA",
    series_id="us_census:retail_ecommerce_sales_sa:USA:Q:USD",
    period="2024-Q1",
    before="271005000000",
    after="271999000000",
    bytes_before=b"2024-01-01,271005",
    bytes_after=b"2024-01-01,271999",
)


@dataclass(slots=True)
class Stage:
    """The server at play: `environment` redirects every default source to it.

    `values` and `missing` say by source how many observations the answers hold with a value,
    and without.
    """

    player: Player
    environment: Mapping[str, str]
    values: Mapping[str, int]
    missing: Mapping[str, int]
    bodies: dict[tuple[str, str], bytes] = field(repr=False)

    def revise(self, revision: Revision = REVISION) -> Revision:
        """Let a publisher revise one value of one answer; gives what is to be seen of it."""
        key = (revision.source, revision.request)
        self.bodies[key] = self.bodies[key].replace(revision.bytes_before, revision.bytes_after)
        return revision

    def asked(self, source: str) -> list[Asked]:
        """Give what one source was asked."""
        return [one for one in self.player.asked if one.path.startswith(f"/{source}/")]


@contextmanager
def play() -> Iterator[Stage]:
    """Play every source that is on by default, each below its own name on one server."""
    sources = [source for source in declared() if source.on and source.requests]
    specimens = {(s.id, r.name): ANSWERS[s.id](r) for s in sources for r in s.requests}
    bodies = {key: specimen.body for key, specimen in specimens.items()}
    routes: dict[str, Play] = {}
    for source in sources:
        for request in source.requests:
            routes[_path(source, request)] = _answering(sources, bodies)
    with playing(routes) as player:
        yield Stage(
            player=player,
            environment={
                address_variable(source.id): f"{player.address}/{source.id}" for source in sources
            },
            values=_summed({key: one.values for key, one in specimens.items()}),
            missing=_summed({key: one.missing for key, one in specimens.items()}),
            bodies=bodies,
        )


def _path(source: Source, request: Request) -> str:
    place = target(source, request, request.parameters, Settings(Path(), Path()))
    return f"/{source.id}{urlsplit(place.url).path}"


def _answering(
    sources: list[Source], bodies: Mapping[tuple[str, str], bytes]
) -> Callable[[Asked], Answer]:
    """Answer the request whose path it is and whose every parameter of the query was sent."""

    def answer(asked: Asked) -> Answer:
        for source in sources:
            for request in source.requests:
                if _path(source, request) == asked.path and _is_asked(request, asked):
                    return Answer(bodies[source.id, request.name])
        return Answer(b"this is not what the declaration asks for", 400)

    return answer


def _is_asked(request: Request, asked: Asked) -> bool:
    in_query = {k: v for k, v in request.parameters.items() if f"{{{k}}}" not in request.url}
    return all(
        asked.query.get(name) == ([value] if isinstance(value, str) else list(value))
        for name, value in in_query.items()
    )


def _summed(counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    total: dict[str, int] = {}
    for (source, _), count in counts.items():
        total[source] = total.get(source, 0) + count
    return total
