"""A publisher on loopback that plays constructed answers, well-behaved and hostile ones.

A test tool: it asserts nothing. Answers are constructed unless a test says they are recorded.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    import ssl


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `length` overrides Content-Length; `drip`: so many bytes a tenth of a second."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: int | None = None
    repeat: int = 1  # the body is sent so many times, without ever being whole in memory


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in: path, query and headers (names in small letters)."""

    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]


Play = Answer | Sequence[Answer] | Callable[[Asked], Answer]


@dataclass(slots=True)
class Player:
    """The publisher: what it plays by path, and what it was asked."""

    address: str
    routes: dict[str, Play]
    asked: list[Asked] = field(default_factory=list)
    turn: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def answer(self, asked: Asked) -> Answer:
        """Give the answer to a question; the last one of a sequence stays."""
        self.asked.append(asked)
        play = self.routes.get(asked.path, Answer(b"nothing is played here", 404))
        if isinstance(play, Answer):
            return play
        if callable(play):
            return play(asked)
        turn = self.turn[asked.path]
        self.turn[asked.path] += 1
        return play[min(turn, len(play) - 1)]


@contextmanager
def playing(routes: Mapping[str, Play], *, tls: ssl.SSLContext | None = None) -> Iterator[Player]:
    """Play answers by path on a free port of this machine."""
    player = Player("", dict(routes))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, parse_qs(parts.query, keep_blank_values=True), headers)
            # The caller may have had enough; many tests wait for that.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(self, player.answer(asked))

        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "http" if tls is None else "https"
    player.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield player
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    handler.send_response(answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if answer.status not in (204, 304):
        length = len(answer.body) * answer.repeat if answer.length is None else answer.length
        if length >= 0:  # a negative length sends none: the body ends when the connection does
            handler.send_header("Content-Length", str(length))
    handler.end_headers()
    for _ in range(answer.repeat):
        if answer.drip is None:
            handler.wfile.write(answer.body)
            continue
        for start in range(0, len(answer.body), answer.drip):
            handler.wfile.write(answer.body[start : start + answer.drip])
            handler.wfile.flush()
            time.sleep(0.1)
