"""Bytes out of a file, a zip or a gzip, under limits that no bomb passes.

What the bytes say is read elsewhere.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from typing import IO, BinaryIO

MEMBERS: Final = 4096
UNPACKED_BYTES: Final = 8 * 1024**3  # the largest bulk files of statistical offices are near 3 GiB
# Deflate cannot pass 1032 to 1; text of statistics stays under 60 to 1.
RATIO: Final = 200
RATIO_FROM: Final = (
    16 * 1024**2
)  # a few megabytes of zeros are no danger, and a short table may be even
HEAD_BYTES: Final = 64 * 1024
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
GZIP_MAGIC: Final = b"\x1f\x8b"
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0"
WORKBOOKS: Final = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")


@dataclass(frozen=True, slots=True)
class Content:
    """A file, the bytes of one, or a member of a zip: what can be opened again and again."""

    source: Path | bytes
    member: str | None = None

    @property
    def called(self) -> str:
        """The name that errors give it."""
        name = self.source.name if isinstance(self.source, Path) else "the snapshot"
        return name if self.member is None else f"{name}, member {self.member}"

    @property
    def prefix(self) -> str:
        """What a locator inside it begins with.

        >>> Content(b"", "data.csv").prefix, Content(b"").prefix
        ('member=data.csv;', '')
        """
        return "" if self.member is None else f"member={self.member};"

    def head(self) -> bytes:
        """Give the first 64 KiB, unpacked."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def open(self) -> BinaryIO:
        """Open it for reading, unpacked: a gzip is one whatever its name is."""
        if self.member is not None:
            return _open_member(self, self.member)
        stream = _raw(self.source)
        if stream.read(2) != GZIP_MAGIC:
            stream.seek(0)
            return stream
        stream.seek(0)
        packed = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        unpacked = gzip.GzipFile(fileobj=stream)
        return io.BufferedReader(Limited(unpacked, stream, self.called, packed))


class Limited(io.RawIOBase):
    """A stream of unpacked bytes that refuses to grow past the limits."""

    def __init__(
        self, inner: IO[bytes] | gzip.GzipFile, under: BinaryIO | None, called: str, packed: int
    ) -> None:
        super().__init__()
        self._inner = inner
        self._under = under
        self._called = called
        self._most = min(UNPACKED_BYTES, max(RATIO_FROM, packed * RATIO))
        self._given = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what is next."""
        try:
            piece: bytes = self._inner.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            message = (
                f"{self._called}: the packed data are damaged ({error}); fetch the file again."
            )
            raise Refusal(message, exit_code=1) from error
        self._given += len(piece)
        if self._given > self._most:
            message = (
                f"{self._called}: unpacks to more than {self._most:,} bytes, the limit for its "
                "size; it may be a decompression bomb and is not read."
            )
            raise Refusal(message, exit_code=1)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close what lies below, too."""
        for stream in (self._inner, self._under):
            if stream is not None:
                stream.close()
        super().close()


def is_zip(source: Path | bytes) -> bool:
    """Tell whether a file is a zip, by its first bytes.

    >>> is_zip(b"PK\\x03\\x04..."), is_zip(b"freq,unit")
    (True, False)
    """
    with _raw(source) as stream:
        return stream.read(4) in ZIP_MAGIC


def peek(head: bytes) -> bytes:
    """Give the beginning of what a head of a file unpacks to: a gzip, or a zip's first member.

    >>> peek(gzip.compress(b"freq,unit")), peek(b"plain"), peek(b"PK\\x03\\x04")
    (b'freq,unit', b'plain', b'')
    """
    try:
        if head.startswith(GZIP_MAGIC):
            return zlib.decompressobj(31).decompress(head, HEAD_BYTES)
        if not head.startswith(ZIP_MAGIC):
            return head
        # The local header: method at 8, lengths of name and extra field at 26 and 28.
        method, name, extra = struct.unpack("<8xH16xHH", head[:30])
        packed = head[30 + name + extra :]
        if method == zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-15).decompress(packed, HEAD_BYTES)
        return packed if method == zipfile.ZIP_STORED else b""
    except (zlib.error, struct.error):
        return b""


def contents(source: Path | bytes) -> tuple[Content, ...]:
    """Give a plain file as it is, and a zip as its members in their order; folders are left out.

    Refused: too many members, too large or too dense a member or sum, an encrypted member,
    a name that leads outside, and two members of one name.
    """
    if not is_zip(source):
        return (Content(source),)
    called = Content(source).called
    try:
        with zipfile.ZipFile(_openable(source)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        message = f"{called}: the zip is damaged ({error}); fetch it again."
        raise Refusal(message, exit_code=1) from error
    _check(called, entries)
    return tuple(Content(source, entry.filename) for entry in entries)


def split(locator: str) -> tuple[str | None, str]:
    """Take the member off a locator.

    >>> split("member=a/b.csv;row=2;column=X"), split("row=2;column=X")
    (('a/b.csv', 'row=2;column=X'), (None, 'row=2;column=X'))
    """
    if not locator.startswith("member="):
        return None, locator
    member, _, rest = locator.removeprefix("member=").partition(";")
    return member, rest


def _check(called: str, entries: list[zipfile.ZipInfo]) -> None:
    problem = _problem(entries)
    if problem:
        message = f"{called}: {problem}; the zip is not read."
        raise Refusal(message, exit_code=1)


def _problem(entries: list[zipfile.ZipInfo]) -> str | None:
    """Name the first thing that makes a zip unfit to be read."""
    if not entries:
        return "the zip holds no file, where data were due"
    if len(entries) > MEMBERS:
        return f"{len(entries):,} members, more than the {MEMBERS:,} allowed"
    if len({entry.filename for entry in entries}) < len(entries):
        return "two members have the same name"
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        return f"unpacks to more than the {UNPACKED_BYTES:,} bytes allowed (a zip bomb?)"
    return next((found for entry in entries if (found := _unfit(entry))), None)


def _unfit(entry: zipfile.ZipInfo) -> str | None:
    name = entry.filename
    if entry.flag_bits & 0x1:
        return f"member {name} is encrypted"
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0] or ";" in name:
        return f"member {name!r} has a name that leads outside, or cannot stand in a locator"
    if entry.file_size > max(RATIO_FROM, entry.compress_size * RATIO):
        return f"member {name} unpacks to more than {RATIO} times its size (a zip bomb?)"
    return None


def _open_member(content: Content, name: str) -> BinaryIO:
    """Open a member, once it is known to be no archive and no workbook."""
    try:
        with zipfile.ZipFile(_openable(content.source)) as archive:
            _check(content.called, archive.infolist())
            packed = archive.getinfo(name).compress_size
            limited = Limited(archive.open(name), None, content.called, packed)
    except KeyError as error:
        message = f"{content.called}: there is no such member; look into the zip."
        raise Refusal(message, exit_code=1) from error
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        message = f"{content.called}: cannot be unpacked ({error}); fetch the zip again."
        raise Refusal(message, exit_code=1) from error
    stream = io.BufferedReader(limited, HEAD_BYTES)
    magic = stream.peek(4)[:4]
    if not (magic in ZIP_MAGIC or magic.startswith((GZIP_MAGIC, OLE_MAGIC))):
        return stream
    stream.close()
    kind = "a workbook" if name.lower().endswith(WORKBOOKS) else "an archive inside an archive"
    message = (
        f"{content.called}: is {kind}, which is not read; unpack it and give the table as CSV."
    )
    raise Refusal(message, exit_code=1)


def _raw(source: Path | bytes) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return source.open("rb")
    except OSError as error:
        message = f"{source}: cannot be read ({error.strerror}); give the path of a file."
        raise Refusal(message) from error


def _openable(source: Path | bytes) -> Path | io.BytesIO:
    return io.BytesIO(source) if isinstance(source, bytes) else source
