"""Cuts a long stream of text into windows and works on several of them side by side.

What is done to a window is the caller's; nothing here looks at figures.
"""

from __future__ import annotations

import os
import re
import signal
from collections import deque
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Result = TypeVar("Result")

BLOCK: Final = 4096
"""A cut is looked for in blocks of so many bytes, from the end of a window."""
# Where a long text is cut, the best place first: behind a paragraph, a line, a sentence, a
# word. The last one keeps away from digits, so that no figure is cut in two.
CUTS: Final = tuple(
    re.compile(cut)
    for cut in (rb"\n\r?\n", rb"\n", rb"\xe3\x80\x82|[a-z]\. (?=[A-Z])", rb"[a-z] (?=[a-z])")
)


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text that is gated alone; `whole` says that it ends with a paragraph."""

    content: bytes
    whole: bool


def windows(source: IO[bytes], limit: int) -> Iterator[Window]:
    r"""Cut a stream into windows of at most `limit` bytes, at paragraphs where there are any.

    >>> import io
    >>> [window.content for window in windows(io.BytesIO(b"One.\n\nTwo.\n\nThree."), 13)]
    [b'One.\n\nTwo.\n\n', b'Three.']
    """
    held = b""
    while True:
        while len(held) <= limit and (block := source.read(limit + 1 - len(held))):
            held += block
        if len(held) <= limit:
            yield Window(held, whole=True)
            return
        at, whole = _cut(held, limit)
        yield Window(held[:at], whole)
        held = held[at:]


def _cut(held: bytes, limit: int) -> tuple[int, bool]:
    r"""Give the place of the last good cut in the second half, and whether a paragraph ends there.

    >>> _cut(b"aa\n\nbb cc dd ee", 12), _cut(b"12345678", 4)
    ((10, False), (4, False))
    """
    for rank, cut in enumerate(CUTS):
        # Block by block from the end, so that a cut near the end is found at once.
        for start in range(limit - BLOCK, limit // 2 - BLOCK, -BLOCK):
            found = [m.end() for m in cut.finditer(held, max(start, limit // 2), start + BLOCK)]
            if found:
                return found[-1], rank == 0
    at = limit
    while at > limit - 4 and held[at] & 0xC0 == 0x80:
        at -= 1
    return at, False


def side_by_side(
    work: Callable[[Window], Result], given: Iterable[Window]
) -> Iterator[tuple[Window, Result]]:
    """Give each window with what was made of it, in order; several windows share the processors.

    A single window is worked on in this process. Of many, no more are held than there are
    processors, and one.

    >>> from operator import attrgetter
    >>> windows = [Window(b"a", True), Window(b"bc", True)]
    >>> [made for _, made in side_by_side(attrgetter("content"), windows)]
    [b'a', b'bc']
    """
    rest = iter(given)
    first = list(islice(rest, 2))
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(first) < 2 or workers < 2:
        yield from ((window, work(window)) for window in chain(first, rest))
        return
    # Not at the top: a short text needs no processes, and `--help` none of this.
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=signal.signal, initargs=_IGNORE)
    try:
        waiting: deque[tuple[Window, Future[Result]]] = deque()
        for window in chain(first, rest):
            waiting.append((window, pool.submit(work, window)))
            if len(waiting) > workers:
                done, made = waiting.popleft()
                yield done, made.result()
        yield from ((done, made.result()) for done, made in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


# Whoever stops the command stops it once; the workers end with it and say nothing.
_IGNORE: Final = (signal.SIGINT, signal.SIG_IGN)
