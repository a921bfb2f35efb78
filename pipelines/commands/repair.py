"""`tallybook repair`: the repair engine on any text, as plain text or one JSON object a line.

What is repaired, and why, is decided in pipelines/repair; here are streams, limits and words.
"""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TextIO

from pipelines.commands.windows import Window, side_by_side, windows
from pipelines.refusal import Refusal
from pipelines.repair import VERSION, judge, repair_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pipelines.repair import Figure

WINDOW: Final = 8 << 20
"""A text of up to so many bytes of UTF-8 is gated as a whole; a longer one is cut."""
LINE: Final = 64 << 20
"""A longer line of NDJSON is not read."""
HEAD: Final = 4096
"""So many bytes of a line that cannot be read are searched for its `id`."""

_EXAMPLE: Final = '{"id": "a", "text": "In 20 12"}'
_FOREIGN: Final = re.compile("[\udc80-\udcff]")
_ID: Final = re.compile(r'\s*\{\s*"id"\s*:\s*')


@dataclass(frozen=True, slots=True)
class Done:
    """A repaired window: its bytes, how many of them are not UTF-8, and where the first stood."""

    content: bytes
    foreign: int = 0
    first: int = -1


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that could be read: the text to judge, and the `id` of its answer."""

    id: Any
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be read, and the sentence that says why."""

    id: Any
    error: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help="a file, or - for standard input (the default)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "ndjson"),
        default="text",
        help='text in and out, or one {"id": ..., "text": ...} a line in and one answer a line out',
    )


def main(arguments: argparse.Namespace) -> int:
    """Run the command on a file or on standard input."""
    with ExitStack() as stack:
        source: IO[bytes] = sys.stdin.buffer
        if arguments.file != "-":
            source = stack.enter_context(_opened(arguments.file))
        return run(source, sys.stdout.buffer, sys.stderr, format=arguments.format)


def _opened(name: str) -> IO[bytes]:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = (
            f"cannot read {name!r}: {reason}. Give the path of a file, or - for standard input."
        )
        raise Refusal(message) from error


def run(source: IO[bytes], output: IO[bytes], errors: TextIO, *, format: str) -> int:
    """Repair all that `source` holds; 1 where part of it could not be read, else 0.

    What could not be read is named in `errors`; in plain text it passes unchanged, in NDJSON
    an object with `error` stands in its place.
    """
    whole = _run_text if format == "text" else _run_ndjson
    return whole(source, output, errors)


def _run_text(source: IO[bytes], output: IO[bytes], errors: TextIO) -> int:
    count = at = ragged = foreign = 0
    first = -1
    for window, done in side_by_side(_repaired_window, windows(source, WINDOW)):
        output.write(done.content)
        first = at + done.first if done.foreign and not foreign else first
        foreign += done.foreign
        count += 1
        at += len(window.content)
        ragged += not window.whole
        if count > 1 and errors.isatty():
            errors.write(f"\r{at >> 20} MiB read ")
    output.flush()
    if count > 1:
        errors.write(_cut_notice("the text", count, ragged))
    if foreign:
        errors.write(
            f"tallybook repair: {foreign} bytes are not UTF-8, the first at byte {first}; expected "
            "UTF-8. They were passed on as they are; convert the text and run it again.\n"
        )
    return 1 if foreign else 0


def _repaired_window(window: Window) -> Done:
    """Repair one window of bytes; what is not UTF-8 passes as it is."""
    try:
        return Done(repair_text(window.content.decode()).encode())
    except UnicodeDecodeError as error:
        text = window.content.decode("utf-8", "surrogateescape")
        content = repair_text(text).encode("utf-8", "surrogateescape")
        return Done(content, len(_FOREIGN.findall(text)), error.start)


def _cut_notice(what: str, count: int, ragged: int) -> str:
    inside = f", {ragged} of them not at the end of a paragraph" if ragged else ""
    return (
        f"tallybook repair: {what} is longer than {WINDOW >> 20} MiB; "
        f"it was cut into {count} windows{inside}, and each was gated alone.\n"
    )


def _run_ndjson(source: IO[bytes], output: IO[bytes], errors: TextIO) -> int:
    bad, first = 0, ""
    for number, line in enumerate(_lines(source), start=1):
        asked = _asked(number, line)
        if isinstance(asked, Unread):
            bad, first = bad + 1, first or asked.error
            output.write(_encoded({"id": asked.id, "error": asked.error, "line": number}) + b"\n")
        else:
            _answer(asked, output, errors)
        # A caller may wait for this answer before it sends the next line.
        output.flush()
    if bad:
        errors.write(
            f"tallybook repair: {bad} lines could not be read, the first is this: {first} "
            "The others were answered; mend these and send them again.\n"
        )
    return 1 if bad else 0


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """Give the lines without their ends; of one over the limit, its head and one byte too many.

    >>> [len(line) for line in _lines(io.BytesIO(b"ab\\n\\n" + b"x" * (LINE + 5) + b"\\ncd"))]
    [2, 0, 67108865, 2]
    """
    while line := source.readline(LINE + 2):
        if len(line) > LINE + 1 and not line.endswith(b"\n"):
            line = line[: LINE + 1]
            while (rest := source.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        yield line.removesuffix(b"\n")


def _asked(number: int, line: bytes) -> Asked | Unread:
    """Read one line of NDJSON; what is wrong with it is said in a sentence.

    >>> _asked(3, b'{"id": 7, "text": "In 20 12"}')
    Asked(id=7, text='In 20 12')
    >>> _asked(3, b'{"id": 7, "text": 12}').error
    'line 3: "text" is a number; expected a text, as in {"id": "a", "text": "In 20 12"}.'
    """
    if len(line) > LINE:
        return _unread(line, f"line {number}: longer than {LINE >> 20} MiB; cut it into several.")
    try:
        asked = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=_no)
    except UnicodeDecodeError as error:
        return _unread(line, f"line {number}: byte {error.start} is not UTF-8; convert the line.")
    except (ValueError, RecursionError) as error:
        return _unread(line, f"line {number}: not JSON ({error}); expected {_EXAMPLE}.")
    if not isinstance(asked, dict):
        return _unread(line, f"line {number}: {_kind(asked)}, not an object; expected {_EXAMPLE}.")
    if not isinstance(asked.get("text"), str):
        kind = _kind(asked["text"]) if "text" in asked else "missing"
        sentence = f'line {number}: "text" is {kind}; expected a text, as in {_EXAMPLE}.'
        return Unread(asked.get("id"), sentence)
    return Asked(asked.get("id"), asked["text"])


def _no(constant: str) -> None:
    message = f"{constant} is no JSON number"
    raise ValueError(message)


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    kinds: dict[type, str] = {str: "a text", list: "a list", dict: "an object"}
    return kinds.get(type(value), "a number")


def _unread(line: bytes, error: str) -> Unread:
    """Find the `id` in the head of a line that cannot be read, where it stands first.

    >>> _unread(b'{"id": "a7", "text": oh', "").id
    'a7'
    """
    head = line[:HEAD].decode("utf-8", "replace")
    found = _ID.match(head)
    try:
        known, end = json.JSONDecoder().raw_decode(head, found.end()) if found else (None, 0)
    except (ValueError, RecursionError):
        return Unread(None, error)
    # What reaches the end of the head may go on behind it.
    known = known if end < len(head) else None
    return Unread(known, error)


def _answer(asked: Asked, output: IO[bytes], errors: TextIO) -> None:
    """Write the answer to one text; one longer than a window is judged window by window."""
    content = asked.text.encode("utf-8", "surrogatepass") if len(asked.text) > WINDOW // 4 else b""
    if len(content) > WINDOW:
        _answer_in_windows(asked, content, output, errors)
        return
    judgement = judge(asked.text)
    figures = judgement.figures
    output.write(b'{"id": ' + _encoded(asked.id) + b', "text": ')
    output.write(_encoded(_repaired(asked.text, figures)) + b', "figures": [')
    output.write(b", ".join(_encoded(figure_record(figure)) for figure in figures))
    output.write(b'], "gate": ' + _encoded(judgement.gate.state) + b', "version": ')
    output.write(_encoded(VERSION) + b"}\n")


def _answer_in_windows(asked: Asked, content: bytes, output: IO[bytes], errors: TextIO) -> None:
    """Answer a long text with memory for one window: the text first, then the figures.

    Each window is judged twice, which is cheaper than to hold the figures of all.
    """
    output.write(b'{"id": ' + _encoded(asked.id) + b', "text": "')
    for window in windows(io.BytesIO(content), WINDOW):
        text = window.content.decode("utf-8", "surrogatepass")
        output.write(_encoded(_repaired(text, judge(text).figures))[1:-1])
    output.write(b'", "figures": [')
    gates: list[dict[str, object]] = []
    at = ragged = 0
    first = True
    for window in windows(io.BytesIO(content), WINDOW):
        text = window.content.decode("utf-8", "surrogatepass")
        judgement = judge(text)
        for figure in judgement.figures:
            output.write((b"" if first else b", ") + _encoded(figure_record(figure, at)))
            first = False
        gates.append({"start": at, "gate": judgement.gate.state})
        at += len(text)
        ragged += not window.whole
    states = {part["gate"] for part in gates}
    gate = next((state for state in ("garbled", "suspect") if state in states), "clean")
    output.write(b'], "gate": ' + _encoded(gate) + b', "version": ' + _encoded(VERSION))
    output.write(b', "windows": ' + _encoded(gates) + b"}\n")
    errors.write(_cut_notice(f"the text {json.dumps(asked.id)}", len(gates), ragged))


def _repaired(text: str, figures: tuple[Figure, ...]) -> str:
    """Put the repaired figures into the text."""
    parts: list[str] = []
    at = 0
    for figure in figures:
        if figure.repaired is not None and figure.verdict == "repaired":
            parts += (text[at : figure.start], figure.repaired)
            at = figure.end
    return "".join((*parts, text[at:]))


def figure_record(figure: Figure, shift: int = 0) -> dict[str, object]:
    """Give a figure under the keys of the contract; `shift` code points stand before its text."""
    return {
        "start": figure.start + shift,
        "end": figure.end + shift,
        "printed": figure.printed,
        "verdict": figure.verdict,
        "kind": figure.kind,
        "repaired": figure.repaired,
        "value": figure.value,
        "unit": figure.unit,
        "candidates": [
            {"text": c.text, "value": c.value, "cost": c.cost} for c in figure.candidates
        ],
        "evidence": [
            {
                "test": e.test,
                "stance": e.stance,
                "reason": e.reason,
                "candidate": e.candidate,
                "source": e.source,
            }
            for e in figure.evidence
        ],
        "repairs": [{"rule": r.rule, "before": r.before, "after": r.after} for r in figure.repairs],
        "qualifier": figure.qualifier,
        "value_low": figure.value_low,
        "value_high": figure.value_high,
    }


def _encoded(value: object) -> bytes:
    """Write a value as JSON in UTF-8; half a surrogate pair can stand there only escaped.

    >>> _encoded("\N{YEN SIGN}5").decode(), _encoded("\\ud800")
    ('"\N{YEN SIGN}5"', b'"\\\\ud800"')
    """
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()
