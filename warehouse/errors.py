"""The one exception that the warehouse raises at its users. Bugs raise everything else."""

from __future__ import annotations


class WarehouseError(Exception):
    """Something is missing or not in order. The message says what, where, expected what, do what.

    `exit_code` is 2 where the call is wrong or something is missing, 1 where the data are not
    in order.
    """

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code
