"""Months written as decimals, 2016.01 to 2016.12, after a spreadsheet made 2016.1 of 2016.10.

Only the order of neighbours may say which month is meant. No other period is touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

DECIMAL: Final = re.compile(r"(\d{4})\.(\d{1,2})")


def restored(labels: Sequence[str]) -> list[str | None]:
    """Give the periods as received, `2016.1` as `2016.10` where it is October, or None: undecided.

    January is written 2016.01 beside 2016.02, so 2016.1 there is October; where January is
    2016.1 itself, the months before and after tell.

    >>> restored(["2016.09", "2016.1", "2016.11", "2017.01"])
    ['2016.09', '2016.10', '2016.11', '2017.01']
    >>> restored(["2015.12", "2016.1", "2016.2"]), restored(["2016.9", "2016.1", "2016.11"])
    (['2015.12', '2016.1', '2016.2'], ['2016.9', '2016.10', '2016.11'])
    >>> restored(["2016.1"]), restored(["2016年1月", "2016"])
    ([None], ['2016年1月', '2016'])
    """
    months = [DECIMAL.fullmatch(label) for label in labels]
    padded = any(month is not None and month[2].startswith("0") for month in months)
    found: list[str | None] = []
    for place, (label, month) in enumerate(zip(labels, months, strict=True)):
        if month is None or month[2] != "1":
            found.append(label)
        elif padded:
            found.append(f"{month[1]}.10")
        else:
            found.append(_by_neighbours(int(month[1]), label, _near(months, place)))
    return found


def _near(months: Sequence[re.Match[str] | None], place: int) -> tuple[int | None, int | None]:
    """Give the month before and the month after as running numbers, where they are sure."""
    before = months[place - 1] if place else None
    after = months[place + 1] if place + 1 < len(months) else None
    return _running(before), _running(after)


def _running(month: re.Match[str] | None) -> int | None:
    if month is None or month[2] == "1":
        return None
    return int(month[1]) * 12 + int(month[2])


def _by_neighbours(year: int, label: str, near: tuple[int | None, int | None]) -> str | None:
    """Decide between January and October: the one that neighbours a month that stands beside it.

    >>> _by_neighbours(2016, "2016.1", (None, 2016 * 12 + 2))
    '2016.1'
    """
    readings = {year * 12 + 1: label, year * 12 + 10: f"{year}.10"}
    fitting = [
        text
        for number, text in readings.items()
        if any(abs(number - other) == 1 for other in near if other is not None)
    ]
    return fitting[0] if len(fitting) == 1 else None
