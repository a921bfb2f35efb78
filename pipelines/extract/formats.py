"""The formats by name, and how a file says which it is. No reading happens here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import polars as pl

    Read = Callable[[Path, Mapping[str, str]], Iterator[pl.DataFrame]]
    Resolve = Callable[[bytes, str], str]
    Recognise = Callable[[bytes, str], bool]


@dataclass(frozen=True, slots=True)
class Format:
    """A structured format. `recognise(head, name)` looks at the first 64 KiB and the file name."""

    name: str
    title: str
    module: str  # imported when first used: readers may be heavy
    recognise: Recognise
