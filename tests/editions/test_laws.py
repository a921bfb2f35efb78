"""The laws and standards are dated, coded and cited."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import Any

COLUMNS = [
    *("event", "kind", "date", "area", "theme", "publisher"),
    *("document", "published", "address", "note"),
]


def test_events_are_keyed_coded_and_dated(shelf: Any) -> None:
    rows = shelf.table(shelf.editions / "laws" / "events.csv")
    assert list(rows[0]) == COLUMNS
    keys = Counter((row["event"], row["kind"], row["date"]) for row in rows)
    assert max(keys.values()) == 1
    for row in rows:
        assert row["kind"] in {"adopted", "amended", "in_force"}, row
        assert datetime.date.fromisoformat(row["date"]).isoformat() == row["date"], row
        assert row["document"], row
        assert re.match(r"https?://\S+$", row["address"]), row


def test_every_code_is_in_its_list(shelf: Any) -> None:
    rows = shelf.table(shelf.editions / "laws" / "events.csv")
    for column in ("area", "theme", "publisher"):
        assert {row[column] for row in rows} - shelf.codes(column) == set()


def test_a_law_is_adopted_before_it_is_in_force(shelf: Any) -> None:
    rows = shelf.table(shelf.editions / "laws" / "events.csv")
    days = {(row["event"], row["kind"]): row["date"] for row in rows}
    both = [event for event, kind in days if kind == "in_force" and (event, "adopted") in days]
    assert both
    assert [e for e in both if days[e, "adopted"] > days[e, "in_force"]] == []
