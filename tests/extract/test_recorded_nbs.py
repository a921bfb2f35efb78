"""Recorded answers and exports of China's statistics bureau."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.extract.conftest import Tally
from tests.extract.recorded import cells_of, one, refused


def nodes(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["returndata"]["datanodes"]
    return found


ANSWERS = (
    "2019_last_12_month_house_invest_y2y",
    "2019_last_12_quarter_gdp_y2y",
    "2019_last_13_month_cpi_m2m",
    "2019_last_13_month_cpi_y2y",
    "cli_list_regcode",
    "cli_reg_query",
    "cli_simple_query",
    "stats_as_df",
    "stats_as_df_1",
    "stats_gdp",
    "stats_multi_period",
    "stats_multi_zb",
    "stats_with_reg",
    "stats_with_reg_annual",
)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_node_of_an_answer_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "nbs_china" / f"easyquery_{name}.json"
    raw = nodes(path)
    cells = cells_of("nbs-json", path, tally)
    assert cells["printed"].to_list() == [node["data"]["strdata"] for node in raw]
    assert [why is None for why in cells["missing"]] == [node["data"]["hasdata"] for node in raw]
    codes = [{part["wdcode"]: part["valuecode"] for part in node["wds"]} for node in raw]
    assert cells["period"].to_list() == [code["sj"] for code in codes]
    assert cells["dim:zb"].to_list() == [code["zb"] for code in codes]


def test_the_published_text_is_the_figure_and_not_the_float(payloads: Path, tally: Tally) -> None:
    path = payloads / "nbs_china" / "easyquery_2019_last_13_month_cpi_m2m.json"
    cells = cells_of("nbs-json", path, tally)
    assert one(cells, dim__zb="A01030101", period="201908")["printed"] == "100.7"
    nothing = one(cells, dim__zb="A01030101", period="201909")
    assert nothing["missing"] == "no value given (hasdata false)"


def test_the_unit_is_that_of_the_indicator(payloads: Path, tally: Tally) -> None:
    path = payloads / "nbs_china" / "easyquery_stats_multi_period.json"
    found = one(cells_of("nbs-json", path, tally), period="202112")
    assert (found["printed"], found["unit"]) == ("2382899.56", "亿元")
    assert found["att:zb_name"] == "货币和准货币(M2)供应量_期末值"


REFUSED = {
    "invalid_query": "return code 501, not with data: 对不起",
    "get_tree": "a tree of codes",
    "get_tree_1": "a tree of codes",
    "get_tree_2": "a tree of codes",
    "cli_tree_query": "a tree of codes",
    "get_reg_cities": "only codes and no figure",
}


@pytest.mark.parametrize("name", REFUSED)
def test_errors_and_lists_of_codes_are_refused(name: str, payloads: Path, tally: Tally) -> None:
    path = payloads / "nbs_china" / f"easyquery_{name}.json"
    assert REFUSED[name] in refused("nbs-json", path, tally)


# Export: encoding, rows of the table, columns of figures, fields of them empty. Counted by hand.
EXPORTS = {
    "annual_gdp_notes": ("gb18030", 11, 8, 0),
    "annual_utf8": ("utf-8", 6, 10, 0),
    "monthly_cpi_gbk": ("gb18030", 50, 11, 4),
    "monthly_money_gbk": ("gb18030", 258, 6, 0),
    "national_monthly": ("gb18030", 48, 11, 0),
    "province_monthly_gbk": ("gb18030", 31, 3, 31),
    "province_monthly_gbk_1": ("gb18030", 31, 3, 31),
    "province_transport_telecom": ("gb18030", 31, 48, 0),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_field_of_an_export_is_one_cell(name: str, payloads: Path, tally: Tally) -> None:
    encoding, rows, columns, empty = EXPORTS[name]
    path = payloads / "nbs_china" / f"export_{name}.csv"
    cells = cells_of("nbs-csv", path, tally)
    assert cells.height == rows * columns
    assert cells.height - cells["missing"].null_count() == empty
    text = path.read_bytes().decode(encoding)
    values = [field.strip() for line in text.splitlines() for field in line.split(",")]
    assert not set(cells["printed"]) - set(values)
    assert cells["period"].null_count() == 0
    keys = cells.select("dim:指标", "dim:地区", "period")
    assert keys.n_unique() == cells.height


def test_indicators_in_columns_and_months_in_rows(payloads: Path, tally: Tally) -> None:
    cells = cells_of("nbs-csv", payloads / "nbs_china" / "export_monthly_money_gbk.csv", tally)
    name = "货币和准货币(M2)供应量期末值(亿元)"
    found = one(cells.filter(pl.col("dim:指标") == name), period="2021年5月")
    assert (found["printed"], found["unit"]) == ("2275538.07", "亿元")
    assert found["att:数据库"] == "月度数据"


def test_indicators_in_rows_and_years_in_columns(payloads: Path, tally: Tally) -> None:
    cells = cells_of("nbs-csv", payloads / "nbs_china" / "export_annual_utf8.csv", tally)
    found = one(cells.filter(pl.col("dim:指标") == "国内生产总值(亿元)"), period="2018年")
    assert (found["printed"], found["unit"]) == ("936010.1", "亿元")


def test_a_year_that_the_header_leaves_out_is_not_made_up(payloads: Path, tally: Tally) -> None:
    cells = cells_of("nbs-csv", payloads / "nbs_china" / "export_annual_gdp_notes.csv", tally)
    assert "2018年" not in set(cells["period"])
    row = cells.filter(pl.col("dim:指标") == "企业法人单位数(个)")
    assert one(row, period="2017年")["printed"] == "18097682"


def test_provinces_in_rows_take_the_indicator_of_the_title(payloads: Path, tally: Tally) -> None:
    cells = cells_of("nbs-csv", payloads / "nbs_china" / "export_province_monthly_gbk.csv", tally)
    assert set(cells["dim:指标"]) == {"居民消费价格指数(上年同月=100)"}
    assert set(cells["unit"]) == {"上年同月=100"}
    assert one(cells, **{"dim__地区": "北京市"}, period="2020年1月")["printed"] == "104.5"


@pytest.mark.parametrize("name", ["national_monthly", "province_transport_telecom"])
def test_october_that_lost_its_zero_is_october_again(
    name: str, payloads: Path, tally: Tally
) -> None:
    cells = cells_of("nbs-csv", payloads / "nbs_china" / f"export_{name}.csv", tally)
    months = cells["period"].unique().sort().to_list()
    assert months == [f"{year}.{month:02}" for year in range(2016, 2020) for month in range(1, 13)]
    changed = cells.filter(pl.col("period") != pl.col("att:period_received"))
    assert set(changed["period"]) == {"2016.10", "2017.10", "2018.10", "2019.10"}
    assert set(changed["att:period_received"]) == {"2016.1", "2017.1", "2018.1", "2019.1"}
