"""Every published fact is carried as a figure or an event, or is listed with the reason why not."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

LAWS = {"CN.PO.LAW", "CN.PO.LAW.ADOPTED"}
UNUSABLE = ("indicator_code", "geo", "period", "publisher", "value", "scale")
FREQUENCIES = {"H1": "H", "irregular": "I", "P": "I"}  # the rest keep their name
# Two facts filed under a year that is no calendar year; their notes say so.
NOT_CALENDAR_YEARS = {
    ("CN.RU.TBV.SALES", "2019"): ("FY06", "2019"),  # year to June
    ("CN.PAY.ALIPAY.MOBSHARE", "2014"): ("YTD", "2014-10"),  # to 31 October
}


def test_every_fact_is_carried_or_given_up_with_a_reason(shelf: Any) -> None:
    facts = shelf.table(shelf.shared("facts/facts.csv"))
    unusable = shelf.table(shelf.editions / "reference" / "unusable.csv")
    given_up = {tuple(row[name] for name in UNUSABLE) for row in unusable}
    figures = [row for row in facts if row["indicator_code"] not in LAWS]
    kept = [row for row in figures if tuple(row[name] for name in UNUSABLE) not in given_up]
    assert len(figures) - len(kept) == len(unusable) == len(given_up)
    assert all(row["reason"] for row in unusable)
    carried = Counter(_of_figure(row) for row in shelf.figures())
    assert Counter(_of_fact(row, _publishers(shelf)) for row in kept) == carried


def test_every_dated_fact_is_an_event(shelf: Any) -> None:
    facts = shelf.table(shelf.shared("facts/facts.csv"))
    dated = Counter((_day(r["value"]), r["url"]) for r in facts if r["indicator_code"] in LAWS)
    events = shelf.table(shelf.editions / "laws" / "events.csv")
    assert Counter((row["date"], row["address"]) for row in events) == dated


def test_the_counts_add_up(shelf: Any) -> None:
    parts = ("reference/figures.csv", "reference/unusable.csv", "laws/events.csv")
    rows = sum(len(shelf.table(shelf.editions / part)) for part in parts)
    assert rows == len(shelf.table(shelf.shared("facts/facts.csv")))


def _publishers(shelf: Any) -> dict[str, str]:
    rows = shelf.table(Path(__file__).with_name("fact_publishers.csv"))
    return {row["fact_publisher"]: row["publisher"] for row in rows}


def _of_fact(row: dict[str, str], publishers: dict[str, str]) -> tuple[object, ...]:
    value = Decimal(row["value"]) * Decimal(row["scale"])
    named = publishers[row["publisher"]], row["geo"][:3], *_period(row), value.normalize()
    return *named, _kind(row["unit"]), row["document"], row["url"], row["basis"]


def _of_figure(row: dict[str, str]) -> tuple[object, ...]:
    value = Decimal(row["printed"]).scaleb(int(row["scale"]))
    named = row["publisher"], row["area"][:3], row["frequency"], row["period"], value.normalize()
    return *named, _kind(row["unit"]), row["document"], row["address"], row["basis"]


def _period(row: dict[str, str]) -> tuple[str, str]:
    frequency, period = row["frequency"], row["period"]
    if exception := NOT_CALENDAR_YEARS.get((row["indicator_code"], period)):
        return exception
    if frequency in ("A", "event") and len(period) > len("2013"):
        return "I", period  # a state at the end of that month
    return FREQUENCIES.get(frequency, frequency), period.replace("H1", "S1")


def _kind(unit: str) -> str:
    return next((kind for kind in ("CNY", "USD", "percent") if kind in unit), "other")


def _day(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
