"""The one exception that Tallybook raises at its users. Bugs raise everything else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Refusal(Exception):
    """Input that is not taken. The message says what, where, expected what, do what.

    `exit_code` is 2 where the call is wrong or something is missing, 1 where the data are
    not in order.

    >>> str(Refusal('unit "x" is not in sql/codelists/unit.csv; add it there.', exit_code=1))
    'unit "x" is not in sql/codelists/unit.csv; add it there.'
    """

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put a name, of a file say, before the sentence of a refusal that is raised inside.

    >>> with naming("a.json"):
    ...     raise Refusal("the file is empty.", exit_code=1)
    Traceback (most recent call last):
    pipelines.refusal.Refusal: a.json: the file is empty.
    """
    try:
        yield
    except Refusal as refusal:
        message = f"{name}: {refusal}"
        raise Refusal(message, exit_code=refusal.exit_code) from refusal
