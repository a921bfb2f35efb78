"""The body of an answer: streamed to a file, decoded, hashed and counted, in bounded memory.

What the bytes mean is not looked at here.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from pipelines.fetch.answers import TWICE, FailedError
from pipelines.fetch.settings import MIB

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from urllib3.response import BaseHTTPResponse

    from pipelines.fetch.settings import Settings

CHUNK: Final = 64 * 1024
# Small bodies inflate as they like: a megabyte of zeros harms nobody.
HARMLESS: Final = 16 * MIB
ENCODINGS: Final = {
    "gzip": 16 + zlib.MAX_WBITS,
    "x-gzip": 16 + zlib.MAX_WBITS,
    "deflate": zlib.MAX_WBITS,
}


@dataclass(frozen=True, slots=True)
class Body:
    """What was kept: hash and size of the decoded bytes, and the size on the wire."""

    sha256: str
    bytes: int
    received: int


def keep(raw: BaseHTTPResponse, sink: BinaryIO, settings: Settings) -> Body:
    """Stream a body into a file, within the limits, and put it on the disk."""
    counted = _Counted(settings.most_bytes)
    pieces: Iterable[bytes] = counted.over(raw.stream(CHUNK, decode_content=False))
    encoding = raw.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding != "identity":
        pieces = _inflated(pieces, encoding)
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        _must_be_bounded(size, counted.received, settings)
        digest.update(piece)
        sink.write(piece)
    sink.flush()
    os.fsync(sink.fileno())
    return Body(digest.hexdigest(), size, counted.received)


@dataclass(slots=True)
class _Counted:
    most: int
    received: int = 0

    def over(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.received += len(piece)
            if self.received > self.most:
                sentence = f"sends more than {self.most:,} bytes; narrow the request."
                raise FailedError(sentence, "size")
            yield piece


def _must_be_bounded(size: int, received: int, settings: Settings) -> None:
    inflation = size / max(received, 1)
    if size > settings.most_decoded:
        sentence = f"unpacks to more than {settings.most_decoded:,} bytes; narrow the request."
        raise FailedError(sentence, "size")
    if size > HARMLESS and inflation > settings.most_inflation:
        sentence = (
            f"unpacks to {inflation:.0f} times the bytes received ({received:,}); tables of text "
            f"reach 50, the limit is {settings.most_inflation}. Nothing of it was kept."
        )
        raise FailedError(sentence, "size")


def _inflated(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Undo a Content-Encoding, at most a chunk at a time.

    zlib itself and not the decoder of urllib3, which takes a stream that ends early for whole.
    """
    if encoding not in ENCODINGS:
        sentence = f'is encoded as "{encoding}" where gzip or deflate was asked for.'
        raise FailedError(sentence, "content", tries=TWICE)
    decoder = zlib.decompressobj(ENCODINGS[encoding])
    try:
        for piece in pieces:
            tail = piece
            while tail:
                if decoder.eof:  # gzip may hold one member after another
                    decoder = zlib.decompressobj(ENCODINGS[encoding])
                yield decoder.decompress(tail, CHUNK)
                tail = decoder.unconsumed_tail or decoder.unused_data
    except zlib.error as error:
        sentence = f"says it is encoded as {encoding} and is not ({error})."
        raise FailedError(sentence, "content", tries=TWICE) from error
    if not decoder.eof:
        sentence = f"is a {encoding} stream that ends before its end."
        raise FailedError(sentence, "content", tries=TWICE)
