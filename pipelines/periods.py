"""The one grammar of periods: text as sent to frequency, ISO-like period, first and last day.

What a date or a missing year means for a claim is decided in claims.py.
"""

from __future__ import annotations

import calendar
import functools
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipelines.codelists import Codelists

# A year of two digits is 19xx from here on, 20xx below (SOURCES.md section 14).
PIVOT: Final = 50
# Frequencies of a point or stretch that a calendar year stands for.
YEARLY: Final = ("A", "event", "I", "target")
MONTHS: Final[Mapping[str, int]] = {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: SDMX frequency, the text for people, first and last day."""

    frequency: str
    period: str
    start: date
    end: date


def period_of(text: str, frequency: str | None = None) -> Period:
    """Read a period as sent; `frequency`, where declared, settles what the text leaves open.

    Frequencies: A, H (half-year), Q, B (two months), M, W, D, YTD (January to that month),
    S (survey at the end of that month), FY01 to FY12 (fiscal year ending in that month),
    event, I (irregular), target. Raises Refusal where text or pairing is not known.

    >>> period_of("2024Q3").period, period_of("10/1/99", "Q").period
    ('2024-Q3', '1999-Q4')
    >>> period_of("2012年1-2月").frequency, period_of("2012年1-2月").end
    ('YTD', datetime.date(2012, 2, 29))
    """
    found = _read(text, frequency)
    if found is not None:
        return found
    message = (
        f'period "{text}"' + (f" of frequency {frequency}" if frequency else "") + " is not known; "
        "expected one such as 2024, 2024-S1, 2024-Q3, 2024-06, 2024-W05 or 2024-06-30. "
        "Add its form to pipelines/periods.py."
    )
    raise Refusal(message, exit_code=1)


@functools.lru_cache(maxsize=65_536)
def _read(text: str, frequency: str | None) -> Period | None:
    """Kept: the batches of a long series ask for the same periods again and again."""
    for pattern, make in GRAMMAR:
        if match := pattern.fullmatch(text.strip()):
            try:
                found = make(*match.groups())
                return found if frequency is None else _as_frequency(found, frequency)
            except ValueError:
                return None
    return None


def year(number: int) -> Period:
    """A calendar year.

    >>> year(2012).end
    datetime.date(2012, 12, 31)
    """
    return Period("A", f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def half(number: int, which: int) -> Period:
    """A half-year, 1 or 2."""
    return _months("H", number, 6 * which - 5, 6 * which, f"{number:04}-S{which}")


def quarter(number: int, which: int) -> Period:
    """A quarter, 1 to 4."""
    return _months("Q", number, 3 * which - 2, 3 * which, f"{number:04}-Q{which}")


def month(number: int, which: int) -> Period:
    """A month, 1 to 12."""
    return _months("M", number, which, which, f"{number:04}-{which:02}")


def year_to_date(number: int, last: int) -> Period:
    """January up to and including month `last`."""
    return _months("YTD", number, 1, last, f"{number:04}-{last:02}")


def day(number: int, month_number: int, which: int) -> Period:
    """A day."""
    at = date(number, month_number, which)
    return Period("D", at.isoformat(), at, at)


def instant_of(text: str) -> datetime:
    """Read a declared vintage or publication date as a moment in UTC.

    A day is its first moment. A month or a year is its last day: before that, nobody can be
    sure to have known the figure. Raises Refusal where the text is no date.

    >>> instant_of("2014-03-04").isoformat(), instant_of("2017-04").isoformat()
    ('2014-03-04T00:00:00+00:00', '2017-04-30T00:00:00+00:00')
    """
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        found = period_of(text)
        return datetime(found.end.year, found.end.month, found.end.day, tzinfo=UTC)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def period_frame(pairs: pl.DataFrame) -> pl.DataFrame:
    """Read the distinct pairs (`text`, `hint`) of a frame; each has one row in the answer.

    Added columns: `frequency`, `period`, `period_start`, `period_end`, all null where the text is
    not known. A long frame has few distinct periods, so the grammar runs once for each.
    """
    rows: list[tuple[str | date | None, ...]] = []
    for text, hint in pairs.select("text", "hint").unique().sort("text", "hint").iter_rows():
        try:
            found = period_of(text or "", hint)
        except Refusal:
            rows.append((text, hint, None, None, None, None))
        else:
            rows.append((text, hint, found.frequency, found.period, found.start, found.end))
    schema = {
        **{"text": pl.String, "hint": pl.String, "frequency": pl.String, "period": pl.String},
        **{"period_start": pl.Date, "period_end": pl.Date},
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def with_periods(named: pl.DataFrame, lists: Codelists) -> pl.DataFrame:
    """Read the columns `period`, as received, and `hint`; see `period_frame` for what is added.

    An event's days come from the code list of indicators.
    """
    pairs = named.select(pl.col("period").alias("text"), "hint")
    dated = named.rename({"period": "period_received"}).join(
        period_frame(pairs),
        left_on=["period_received", "hint"],
        right_on=["text", "hint"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    events = lists.indicator.filter(pl.col("event_start").is_not_null())
    is_event = pl.col("frequency") == "event"
    if events.is_empty() or not dated.select(is_event.any()).item():
        return dated
    return dated.with_columns(
        pl.when(is_event)
        .then(pl.coalesce(_day(events, column), f"period_{end}"))
        .otherwise(f"period_{end}")
        .alias(f"period_{end}")
        for end, column in (("start", "event_start"), ("end", "event_end"))
    )


def _day(events: pl.DataFrame, column: str) -> pl.Expr:
    """The day of an event in the year of its period."""
    days = dict(events.select("code", pl.col(column).str.strip_chars("-")).iter_rows())
    text = pl.concat_str(
        "period",
        pl.lit("-"),
        pl.col("indicator").replace_strict(days, default=None, return_dtype=pl.String),
    )
    return text.str.to_date("%Y-%m-%d", strict=False)


def _months(frequency: str, number: int, first: int, last: int, text: str) -> Period:
    end = date(number, last, calendar.monthrange(number, last)[1])
    return Period(frequency, text, date(number, first, 1), end)


def _week(number: int, which: int) -> Period:
    start = date.fromisocalendar(number, which, 1)
    return Period("W", f"{number:04}-W{which:02}", start, start + timedelta(days=6))


def _two_months(number: int, which: int) -> Period:
    return _months("B", number, 2 * which - 1, 2 * which, f"{number:04}-B{which}")


def _fiscal_year(number: int, last: int) -> Period:
    end = date(number, last, calendar.monthrange(number, last)[1])
    start = date(number, 1, 1) if last == 12 else date(number - 1, last + 1, 1)
    return Period(f"FY{last:02}", f"{number:04}", start, end)


def _as_frequency(found: Period, frequency: str) -> Period:
    """The same stretch under the declared frequency; a day stands for the period it lies in."""
    number, first, last = found.start.year, found.start.month, found.end.month
    if frequency in (found.frequency, ""):
        return found
    if frequency.startswith("FY") and found.frequency == "A":
        return _fiscal_year(number, int(frequency[2:]))
    if frequency in YEARLY and found.frequency in ("A", "D"):
        of_year = year(number)
        return Period(frequency, of_year.period, of_year.start, of_year.end)
    if frequency in ("YTD", "S") and found.frequency in ("M", "D"):
        to_date = year_to_date(number, last)
        return to_date if frequency == "YTD" else _survey(number, last)
    if frequency in ("I", "event", "target"):
        return Period(frequency, found.period, found.start, found.end)
    containing = CONTAINING.get((frequency, found.frequency))
    if containing is None:
        raise ValueError(frequency)
    return containing(number, first)


def _survey(number: int, at: int) -> Period:
    end = date(number, at, calendar.monthrange(number, at)[1])
    return Period("S", f"{number:04}-{at:02}", end, end)


# The period of a frequency that holds a day, or that a text of another form names.
CONTAINING: Final[Mapping[tuple[str, str], Callable[[int, int], Period]]] = {
    ("Q", "D"): lambda number, first: quarter(number, (first + 2) // 3),
    ("H", "D"): lambda number, first: half(number, (first + 5) // 6),
    ("M", "D"): month,
    ("B", "D"): lambda number, first: _two_months(number, (first + 1) // 2),
}


def _named_month(number: str, name: str) -> Period:
    return month(int(number), MONTHS[name.lower()])


def _short_date(first: str, second: str, short: str) -> Period:
    number = int(short)
    return day(number + (1900 if number >= PIVOT else 2000), int(first), int(second))


def _whole(make: Callable[..., Period]) -> Callable[..., Period]:
    return lambda *parts: make(*(int(part) for part in parts))


_Y: Final = r"([0-9]{4})"
_MONTH_NAME: Final = r"(" + "|".join(name.title() for name in MONTHS) + r")[a-z]*\.?"

# First match wins; every pattern must match the whole text (SOURCES.md section 14).
GRAMMAR: Final[tuple[tuple[re.Pattern[str], Callable[..., Period]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), make)
    for pattern, make in (
        (rf"{_Y}(?:年|YY|-A1|-?A)?", _whole(year)),
        (rf"{_Y}[- ]?[SH]([12])", _whole(half)),
        (rf"{_Y}年?上半年", lambda y: half(int(y), 1)),
        (rf"{_Y}年?下半年", lambda y: half(int(y), 2)),
        (rf"{_Y}[- ]?Q([1-4])", _whole(quarter)),
        (rf"{_Y}0([1-4])SS", _whole(quarter)),
        (rf"{_Y}年?第?([1-4])季度", _whole(quarter)),
        (rf"{_Y}年?第?([一二三四])季度", lambda y, n: quarter(int(y), "一二三四".index(n) + 1)),
        (rf"{_Y}-?B([1-6])", _whole(_two_months)),
        (rf"{_Y}-?W([0-9]{{1,2}})", _whole(_week)),
        (rf"{_Y}[-.](0[1-9]|1[0-2])", _whole(month)),
        (rf"{_Y}-?M([0-9]{{1,2}})", _whole(month)),
        (rf"{_Y}(0[1-9]|1[0-2])(?:MM)?", _whole(month)),
        (rf"{_Y}年([0-9]{{1,2}})月", _whole(month)),
        (rf"{_Y}[- ]{_MONTH_NAME}", _named_month),
        (rf"{_MONTH_NAME}[- ]{_Y}", lambda name, y: _named_month(y, name)),
        (rf"{_Y}年0?1[-—–~至]([0-9]{{1,2}})月", _whole(year_to_date)),
        (rf"{_Y}-([0-9]{{2}})-([0-9]{{2}})(?:T00:00:00(?:\.0+)?Z?)?", _whole(day)),
        (rf"{_Y}([0-9]{{2}})([0-9]{{2}})", _whole(day)),
        (rf"{_Y}年([0-9]{{1,2}})月([0-9]{{1,2}})日", _whole(day)),
        (r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2})", _short_date),
        (rf"([0-9]{{1,2}})/([0-9]{{1,2}})/{_Y}", lambda m, d, y: day(int(y), int(m), int(d))),
    )
)
