"""Code lists are read strictly, and against one another."""

import shutil
from pathlib import Path

import pytest

from pipelines.codelists import FOLDER, read_codelists
from pipelines.refusal import Refusal


@pytest.mark.parametrize(
    ("name", "row", "says"),
    [
        ("unit", "CNY,again,amount,", "unit.csv has the key code = CNY twice, on lines 2 and 8"),
        ("indicator", "x,X,,growth,yuna,amount,true,,,,", 'indicator.csv, row "x": unit "yuna"'),
        ("indicator", "x,X,,growth,CNY,amount,true,y,,,", 'growth_indicator "y"'),
        ("area", "FRA,France,country,FR,FRA,FR,FRA,,FRA,EU", 'parent "EU" is not in area.csv'),
        ("unit_alias", "yuans,CNX,0,en", 'unit "CNX" is not in unit.csv; nearest: "CNY"'),
        ("phrase", "retail,indicator,online_retial,,", 'nearest: "online_retail"'),
        ("phrase", "peru,area,PER,,", 'code "PER" is not in area.csv'),
        ("publisher", "nbs", "publisher.csv"),
    ],
)
def test_a_wrong_row_is_refused_by_file_and_code(
    name: str, row: str, says: str, tmp_path: Path, lists_folder: Path
) -> None:
    folder = Path(shutil.copytree(lists_folder, tmp_path / "lists"))
    with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(Refusal) as refused:
        read_codelists(folder)
    assert says in str(refused.value)


def test_a_missing_list_and_a_missing_column_are_named(tmp_path: Path, lists_folder: Path) -> None:
    folder = Path(shutil.copytree(lists_folder, tmp_path / "lists"))
    (folder / "unit.csv").write_text("code,name,description\nCNY,yuan,\n", "utf-8")
    with pytest.raises(Refusal, match=r'unit.csv has no column "kind"; found: code, name'):
        read_codelists(folder)
    (folder / "unit.csv").unlink()
    with pytest.raises(Refusal, match=r"unit.csv is missing"):
        read_codelists(folder)


def test_the_lists_that_ship_agree_with_one_another() -> None:
    lists = read_codelists(FOLDER)
    units = set(lists.unit["code"])
    assert set(lists.indicator["unit"]) <= units
    kinds = dict(lists.unit.select("code", "kind").iter_rows())
    for code, unit, kind in lists.indicator.select("code", "unit", "unit_kind").iter_rows():
        assert kinds[unit] == kind, code
