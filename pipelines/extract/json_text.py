"""JSON read strictly, with every number kept as the text it was printed as.

Locators are JSON pointers (RFC 6901). No format is known here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path


class Number(str):
    """The text of a JSON number. It is a `str` because a hook of the parser must give one value."""

    __slots__ = ()


Json: TypeAlias = "dict[str, Json] | list[Json] | str | bool | None"

LARGEST: Final = 64 * 1024 * 1024  # bytes of one document; parsed it takes some 20 times as much
DEEPEST: Final = 64
BOM: Final = b"\xef\xbb\xbf"
STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
NOT_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")
SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
TOKEN: Final = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*+(:)?|[\[\]{}]|[^\s"\[\]{},:]++', re.DOTALL)


def read_file(path: Path, *, largest: int = LARGEST) -> Json:
    """Give the document in a file; refuse one that is too large, broken or ambiguous."""
    try:
        size = path.stat().st_size
        if size > largest:
            message = f"{size} bytes, where at most {largest} are read; ask for less at a time."
            raise Refusal(message, exit_code=1)
        return load(path.read_bytes())
    except OSError as error:
        message = f"cannot be read ({error.strerror}); give the path of a file."
        raise Refusal(message) from error


def load(content: bytes) -> Json:
    """Give a JSON document, numbers as `Number`; a byte order mark of UTF-8 is passed over.

    >>> load(b'{"a": [1.50, -0, 1E400, "1", null]}')
    {'a': ['1.50', '-0', '1E400', '1', None]}
    >>> load(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    pipelines.refusal.Refusal: the name "a" stands twice in one JSON object; ...
    """
    text = _decoded(content)
    _check_depth(content)
    try:
        document: Json = json.loads(
            text,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        _broken(f"line {error.lineno} column {error.colno}: {error.msg}")
    except RecursionError:
        _too_deep()
    if SURROGATE.search(content):
        _check_surrogates(document)
    return document


def printed(value: Json) -> str:
    """Give the text of a scalar as it stands in the document (a string without its quotes).

    >>> [printed(value) for value in (None, True, "NA", Number("1.50"))]
    ['null', 'true', 'NA', '1.50']
    """
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    message = "a list or an object stands where one value was due."
    raise Refusal(message, exit_code=1)


def resolve(content: bytes, locator: str) -> str:
    """Give the printed text at a JSON pointer, read from the bytes anew.

    >>> resolve(b'[{"a/b": 1.50}]', "/0/a~1b")
    '1.50'
    """
    return printed(at(_loaded(content), locator))


def at(document: Json, locator: str) -> Json:
    """Give what stands at a JSON pointer; refuse a pointer that leads nowhere."""
    value = document
    for step in locator.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            message = f'nothing stands at "{locator}" of the document.'
            raise Refusal(message, exit_code=1)
    return value


def pointer(*steps: str | int) -> str:
    """Give the JSON pointer along these names and positions.

    >>> pointer("a/b", 3)
    '/a~1b/3'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def outline(head: bytes, *, depth: int = 5) -> dict[str, str]:
    """Give the paths that the beginning of a document names, each with its text if a scalar.

    Elements of a list are `[]`; what lies deeper than `depth` is left out. Nothing is checked.

    >>> outline(b'[{"page": 1, "x": {"y": "z"}}, [')
    {'/[]': '', '/[]/page': '1', '/[]/x': '', '/[]/x/y': 'z'}
    """
    found: dict[str, str] = {}
    open_paths: list[str] = []
    name: str | None = None
    for token in TOKEN.finditer(head.decode("utf-8", "replace").removeprefix("\ufeff")):
        text = token[0]
        if text in ("]", "}"):
            if open_paths:
                open_paths.pop()
            continue
        if token[2]:
            name = token[1]
            continue
        path = f"{open_paths[-1]}/{name if name is not None else '[]'}" if open_paths else ""
        name = None
        if path and len(open_paths) <= depth:
            found.setdefault(path, "" if text in "[{" else str(token[1] or text))
        if text in ("[", "{"):
            open_paths.append(path)
    return found


def as_object(value: Json, where: str) -> dict[str, Json]:
    """Give a JSON object, or refuse with the place where one was due."""
    if not isinstance(value, dict):
        _misplaced(value, where, "an object")
    return value


def as_list(value: Json, where: str) -> list[Json]:
    """Give a JSON list, or refuse with the place where one was due."""
    if not isinstance(value, list):
        _misplaced(value, where, "a list")
    return value


def as_text(value: Json, where: str) -> str | None:
    """Give the text of a scalar, None for null and the empty string; refuse anything else."""
    if isinstance(value, (dict, list)):
        _misplaced(value, where, "one value")
    return None if value is None or value == "" else printed(value)


def as_attribute(value: Json) -> str | None:
    """Give what an attribute says as text, JSON where it is a list or an object.

    >>> as_attribute([Number("1"), "a"]), as_attribute(""), as_attribute(Number("2"))
    ('["1", "a"]', None, '2')
    """
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return as_text(value, "")


def _misplaced(value: Json, where: str, due: str) -> NoReturn:
    kinds = {dict: "an object", list: "a list", str: "a text", Number: "a number", bool: "a truth"}
    there = kinds.get(type(value), "null")
    message = f"{there} stands at {where or 'the top'}, where {due} was due; fetch the file again."
    raise Refusal(message, exit_code=1)


def _decoded(content: bytes) -> str:
    body = content.removeprefix(BOM)
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]
    if wide:
        message = "the text is UTF-16 or UTF-32, where JSON is UTF-8; convert it and read it again."
        raise Refusal(message, exit_code=1)
    if not body.strip():
        message = "the file is empty, where a JSON document was due; fetch it again."
        raise Refusal(message, exit_code=1)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8, where JSON is UTF-8; fetch the file again."
        raise Refusal(message, exit_code=1) from error


def _check_depth(content: bytes) -> None:
    """Refuse deep nesting before parsing: each pass takes away one level of brackets."""
    rest = STRING.sub(b"", content).translate(None, delete=NOT_BRACKETS)
    for _ in range(DEEPEST):
        shorter = rest.replace(b"[]", b"").replace(b"{}", b"")
        if len(shorter) == len(rest):
            break
        rest = shorter
    # What is left is nested, or unbalanced by as much.
    if len(rest) > DEEPEST or b"[]" in rest or b"{}" in rest:
        _too_deep()


def _too_deep() -> NoReturn:
    message = f"the JSON is nested deeper than {DEEPEST} levels; no format here is. Fetch it again."
    raise Refusal(message, exit_code=1)


def _broken(where: str) -> NoReturn:
    message = f"not whole JSON, {where}; it was cut short or is something else: fetch it again."
    raise Refusal(message, exit_code=1)


def _no_constant(name: str) -> NoReturn:
    message = f"{name} stands in the document, where JSON has no such value; ask the publisher."
    raise Refusal(message, exit_code=1)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = Counter(name for name, _ in pairs)
        [(twice, _)] = names.most_common(1)
        message = (
            f'the name "{twice[:80]}" stands twice in one JSON object; which value holds is not '
            "said: fetch it again or ask the publisher."
        )
        raise Refusal(message, exit_code=1)
    return members


def _check_surrogates(document: Json) -> None:
    try:
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        message = "a text holds half a character (a lone surrogate); fetch the file again."
        raise Refusal(message, exit_code=1) from error


@lru_cache(maxsize=1)
def _loaded(content: bytes) -> Json:
    """Parse once while many locators of one snapshot are resolved, one after another."""
    return load(content)
