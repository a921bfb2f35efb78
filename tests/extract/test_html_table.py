"""Tables of HTML pages: all specimens here are constructed."""

import contextlib
import time
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import formats, html_table
from pipelines.extract.html_grid import tables_of
from pipelines.refusal import Refusal
from tests.extract.reading import read

FORMAT = "html-table"
SHORT = "table", "row", "column", "period", "printed"


def found(cells: pl.DataFrame) -> list[tuple[str | None, ...]]:
    return cells.select("dim:table", "dim:row", "dim:column", "period", "printed").rows()


def test_headers_of_rows_and_columns_are_the_dimensions(tmp_path: Path) -> None:
    page = b"""<!DOCTYPE html><title>x</title><table><caption>Users, 10 000</caption>
    <thead><tr><th>Area<th>2012<th>2013</thead>
    <tbody><tr><th>East<td>1,234<td>2 345.6<tr><th>West<td>-0.5<td>0</tbody></table>"""
    assert found(read(FORMAT, page, tmp_path)) == [
        ("Users, 10 000", "East", "2012", "2012", "1,234"),
        ("Users, 10 000", "East", "2013", "2013", "2 345.6"),
        ("Users, 10 000", "West", "2012", "2012", "-0.5"),
        ("Users, 10 000", "West", "2013", "2013", "0"),
    ]


def test_a_locator_counts_from_one_and_ends_in_the_span_of_the_bytes(tmp_path: Path) -> None:
    page = "<p>é</p><table><tr><td>年<td>数<tr><td>2013年<td> <b>18</b> </table>".encode()
    [cell] = read(FORMAT, page, tmp_path).to_dicts()
    start = page.index(b"18")
    assert cell["locator"] == f"t1/r2/c2;bytes={start}-{start + 2}"
    assert (cell["period"], cell["dim:row"], cell["dim:column"]) == ("2013年", "2013年", "数")


def test_a_table_without_th_has_its_first_row_and_column_as_headers(tmp_path: Path) -> None:
    page = b"""<table><tr><td>Year</td><td>Sales</td><td>Growth</td></tr>
    <tr><td>2012</td><td>1310</td><td>67.5%</td></tr></table>"""
    cells = read(FORMAT, page, tmp_path)
    assert found(cells) == [
        ("table 1", "2012", "Sales", "2012", "1310"),
        ("table 1", "2012", "Growth", "2012", "67.5%"),
    ]
    assert cells["unit"].to_list() == [None, "%"]


def test_numbers_like_years_head_a_row_only_under_a_word_for_time(tmp_path: Path) -> None:
    page = b"<table><tr><td>City<td>Year<td>Shops<tr><td>x<td>2012<td>1999</table>"
    cells = read(FORMAT, page, tmp_path)
    assert found(cells) == [("table 1", "x / 2012", "Shops", "2012", "1999")]


def test_spans_of_headers_reach_over_rows_and_columns(tmp_path: Path) -> None:
    page = b"""<table><tr><th rowspan=2>Area<th colspan=2>2012<th colspan=2>2013
    <tr><th>Value<th>Share<th>Value<th>Share
    <tr><td rowspan=2>East<td>1<td>2<td>3<td>4<tr><td>5<td>6<td>7<td>8</table>"""
    cells = read(FORMAT, page, tmp_path)
    assert [(row[2], row[3], row[4]) for row in found(cells)] == [
        (f"{year} / {what}", year, printed)
        for (year, what), printed in zip(
            [("2012", "Value"), ("2012", "Share"), ("2013", "Value"), ("2013", "Share")] * 2,
            "12345678",
            strict=True,
        )
    ]
    assert cells["dim:row"].unique().to_list() == ["East"]


def test_a_row_over_the_whole_width_heads_those_below(tmp_path: Path) -> None:
    page = b"""<table><tr><th>Area<th>2012<th>2013<tr><td colspan=3>East<tr><td>City<td>1<td>3
    <tr><td colspan=3>West<tr><td>City<td>2<td>4</table>"""
    cells = read(FORMAT, page, tmp_path)
    assert cells["dim:row"].to_list() == ["East / City"] * 2 + ["West / City"] * 2


def test_a_missing_figure_keeps_its_mark_and_an_empty_cell_its_place(tmp_path: Path) -> None:
    page = """<table><tr><th>A<th>2012<th>2013<tr><td>x<td>–<td>1<tr><td>y<td>2<td></table>"""
    cells = read(FORMAT, page.encode(), tmp_path)
    assert cells["printed"].to_list() == ["–", "1", "2", None]
    assert [why is not None for why in cells["missing"]] == [True, False, False, True]
    assert cells["locator"].to_list()[3] == "t1/r3/c3"


def test_what_stands_where_a_figure_was_due_is_never_dropped(tmp_path: Path) -> None:
    page = b"""<table><tr><th>A<th>2012<th>2013<tr><td>x<td>12.5 (revised, see 3)<td>1
    <tr><td>y<td>2<td>withheld</table>"""
    cells = read(FORMAT, page.replace(b"</table>", b"<tr><td>z<td>3<td>4</table>"), tmp_path)
    assert cells["printed"].to_list() == ["12.5 (revised, see 3)", "1", "2", "withheld", "3", "4"]
    assert cells["missing"].to_list()[3] == "words stand where a figure was due"
    assert cells["missing"].null_count() == 5


def test_raised_notes_are_apart_and_raised_powers_are_not(tmp_path: Path) -> None:
    cells_of_x = "<td>12.5<sup>a)</sup><td>3×10<sup>8</sup>"
    page = f"<table><tr><th>A<th>2012<th>2013<tr><td>x{cells_of_x}</table>"
    cells = read(FORMAT, page.encode(), tmp_path)
    assert cells["printed"].to_list() == ["12.5", "3×10^8"]
    assert cells["att:note"].to_list() == ["a)", None]


def test_a_figure_in_pieces_is_put_together_and_entities_are_decoded(tmp_path: Path) -> None:
    rows = b"<tr><td>x<td>35.0<b>1</b>9&nbsp;bn<tr><td>y<td>&minus;4"
    page = b"<table><tr><th>A<th>2012" + rows + b"</table>"
    cells = read(FORMAT, page, tmp_path)
    assert cells["printed"].to_list() == ["35.019\xa0bn", "−4"]


def test_a_garbled_figure_is_printed_as_it_stands(tmp_path: Path) -> None:
    page = b"<table><tr><th>A<th>2012<tr><td>x<td>65,438+00.92%</table>"
    assert read(FORMAT, page, tmp_path)["printed"].to_list() == ["65,438+00.92%"]


def test_layout_tables_and_what_is_not_seen_give_no_figure(tmp_path: Path) -> None:
    page = b"""<table><tr><td><script>if (1 < 2) { "<td>3" }</script>menu 1</td></tr>
    <tr><td><table><tr><th>A<th>2012<tr><td>x<td>7</table></td></tr></table>
    <!-- <table><tr><th>A<th>2012<tr><td>x<td>8</table> -->"""
    cells = read(FORMAT, page, tmp_path)
    assert cells["printed"].to_list() == ["7"]
    assert cells["dim:table"].to_list() == ["table 2"]


def test_a_page_in_a_chinese_charset_has_spans_in_its_own_bytes(tmp_path: Path) -> None:
    table = "<table><tr><th>年份<th>交易额（万亿元）<tr><td>2013年<td>10.2</table>"
    text = f'<meta charset="gb2312">{table}'
    cells = read(FORMAT, text.encode("gb18030"), tmp_path)
    assert cells["dim:column"].to_list() == ["交易额（万亿元）"]
    assert cells["printed"].to_list() == ["10.2"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"<html><p>502</p></html>", "no table of figures", id="error-page"),
        pytest.param(b"<table><tr><th>A<th>2012<tr><td>x<td>7", "cut off", id="truncated"),
        pytest.param(b"<table><tr><th>A<th>2012<tr><td>x<td cla", "cut off", id="cut-in-a-tag"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"<table>\xff", "not utf-8", id="wrong-encoding"),
        pytest.param(
            b"<table><tr>" + b"<td rowspan=65534 colspan=1000>1" * 3000 + b"</table>" , "places",
            id="span-bomb",
        ),
        pytest.param(
            b"<table>" + b"<tr>" * 1100 + b"<td>1" + b"</table>"
            + b"<table><tr><td rowspan=0 colspan=1000>1" + b"<tr>" * 1100 + b"</table>", "places",
            id="span-to-the-end-bomb",
        ),
    ],
)  # fmt: skip
def test_pages_without_whole_tables_are_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refusal) as raised:
        read(FORMAT, content, tmp_path)
    assert sentence in str(raised.value)
    assert str(raised.value).startswith("specimen: ")


@pytest.mark.parametrize("end", [b"", b"</table>"], ids=["open", "closed"])
@pytest.mark.parametrize(
    "piece",
    [b"<table>", b"<td>", b"<!--", b"<a b='", b"<sup>", b"<tr><td>1", b"</table>", b"&", b"<b <"],
)
def test_hostile_markup_takes_time_in_proportion(tmp_path: Path, piece: bytes, end: bytes) -> None:
    begun = time.perf_counter()
    page = b"<table><tr><th>A<th>2012" + piece * (400_000 // len(piece)) + end
    with contextlib.suppress(Refusal):
        read(FORMAT, page, tmp_path)
    assert time.perf_counter() - begun < 10


def test_a_page_says_what_it_is_by_its_table(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    head = b"<!DOCTYPE html><p>" + b"long " * 30_000
    path.write_bytes(head + b"<table><tr><th>A<th>2012<tr><td>x<td>7</table>")
    assert formats.recognise(path).name == FORMAT
    path.write_bytes(head)
    with pytest.raises(Refusal, match="web page without a table"):
        formats.recognise(path)


@pytest.mark.parametrize("locator", ["t1/r1/c1", "t1/r1/c1;bytes=5-2", "bytes=0-3", "t1;bytes=0-1"])
def test_a_locator_that_leads_to_no_text_is_refused(locator: str) -> None:
    with pytest.raises(Refusal):
        html_table.resolve(b"<table><tr><td>1</table>", locator)


TEXTS = st.text("0123456789.,%<>&;/tdrhable \n", max_size=60)


@given(TEXTS)
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        tables = tables_of(f"<table>{text}")
    except Refusal:
        return
    for table in tables:
        assert all(cell.column + cell.wide <= table.width for row in table.rows for cell in row)


WHOLE = st.integers(-(10**12), 10**12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(WHOLE, WHOLE), min_size=1, max_size=6))
def test_every_figure_of_a_table_comes_through_as_printed(
    tmp_path: Path, rows: list[tuple[int, int]]
) -> None:
    body = "".join(f"<tr><th>r{n}<td>{a}<td>{b:,}" for n, (a, b) in enumerate(rows))
    page = f"<table><tr><th>A<th>2012<th>2013{body}</table>".encode()
    printed = read(FORMAT, page, tmp_path)["printed"].to_list()
    assert printed == [text for a, b in rows for text in (str(a), f"{b:,}")]


PAGE = b"""<!DOCTYPE html><meta charset="utf-8"><table><caption>Users</caption>
<thead><tr><th rowspan="2">Area<th colspan=2>2012<tr><th>Value<th>Share</thead>
<tr><td colspan=3>East<tr><td>City<td>1,234<sup>a</sup><td>&minus;0.5%
<tr><td>Town<td>-<td></table>"""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_changed_byte_of_a_page_is_read_or_refused_and_the_laws_hold(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(PAGE)
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refusal):
        read(FORMAT, bytes(content), tmp_path)
