"""One grammar of periods: every form that publishers send, and what no form is."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import periods
from pipelines.refusal import Refusal

# The forms of SOURCES.md section 14, and of the reference figures: text, declared frequency,
# then frequency, period, first and last day.
FORMS = [
    ("2024", None, "A", "2024", "2024-01-01", "2024-12-31"),
    ("2024年", None, "A", "2024", "2024-01-01", "2024-12-31"),
    ("2024YY", None, "A", "2024", "2024-01-01", "2024-12-31"),
    ("2024-A1", None, "A", "2024", "2024-01-01", "2024-12-31"),
    ("2024Q3", None, "Q", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024-Q3", None, "Q", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024 Q3", None, "Q", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("202403SS", None, "Q", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024年第三季度", None, "Q", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024-07-01", "Q", "Q", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024-S1", None, "H", "2024-S1", "2024-01-01", "2024-06-30"),
    ("2024-B1", None, "B", "2024-B1", "2024-01-01", "2024-02-29"),
    ("2024-W05", None, "W", "2024-W05", "2024-01-29", "2024-02-04"),
    ("2024-06", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("2024M06", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("2024-M06", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("202406", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("202406MM", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("2024年6月", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("2006 NOV", None, "M", "2006-11", "2006-11-01", "2006-11-30"),
    ("2024.06", None, "M", "2024-06", "2024-06-01", "2024-06-30"),
    ("2012年1-2月", None, "YTD", "2012-02", "2012-01-01", "2012-02-29"),
    ("10/1/99", "Q", "Q", "1999-Q4", "1999-10-01", "1999-12-31"),
    ("10/1/49", "Q", "Q", "2049-Q4", "2049-10-01", "2049-12-31"),
    ("2013", "FY03", "FY03", "2013", "2012-04-01", "2013-03-31"),
    ("2013", "FY12", "FY12", "2013", "2013-01-01", "2013-12-31"),
    ("2013-06", "YTD", "YTD", "2013-06", "2013-01-01", "2013-06-30"),
    ("2013-12", "S", "S", "2013-12", "2013-12-31", "2013-12-31"),
    ("2013", "event", "event", "2013", "2013-01-01", "2013-12-31"),
    ("2013-11-11", "event", "event", "2013", "2013-01-01", "2013-12-31"),
    ("2020", "target", "target", "2020", "2020-01-01", "2020-12-31"),
    ("2013-11-11", None, "D", "2013-11-11", "2013-11-11", "2013-11-11"),
]


@pytest.mark.parametrize(("text", "hint", "frequency", "period", "start", "end"), FORMS)
def test_a_period_is_read_as_its_publisher_means_it(
    text: str, hint: str | None, frequency: str, period: str, start: str, end: str
) -> None:
    found = periods.period_of(text, hint)
    assert (found.frequency, found.period) == (frequency, period)
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        *((text, None) for text in ("", " ", "x", "24", "2024-13", "2024-00", "202413", "2024-Q5")),
        *((text, None) for text in ("2024-W54", "0000", "2024-02-30", "13/1/99", "２０２４")),
        *((text, None) for text in ("2024-S3", "2024-B7", "2012年1-13月", "2024 to 2025", "-2024")),
        *[("2013", "Q"), ("2013-Q1", "A"), ("2013-06", "Q"), ("2013", "M"), ("2013", "FY13")],
        *[("2013-Q3", "FY03"), ("2013", "sometimes"), ("2013-S1", "S")],
    ],
)
def test_what_is_no_period_of_its_frequency_is_refused_with_its_text(
    text: str, hint: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        periods.period_of(text, hint)
    assert f'"{text}"' in str(refused.value)


YEARS = st.integers(1900, 2100)


@given(YEARS, st.sampled_from([("A", 1), ("H", 2), ("Q", 4), ("B", 6), ("M", 12)]))
def test_the_periods_of_a_year_follow_one_another_and_fill_it(
    number: int, of_year: tuple[str, int]
) -> None:
    frequency, count = of_year
    mark = {"A": "", "H": "-S{}", "Q": "-Q{}", "B": "-B{}", "M": "-{:02}"}[frequency]
    found = [periods.period_of(f"{number}{mark.format(n)}") for n in range(1, count + 1)]
    assert all(each.frequency == frequency for each in found)
    assert (found[0].start, found[-1].end) == (date(number, 1, 1), date(number, 12, 31))
    for one, other in pairwise(found):
        assert other.start - one.end == timedelta(days=1)


@given(YEARS, st.integers(1, 12), st.sampled_from(["{y}-{m:02}", "{y}M{m:02}", "{y}年{m}月"]))
def test_what_was_read_reads_the_same_again(number: int, month: int, form: str) -> None:
    found = periods.period_of(form.format(y=number, m=month))
    assert periods.period_of(found.period, found.frequency) == found


@given(st.text("0123456789-QMSWBYTD年月 ./", max_size=12), st.sampled_from([None, "A", "Q", "YTD"]))
def test_no_text_is_read_as_a_period_that_ends_before_it_begins(
    text: str, hint: str | None
) -> None:
    try:
        found = periods.period_of(text, hint)
    except Refusal:
        return
    assert found.start <= found.end
    assert found.period[:4].isdigit()


@given(st.lists(st.tuples(st.sampled_from([f[0] for f in FORMS] + ["x", None]), st.none())))
def test_a_frame_has_one_row_a_distinct_pair_and_agrees_with_the_grammar(
    pairs: list[tuple[str | None, None]],
) -> None:
    schema = {"text": pl.String, "hint": pl.String}
    frame = periods.period_frame(pl.DataFrame(pairs, schema=schema, orient="row"))
    assert sorted(frame["text"].to_list(), key=str) == sorted({p[0] for p in pairs}, key=str)
    for text, _, frequency, period, start, end in frame.iter_rows():
        if text in (None, "x"):
            assert (frequency, period, start, end) == (None, None, None, None)
        else:
            assert periods.Period(frequency, period, start, end) == periods.period_of(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2014-03-04", datetime(2014, 3, 4, tzinfo=UTC)),
        ("2014-03-04T10:00:00+08:00", datetime(2014, 3, 4, 2, tzinfo=UTC)),
        ("2014-03-04T10:00:00Z", datetime(2014, 3, 4, 10, tzinfo=UTC)),
        ("2024-02", datetime(2024, 2, 29, tzinfo=UTC)),
        ("2014", datetime(2014, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_declared_date_is_no_earlier_than_what_it_says(text: str, moment: datetime) -> None:
    assert periods.instant_of(text) == moment


def test_the_forms_of_the_list_of_sources_are_all_here() -> None:
    sources = Path(__file__).resolve().parents[1].parent / "shared" / "payloads" / "SOURCES.md"
    if not sources.is_file():
        pytest.skip("../shared is not here: the list of periods as sent cannot be read")
    table = sources.read_text("utf-8").split("## 14.")[1].split("\n\n")[1]
    sent = [row.split("|")[1] for row in table.splitlines()[2:]]
    for form in ("date 2024-07-01 of a quarterly series", "(bimonth)", "`"):
        sent = [each.replace(form, "") for each in sent]
    here = {form[0] for form in FORMS}
    missing = {text.strip() for each in sent for text in each.split(",") if text.strip()} - here
    assert not missing
