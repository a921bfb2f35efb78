"""What a page of a paged answer says of the whole. How pages are fetched and proved is in fetch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """One page: `total` rows are declared over all `pages`, `rows` stand on this one.

    Pages count from 1. `stamp` is the update stamp that all pages must share; None where the
    publisher gives none.
    """

    total: int
    rows: int
    stamp: str | None
    page: int
    pages: int
