"""The one session that asks all publishers: its connections, its deadline, its memory of a run.

What is asked, and what is made of the answer, is decided elsewhere.
"""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from pipelines.fetch import log
from pipelines.fetch.address import Origin, Target, must_be_public

if TYPE_CHECKING:
    from collections import defaultdict, deque
    from collections.abc import Callable, Iterator

    from urllib3.poolmanager import PoolManager
    from urllib3.response import HTTPResponse

    from pipelines.fetch.settings import Settings


@dataclass(slots=True)
class Watch:
    """One try under way: where it may lead, and the socket to shut when its time is over."""

    place: Target
    socket: socket.socket | None = None
    expired: bool = False

    def expire(self) -> None:
        """End the try, wherever it hangs."""
        self.expired = True
        if self.socket is not None:
            # Not SSLSocket.shutdown, which changes an object that another thread is reading.
            # It may have been closed in the meantime.
            with suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(place: Target, *, seconds: float) -> Iterator[Watch]:
    """Watch over one try: a body that drips for ever ends after so many seconds."""
    watch = Watch(place)
    timer = threading.Timer(seconds, watch.expire)
    timer.daemon = True
    token = _WATCH.set(watch)
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        _WATCH.reset(token)


def _guard(connection: HTTPConnection) -> None:
    """Look where a new connection leads before anything is sent on it.

    The address is the socket's own: a name that resolves to something else a moment later
    cannot slip through. A proxy may live where it likes.
    """
    watch = _WATCH.get()
    if watch is not None and connection.proxy is None:
        must_be_public(connection.sock.getpeername()[0], watch.place)


def _attach(connection: HTTPConnection) -> None:
    watch = _WATCH.get()
    if watch is not None:
        watch.socket = connection.sock
        if watch.expired:
            watch.expire()


class GuardedConnection(HTTPConnection):
    """A connection that knows where it may lead, and that a deadline can end."""

    def connect(self) -> None:
        """Connect, then look where to."""
        super().connect()
        _guard(self)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        """Wait for the answer, under the deadline."""
        _attach(self)
        return super().getresponse()


class GuardedTlsConnection(HTTPSConnection):
    """The same over TLS."""

    def connect(self) -> None:
        """Connect, then look where to."""
        super().connect()
        _guard(self)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        """Wait for the answer, under the deadline."""
        _attach(self)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = GuardedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = GuardedTlsConnection


class GuardedAdapter(HTTPAdapter):
    """The adapter of requests, with guarded connections, directly and through a web proxy."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Make the pools of direct connections."""
        super().init_poolmanager(*args, **kwargs)
        _use_guarded_pools(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:  # noqa: ANN401
        """Make the pools of a proxy; one that speaks SOCKS has pools of its own."""
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.startswith("socks"):
            _use_guarded_pools(manager)
        return manager


def _use_guarded_pools(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


@dataclass(slots=True)
class Caller:
    """The one who calls on publishers, for the length of a run. Mutable: it remembers.

    `asked` holds when each host was asked within the last hour, earlier runs included;
    `lost` the places that were not reached in this run.
    """

    settings: Settings
    session: requests.Session
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]  # 0 to 1
    opened: datetime  # names the run in the fetch log
    progress: Callable[[str], None] | None
    asked: defaultdict[str, deque[datetime]]
    full: dict[tuple[str, str], datetime]  # when a request was last answered in full
    lost: set[Origin] = field(default_factory=set)


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@contextmanager
def open_caller(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
    jitter: Callable[[], float] = random.random,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Caller]:
    """Open the session of a run and close it after. `progress` is given one short line a try."""
    history = log.read(settings.log)
    with requests.Session() as session:
        session.headers["User-Agent"] = settings.user_agent
        session.headers["Accept-Encoding"] = "gzip, deflate"
        session.auth = _no_password
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        for scheme in ("https://", "http://"):
            session.mount(scheme, GuardedAdapter(max_retries=0))
        yield Caller(
            settings=settings,
            session=session,
            clock=clock,
            sleep=sleep,
            jitter=jitter,
            opened=clock(),
            progress=progress,
            asked=log.asked_since(history, clock()),
            full=log.last_in_full(history),
        )


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no password: without this, requests would look for one in the user's .netrc."""
    return request
