"""What comes of asking a publisher: bytes in a file, nothing new, or a failure in one sentence.

Records only; nothing is fetched or decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

# How many tries an error of a class deserves: what passes by itself, and what may be a hiccup.
PATIENT: Final = 4
TWICE: Final = 2

FailureKind = Literal[
    "unreachable",  # no connection, or it broke off
    "deadline",  # the publisher was too slow
    "status",  # an HTTP status that is no answer
    "content",  # an answer that is not what the format promises
    "size",  # more bytes than is allowed
    "too large",  # the publisher says that we asked for too much
    "address",  # an address or redirect that is not declared
    "paging",  # pages that do not add up
    "rate",  # we have asked often enough for now
    "key",  # a key that is missing, or would travel in the open
]


@dataclass(frozen=True, slots=True)
class LastReceipt:
    """What is known of the last time a request was answered with bytes. `headers` as received."""

    sha256: str
    received: datetime
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetched:
    """New bytes of one request, in a temporary file that the taker moves or deletes.

    `status` is null for a file source. `address` never shows a key.
    """

    source: str
    request: str
    path: Path
    sha256: str
    bytes: int
    status: int | None
    headers: Mapping[str, str]
    media_type: str
    address: str
    received: datetime
    coverage: str
    window: tuple[str, str] | None
    title: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The publisher has nothing new: it says so, or it sent the bytes of the latest receipt."""

    source: str
    request: str
    sha256: str
    received: datetime
    because: Literal["not modified", "same bytes"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request gave nothing. The last snapshot stands; the source is stale for this reason."""

    source: str
    request: str
    kind: FailureKind
    sentence: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FetchReport:
    """All that came of one source."""

    source: str
    answers: tuple[Fetched, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    failures: tuple[Failure, ...] = ()


class FailedError(Exception):
    """A try that failed, on its way to becoming a `Failure`.

    `tries` is how many tries in all an error of this class deserves, `wait` how many seconds
    the publisher wants us to stay away. `logged` says that the fetch log has it.
    """

    def __init__(
        self,
        sentence: str,
        kind: FailureKind,
        *,
        tries: int = 1,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.tries = tries
        self.wait = wait
        self.status = status
        self.logged = False
