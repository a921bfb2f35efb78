"""Each edition's last receipt is that of the bytes that ship."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

FILES = {"reference": "figures.csv", "laws": "events.csv", "article": "article.txt"}


@pytest.mark.parametrize("edition", FILES)
def test_the_receipt_fits_the_bytes(shelf: Any, edition: str) -> None:
    folder = shelf.editions / edition
    lines = [json.loads(line) for line in (folder / "receipts.ndjson").read_text().splitlines()]
    sha256 = hashlib.sha256((folder / FILES[edition]).read_bytes()).hexdigest()
    wanted = lines[-1] | {"sha256": sha256, "received": "<now, as 2026-11-22T00:00:00Z>"}
    assert lines[-1]["file"] == FILES[edition]
    assert lines[-1]["sha256"] == sha256, (
        f"{edition}/{FILES[edition]} was changed: append this line to receipts.ndjson beside it, "
        f"and change none above it:\n{json.dumps(wanted)}"
    )


@pytest.mark.parametrize("edition", FILES)
def test_receipts_are_in_order_of_time(shelf: Any, edition: str) -> None:
    text = (shelf.editions / edition / "receipts.ndjson").read_text()
    received = [json.loads(line)["received"] for line in text.splitlines()]
    assert received
    assert received == sorted(received)
