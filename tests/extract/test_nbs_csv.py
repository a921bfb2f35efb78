"""Exports of China's statistics bureau; all specimens are constructed after their form."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import nbs_csv
from pipelines.extract.nbs_months import restored
from tests.extract.reading import read, refused

FORMAT = "nbs-csv"
MONTHLY = """数据库：月度数据,,
时间：2021,,
时间,网上零售额累计值(亿元),网上零售额累计增长(%)
2021年5月,48239,24.7
2021年4月,37638 ,
"注：实物商品网上零售额
　　　包括吃、穿、用。",,
数据来源：国家统计局,,
"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_times_in_rows_and_indicators_in_columns(encoding: str, tmp_path: Path) -> None:
    cells = read(FORMAT, MONTHLY.encode(encoding), tmp_path)
    assert cells.select("period", "printed", "unit", "missing").rows() == [
        ("2021年5月", "48239", "亿元", None),
        ("2021年5月", "24.7", "%", None),
        ("2021年4月", "37638", "亿元", None),
        ("2021年4月", "", "%", "no value given"),
    ]
    assert cells["dim:指标"][0] == "网上零售额累计值(亿元)"
    assert set(cells["att:数据库"]) == {"月度数据"}
    assert cells["locator"][0] == "row=4;cell=2"


def test_indicators_in_rows_and_times_in_columns(tmp_path: Path) -> None:
    text = "指标,2021年,2020年第四季度,2012年1-2月\n快递量（万件）,1,2,3\n"
    cells = read(FORMAT, text.encode("gb18030"), tmp_path)
    assert cells["period"].to_list() == ["2021年", "2020年第四季度", "2012年1-2月"]
    assert set(cells["unit"]) == {"万件"}


def test_areas_in_rows_with_the_indicator_in_the_title(tmp_path: Path) -> None:
    text = "指标：常住人口(万人)\n地区,2021年\n北京市,2189\n天津市,1373\n"
    cells = read(FORMAT, text.encode("gb18030"), tmp_path)
    assert cells.select("dim:地区", "dim:指标", "unit").rows() == [
        ("北京市", "常住人口(万人)", "万人"),
        ("天津市", "常住人口(万人)", "万人"),
    ]


def test_areas_in_columns_with_the_indicator_in_the_title(tmp_path: Path) -> None:
    text = "指标：常住人口(万人)\n时间,北京市,天津市\n2021年,2189,1373\n"
    cells = read(FORMAT, text.encode(), tmp_path)
    assert cells.select("dim:地区", "period", "printed").rows() == [
        ("北京市", "2021年", "2189"),
        ("天津市", "2021年", "1373"),
    ]


def test_areas_and_indicators_with_the_time_in_the_title(tmp_path: Path) -> None:
    text = "时间：2021年\n地区,人口(万人),面积(平方公里)\n北京市,2189,16410\n"
    cells = read(FORMAT, text.encode(), tmp_path)
    assert cells.select("dim:地区", "dim:指标", "period", "printed").rows() == [
        ("北京市", "人口(万人)", "2021年", "2189"),
        ("北京市", "面积(平方公里)", "2021年", "16410"),
    ]


def test_fields_that_a_line_lacks_are_absent(tmp_path: Path) -> None:
    text = "时间,x,y\n2021年,1\n2020年,2,\n"
    cells = read(FORMAT, text.encode(), tmp_path)
    assert cells["printed"].to_list() == ["1", None, "2", ""]
    assert cells["missing"].to_list() == [None, "no value given", None, "no value given"]


def test_a_lost_zero_is_restored_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    text = "时间,总值（亿元）\n2016.9,1\n2016.1,2\n2016.11,3\n2017.1,4\n"
    cells = read(FORMAT, text.encode(), tmp_path)
    assert cells["period"].to_list() == ["2016.9", "2016.10", "2016.11", None]
    assert cells["att:period_received"].to_list() == ["2016.9", "2016.1", "2016.11", "2017.1"]
    assert cells["printed"].to_list() == ["1", "2", "3", "4"]


def test_damaged_exports_are_refused(tmp_path: Path) -> None:
    refused(FORMAT, b"a,b\n1,2\n", tmp_path, "no header of times, indicators or areas")
    second = MONTHLY + "时间,x,y\n2021年5月,1,2\n"
    refused(FORMAT, second.encode(), tmp_path, "holds a second table")
    wide = "时间,x\n2021年5月,1,2\n"
    refused(FORMAT, wide.encode(), tmp_path, "line 2: 3 fields, where the header has 2")
    timeless = "时间,x\n合计,1\n"
    refused(FORMAT, timeless.encode(), tmp_path, '"合计", where a time was due')
    refused(FORMAT, b"\xff\xff\xff,\x80", tmp_path, "is not utf-8 or gb18030")
    refused(FORMAT, b"<html>", tmp_path, "a web page")


def test_an_export_is_recognised_in_either_encoding() -> None:
    for encoding in ("gb18030", "utf-8", "utf-8-sig"):
        assert nbs_csv.recognises(MONTHLY.encode(encoding), "")
    assert not nbs_csv.recognises(b"DATE,ECOMSA\n", "")


@given(
    st.integers(1990, 2030), st.integers(0, 11), st.integers(3, 30), st.booleans(), st.booleans()
)
def test_months_in_a_row_are_restored_whatever_a_spreadsheet_did(
    year: int, first: int, length: int, padded: bool, newest_first: bool
) -> None:
    numbers = range(year * 12 + first, year * 12 + first + length)
    months = [(number // 12, number % 12 + 1) for number in numbers]
    if newest_first:
        months.reverse()
    if padded and not any(month < 10 for _, month in months):
        padded = False
    written = [f"{y}.{m:02}" if padded else f"{y}.{m}" for y, m in months]
    damaged = [label.rstrip("0") if label.endswith(".10") else label for label in written]
    assert restored(damaged) == written
