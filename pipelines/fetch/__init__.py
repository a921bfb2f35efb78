"""Bytes from publishers, with manners: asked for, received whole, checked and hashed in a file.

Nothing here reads a figure, keeps a snapshot or writes a receipt; the answers are handed over.
"""

from __future__ import annotations

from pipelines.fetch.answers import Failure, Fetched, FetchReport, LastReceipt, Unchanged
from pipelines.fetch.run import fetch_source
from pipelines.fetch.session import Caller, open_caller
from pipelines.fetch.settings import Settings, settings_from

__all__ = [
    "Caller",
    "Failure",
    "FetchReport",
    "Fetched",
    "LastReceipt",
    "Settings",
    "Unchanged",
    "fetch_source",
    "open_caller",
    "settings_from",
]
