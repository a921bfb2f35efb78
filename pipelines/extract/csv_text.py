"""Strict reading of delimited text: quotes and the number of fields. All stays text.

What the columns mean is the business of each format. A record is addressed by the line, from
1, on which it begins.
"""

from __future__ import annotations

import csv
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract.columns import BATCH
from pipelines.extract.text_encoding import encoding_of
from pipelines.extract.zip_archive import Content, split
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TextIO, TypeAlias

    Records: TypeAlias = Mapping[int, list[str]]  # by the line on which each begins

CHUNK: Final = 4 * 1024**2  # characters
LONGEST_RECORD: Final = 8 * 1024**2  # characters; a longer one is an unclosed quote, or a bomb
MOST_COLUMNS: Final = 100_000  # a table of days has some 20,000
CACHED: Final = 32 * 1024**2  # bytes; the records of larger contents are not kept for `cell`
ADDRESS: Final = re.compile(r"row=(\d+);column=(.*)", re.DOTALL)


@dataclass(slots=True)
class Cursor:
    """A delimited text being read: `line` is the number of the line that comes next."""

    stream: TextIO
    delimiter: str
    called: str
    line: int = 1

    def record(self) -> tuple[int, list[str]] | None:
        """Read the next record that is not blank: the line it begins on, and its fields."""
        while True:
            start = self.line
            fields = next(_parsed(_lines(self), self, start), (start, None))[1]
            if fields != []:
                return None if fields is None else (start, fields)

    def frames(self, width: int) -> Iterator[pl.DataFrame]:
        """Read the rest in frames: column `row` and `width` columns of text called 0, 1, 2, ...

        Blank lines are passed over. A record of another width is refused.
        """
        if width > MOST_COLUMNS:
            message = f"{self.called}: {width:,} columns, more than the {MOST_COLUMNS:,} allowed."
            raise Refusal(message, exit_code=1)
        rest = ""
        while True:
            piece = _read(self, CHUNK)
            text = rest + piece
            cut = _whole(text) if piece else len(text)
            if len(text) - cut > LONGEST_RECORD:
                raise _unclosed(self.called, self.line)
            if cut:
                yield from _frames(text[:cut], width, self)
            rest = text[cut:]
            if not piece:
                return


@contextmanager
def opened(
    content: Content,
    *,
    delimiter: str | Callable[[str], str | None] = ",",
    encodings: Sequence[str] = ("utf-8",),
    declared: str | None = None,
) -> Iterator[Cursor]:
    """Open delimited text; `delimiter` may be a function of the first line that is not blank.

    Without a byte order mark the encoding is the first of `encodings` in which all bytes are
    text; `declared` overrules.
    """
    encoding = encoding_of(content, encodings, declared)
    with io.TextIOWrapper(content.open(), encoding=encoding, newline="") as stream:
        cursor = Cursor(stream, "", content.called)
        if isinstance(delimiter, str):
            cursor.delimiter = delimiter
        else:
            cursor.delimiter = delimiter(_first_line(content, encoding)) or ","
        yield cursor


def cell(
    content: bytes,
    locator: str,
    *,
    column: Callable[[Records, str], int | None],
    delimiter: str | Callable[[str], str | None] = ",",
    encodings: Sequence[str] = ("utf-8",),
) -> str:
    """Give the field at `row=…;column=…`, read from the bytes anew.

    `column` finds the position of a column by its name in the records that come before.
    """
    member, rest = split(locator)
    address = ADDRESS.fullmatch(rest)
    if address is None:
        message = f'locator "{locator}" is none of delimited text; expected row=…;column=…'
        raise Refusal(message)
    records = _records if len(content) <= CACHED else _records.__wrapped__
    found = records(content, member, delimiter, tuple(encodings))
    row, name = int(address[1]), address[2]
    fields = found.get(row)
    place = column(found, name)
    if fields is None or place is None or place >= len(fields):
        message = f'locator "{locator}": there is no such cell in the snapshot.'
        raise Refusal(message, exit_code=1)
    return fields[place]


def in_header(records: Records, name: str) -> int | None:
    """Find a column by its name in the first record.

    >>> in_header({1: ["a", "b"], 2: ["1", "2"]}, "b")
    1
    """
    header = next(iter(records.values()), [])
    return header.index(name) if name in header else None


@lru_cache(maxsize=1)
def _records(
    content: bytes,
    member: str | None,
    delimiter: str | Callable[[str], str | None],
    encodings: tuple[str, ...],
) -> Records:
    taken = {}
    place = Content(content, member)
    with opened(place, delimiter=delimiter, encodings=encodings) as cursor:
        while (record := cursor.record()) is not None:
            taken[record[0]] = record[1]
    return taken


def _first_line(content: Content, encoding: str) -> str:
    head = content.head().decode(encoding, "ignore")
    return next((line for line in head.splitlines() if line.strip()), "")


def _lines(cursor: Cursor) -> Iterator[str]:
    """Give the lines of one record, as many as the parser asks for."""
    start, length = cursor.line, 0
    while line := _line(cursor):
        length += len(line)
        if length >= LONGEST_RECORD:
            raise _unclosed(cursor.called, start)
        yield line


def _line(cursor: Cursor) -> str:
    try:
        line = cursor.stream.readline(LONGEST_RECORD)
    except UnicodeError as error:
        raise _undecoded(cursor, error) from error
    cursor.line += bool(line)
    return line


def _read(cursor: Cursor, size: int) -> str:
    try:
        return cursor.stream.read(size)
    except UnicodeError as error:
        raise _undecoded(cursor, error) from error


def _undecoded(cursor: Cursor, error: UnicodeError) -> Refusal:
    message = f"{cursor.called}: line {cursor.line} or after: bytes that are no text ({error})."
    return Refusal(message, exit_code=1)


def _unclosed(called: str, line: int) -> Refusal:
    message = (
        f"{called}: line {line}: a record of more than {LONGEST_RECORD:,} characters; perhaps a "
        "quote is opened and not closed."
    )
    return Refusal(message, exit_code=1)


def _whole(text: str) -> int:
    """Give the length of the longest beginning that ends with a record.

    Quotes come in pairs up to the end of any record, so an even number of them tells.

    >>> _whole('a,b\\n1,"x\\ny"\\n2'), _whole('a,b\\n1,"x\\ny')
    (12, 4)
    """
    end = text.rfind("\n") + 1
    if '"' not in text or text.count('"', 0, end) % 2 == 0:
        return end
    whole = offset = quotes = 0
    for line in text[:end].split("\n")[:-1]:
        offset += len(line) + 1
        quotes += line.count('"')
        if quotes % 2 == 0:
            whole = offset
    return whole


def _frames(text: str, width: int, cursor: Cursor) -> Iterator[pl.DataFrame]:
    """Take whole records apart, many lines at once where each line is a record."""
    first, quick = cursor.line, None
    if "\r" not in text or text.count("\r") == text.count("\r\n"):
        quick = _quickly(text, width, cursor)
    if quick is None:
        cursor.line = first
        records = _parsed(io.StringIO(text, newline=""), cursor, first)
        quick = _frame(((line, fields) for line, fields in records if fields), width, cursor)
    yield from quick.iter_slices(BATCH)


def _quickly(text: str, width: int, cursor: Cursor) -> pl.DataFrame | None:
    """Take lines apart that are a record each; give nothing where a record has several lines."""
    lines = pl.Series("text", [text.removesuffix("\n")]).str.split("\n").explode()
    first, after = cursor.line, cursor.line + len(lines)
    if "\r" in text:
        lines = lines.str.strip_suffix("\r")
    numbered = pl.DataFrame([pl.int_range(first, after, eager=True).alias("row"), lines])
    if "\n\n" in text or "\r\n\r" in text or text[:1] in ("\r", "\n"):
        numbered = numbered.filter(pl.col("text") != "")
    made = _unquoted(numbered, width, cursor) if '"' in text else _split(numbered, width, cursor)
    if made is not None:
        cursor.line = after
    return made


def _unquoted(lines: pl.DataFrame, width: int, cursor: Cursor) -> pl.DataFrame | None:
    """Take apart lines of which some have quotes."""
    lines = lines.with_columns(quotes=pl.col("text").str.count_matches('"', literal=True))
    if (lines["quotes"] % 2 == 1).any():
        return None
    made = _split(lines.filter(pl.col("quotes") == 0), width, cursor)
    quoted = lines.filter(pl.col("quotes") > 0)
    try:
        records = [fields for _, fields in _parsed(quoted["text"].to_list(), cursor, cursor.line)]
    except Refusal:
        return None  # the slow way finds it again and names its line
    if len(records) != quoted.height:
        return None
    pairs = zip(quoted["row"], records, strict=True)
    return pl.concat([made, _frame(pairs, width, cursor)]).sort("row")


def _split(lines: pl.DataFrame, width: int, cursor: Cursor) -> pl.DataFrame:
    """Cut lines without quotes at every delimiter."""
    fields = lines["text"].str.split_exact(cursor.delimiter, width).struct.unnest()
    fields.columns = [*(str(place) for place in range(width)), "further"]
    wrong = fields[str(width - 1)].is_null() | fields["further"].is_not_null()
    if wrong.any():
        place = wrong.arg_max() or 0
        found = lines["text"][place].count(cursor.delimiter) + 1
        raise _ragged(cursor.called, lines["row"][place], found, width)
    return lines.select("row").hstack(fields.drop("further"))


def _frame(records: Iterable[tuple[int, list[str]]], width: int, cursor: Cursor) -> pl.DataFrame:
    """Make a frame of records that all have the width."""
    rows, taken = [], []
    for line, fields in records:
        if len(fields) != width:
            raise _ragged(cursor.called, line, len(fields), width)
        rows.append(line)
        taken.append(fields)
    columns = zip(*taken, strict=True) if taken else ([] for _ in range(width))
    named = {str(place): pl.Series(values, dtype=pl.String) for place, values in enumerate(columns)}
    return pl.DataFrame({"row": pl.Series(rows, dtype=pl.Int64), **named})


def _parsed(lines: Iterable[str], cursor: Cursor, first: int) -> Iterator[tuple[int, list[str]]]:
    """Parse records, each with the line it begins on; leaves the cursor behind the last."""
    reader = csv.reader(lines, delimiter=cursor.delimiter, strict=True)
    start = first
    try:
        for fields in reader:
            yield start, fields
            start = first + reader.line_num
            cursor.line = max(cursor.line, start)
    except csv.Error as error:
        message = f"{cursor.called}: line {start}: not well-formed CSV ({error}); look at the line."
        raise Refusal(message, exit_code=1) from error


def _ragged(called: str, line: int, found: int, width: int) -> Refusal:
    message = (
        f"{called}: line {line}: {found} fields, where the header has {width}; "
        "the file may be cut off or wrongly quoted."
    )
    return Refusal(message, exit_code=1)
