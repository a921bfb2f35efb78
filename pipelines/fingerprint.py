"""What a layer's file was made from, as one key: the bytes, the code and the code lists.

The same receipts, code and lists give the same keys on any machine and any day.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

PIPELINES: Final = Path(__file__).resolve().parent
CODELISTS: Final = PIPELINES.parent / "sql" / "codelists"
# Rooms that draw, publish or talk, and change no content of a layer.
APART: Final = ("commands", "editions", "fetch")


def digest(parts: Iterable[str | bytes]) -> str:
    """Hash parts one after the other, each with its length, so that no two lists collide.

    >>> digest(["ab", "c"]) == digest(["a", "bc"])
    False
    """
    sha256 = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        sha256.update(len(content).to_bytes(8, "big") + content)
    return sha256.hexdigest()


@cache
def code() -> str:
    """Hash of the code and code lists that make the layers."""
    sources = [
        path
        for path in sorted(PIPELINES.rglob("*.py"))
        if path.relative_to(PIPELINES).parts[0] not in APART
    ]
    files = [*sources, *sorted(CODELISTS.glob("*.csv"))]
    names_and_bytes = (
        (str(path.relative_to(PIPELINES.parent)), path.read_bytes()) for path in files
    )
    return digest(part for pair in names_and_bytes for part in pair)


def key(*parts: str) -> str:
    """Key of a layer's folder: readable enough to find, long enough not to collide.

    >>> key("a" * 64) == key("a" * 64), key("a" * 64) == key("b" * 64)
    (True, False)
    """
    return f"{parts[0][:12]}-{digest([code(), *parts])[:16]}"
