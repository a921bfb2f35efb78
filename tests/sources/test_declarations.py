"""One contract over all sources that ask a publisher, or read what a person brings.

Form, codes, licence, address; and that a constructed answer becomes the series that are meant.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from pipelines.codelists import Codelists, read_codelists
from pipelines.extract.formats import by_name
from pipelines.fetch import Settings
from pipelines.fetch.address import target
from pipelines.normalise import cells_to_observations
from pipelines.sources import declared
from tests.sources.specimens import ANSWERS, NBS_EXPORT

if TYPE_CHECKING:
    from pipelines.source import Request, Source

ROOT = Path(__file__).resolve().parents[2]
LIVE = [source for source in declared() if source.requests or source.files]
DEFAULT = {
    "world_bank",
    "eurostat_enterprises",
    "eurostat_individuals",
    "fred",
    "owid",
    "oecd",
}
OFF = {"dbnomics", "statcan", "nbs_china", "fred_rest"}
# A series and a period that each specimen must come out as; written by hand.
KNOWN = {
    "world_bank": ("world_bank:internet_penetration:CHN:A:percent", "2023", "41.26"),
    "eurostat_enterprises": (
        "eurostat:enterprises_with_e_sales_by_survey:GRC:A:percent",
        "2022",
        "21.5",
    ),
    "eurostat_individuals": ("eurostat:individuals_buying_online:DEU:A:percent", "2018", "20.5"),
    "fred": ("us_census:retail_ecommerce_sales_sa:USA:Q:USD", "2023-Q2", "271002000000"),
    "fred_rest": ("us_census:retail_ecommerce_sales_sa:USA:Q:USD", "2024-Q1", "288111000000"),
    "owid": ("owid:internet_penetration:WLD:A:percent", "2021", "70.131"),
    "oecd": ("oecd:enterprises_using_cloud:EU27_2020:A:percent", "2022", "41.06"),
    "dbnomics": ("eurostat:individuals_buying_online:GRC:A:percent", "2022", "55.25"),
    "statcan": ("statcan:retail_ecommerce_sales:CAN:M:CAD", "2024-01", "3456789000"),
    "nbs_china": ("nbs:retail_sales:CHN:A:CNY", "2023", "47000200000000"),
}


@pytest.fixture(scope="module")
def lists() -> Codelists:
    return read_codelists(ROOT / "sql" / "codelists")


def test_the_sources_of_the_themes_are_on_and_the_others_wait() -> None:
    assert {source.id for source in LIVE if source.on} == DEFAULT
    assert {source.id for source in LIVE if not source.on} == OFF
    assert not [source.id for source in LIVE if source.on and source.key_variable]


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_a_source_says_who_may_do_what_with_it_and_how_often_it_changes(
    source: Source, lists: Codelists
) -> None:
    assert source.title
    assert source.licence
    assert "https://" in source.citation
    assert source.cadence != "never"
    assert source.publisher in lists.publisher["code"]
    assert by_name(source.format).name == source.format
    assert (source.key_variable is None) == (source.key_parameter is None)


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_every_code_of_a_source_stands_in_a_code_list(source: Source, lists: Codelists) -> None:
    indicators, units = set(lists.indicator["code"]), set(lists.unit["code"])
    for measure in source.measures:
        assert measure.indicator in indicators
        ours = {unit for unit, _ in measure.units.values()} | {measure.unit or "percent"}
        assert ours <= units
    assert source.measures
    assert set(source.areas.values()) <= set(lists.area["code"])
    assert source.area_list is None or source.area_list in lists.area.columns


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_the_requests_of_a_source_are_https_and_have_names_of_their_own(source: Source) -> None:
    names = [request.name for request in source.requests]
    assert len(set(names)) == len(names)
    assert source.requests or source.files
    assert not source.plain_http
    settings = Settings(Path(), Path(), {source.key_variable or "NONE": "key"})
    for request in source.requests:
        assert target(source, request, request.parameters, settings).shown.startswith("https://")
        assert "{" not in target(source, request, request.parameters, settings).url
        assert request.split is None or len(request.parameters[request.split]) >= 1


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_a_declaration_is_data_with_at_most_a_function_that_builds_its_requests(
    source: Source,
) -> None:
    path = ROOT / "pipelines" / "sources" / f"{source.id}.py"
    functions = [
        node.name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]
    assert len(functions) <= 1


def observed(
    source: Source, path: Path, request: Request | None, lists: Codelists
) -> list[pl.DataFrame]:
    options = request.options if request else {}
    cells = by_name(source.format).read(path, options)
    return [layers.observations for layers in cells_to_observations(source, cells, "0" * 64, lists)]


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_a_constructed_answer_to_each_request_becomes_the_series_that_are_meant(
    source: Source, lists: Codelists, tmp_path: Path
) -> None:
    found = []
    if source.files:
        (tmp_path / "export.csv").write_bytes(NBS_EXPORT)
        found += observed(source, tmp_path / "export.csv", None, lists)
    for request in source.requests:
        specimen = ANSWERS[source.id](request)
        path = tmp_path / request.name
        path.write_bytes(specimen.body)
        rows = pl.concat(observed(source, path, request, lists))
        assert rows["value"].drop_nulls().len() == specimen.values, request.name
        assert rows["value"].null_count() == specimen.missing, request.name
        found.append(rows)
    rows = pl.concat(found)
    series, period, value = KNOWN[source.id]
    hits = rows.filter((pl.col("series_id") == series) & (pl.col("period") == period))
    assert pl.Series([value]).cast(pl.Decimal(38, 20)).item() in hits["value"].to_list()
    assert {measure.indicator for measure in source.measures} >= set(rows["indicator"])
    if source.id != "nbs_china":  # its specimen leaves one indicator out
        assert {measure.indicator for measure in source.measures} == set(rows["indicator"])
