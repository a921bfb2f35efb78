"""How much of the machine a build may take: settings of the user, checked before any work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from warehouse import database
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY: Final = "TALLYBOOK_MEMORY"
THREADS: Final = "TALLYBOOK_THREADS"
LEAST_MEMORY: Final = 256_000_000  # with less a build of any size comes to a stop
MOST_THREADS: Final = 256
_SIZE: Final = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([MGT])(i?)B", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,2}")
_POWERS: Final = {"M": 2, "G": 3, "T": 4}


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory as DuckDB reads it, above which it spills beside the file, and number of threads."""

    memory: str = database.MEMORY_LIMIT
    threads: int = database.THREADS


def limits_from(environment: Mapping[str, str]) -> Limits:
    """Read TALLYBOOK_MEMORY and TALLYBOOK_THREADS; what is not set or empty stays as it is.

    Raises WarehouseError where one is no size or number, or too small or large to build with.

    >>> limits_from({}), limits_from({"TALLYBOOK_MEMORY": "1.5 gib", "TALLYBOOK_THREADS": "8"})
    (Limits(memory='2GB', threads=2), Limits(memory='1.5GiB', threads=8))
    """
    usual = Limits()
    memory, threads = environment.get(MEMORY, "").strip(), environment.get(THREADS, "").strip()
    return Limits(
        memory=_memory(memory) if memory else usual.memory,
        threads=_threads(threads) if threads else usual.threads,
    )


def _memory(text: str) -> str:
    match = _SIZE.fullmatch(text)
    if match is None or _bytes(match) < LEAST_MEMORY:
        message = (
            f'{MEMORY} is "{text}"; expected a size of at least 256MB, written as 512MB, 4GB or '
            f"1.5GiB. Set it anew, or leave it out for {database.MEMORY_LIMIT}."
        )
        raise WarehouseError(message)
    number, unit, binary = match.groups()
    return f"{number}{unit.upper()}{binary.lower()}B"


def _bytes(match: re.Match[str]) -> float:
    number, unit, binary = match.groups()
    return float(number) * float((1024 if binary else 1000) ** _POWERS[unit.upper()])


def _threads(text: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) > MOST_THREADS:
        message = (
            f'{THREADS} is "{text}"; expected a whole number from 1 to {MOST_THREADS}. '
            f"Set it anew, or leave it out for {database.THREADS}."
        )
        raise WarehouseError(message)
    return int(text)
