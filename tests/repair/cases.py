"""Reads the constructed cases of the repair engine, which are data sorted by kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "repair"


def cases(kind: str) -> list[dict[str, Any]]:
    """Return the cases of one kind, in their order."""
    lines = (FOLDER / f"{kind}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]
