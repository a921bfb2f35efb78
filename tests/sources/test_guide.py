"""The guide for adding a source, followed as a new user would: one file, no change elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from pipelines.codelists import read_codelists
from pipelines.extract.formats import by_name
from pipelines.fetch import fetch_source, open_caller, settings_from
from pipelines.normalise import cells_to_observations
from pipelines.sources import declared
from tests.fetch.player import Answer, playing
from tests.sources import specimens

if TYPE_CHECKING:
    from pipelines.source import Source

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "adding-a-source.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```python\n# (\w+)\.py\n(.*?)```", GUIDE, re.DOTALL))
CUBE = b"""{"version":"2.0","class":"dataset","updated":"2025-12-01T11:00:00+0100",
"id":["ind_type","indic_is","unit","geo","time"],"size":[1,1,1,2,1],"value":{"1":55.5,"0":81.25},
"dimension":{"ind_type":{"category":{"index":{"IND_TOTAL":0}}},
"indic_is":{"category":{"index":{"I_BLT12":0}}},"unit":{"category":{"index":{"PC_IND":0}}},
"geo":{"category":{"index":{"DE":0,"EL":1}}},"time":{"category":{"index":{"2024":0}}}}}"""
BANK = (
    b'[{"page":1,"pages":1,"per_page":1000,"total":1,"lastupdated":"2025-12-01"},[{"indicator":'
    b'{"id":"IT.CEL.SETS.P2","value":"x"},"country":{"id":"1W","value":"World"},"countryiso3code":'
    b'"WLD","date":"2023","value":110.5,"unit":"","obs_status":"","decimal":0}]]'
)
# What the publisher is made to answer, and one series, period and value that must come of it.
ANSWERS = {
    "my_rates": b"observation_date,ECOMSA\n2024-04-01,300123\n",
    "my_bank": BANK,
    "my_cube": CUBE,
    "my_keyed": b'{"realtime_start":"2024-08-19","realtime_end":"2024-08-19","observations":['
    b'{"realtime_start":"2024-08-19","realtime_end":"2024-08-19","date":"2024-04-01",'
    b'"value":"300123"}]}',
    "my_exports": specimens.NBS_EXPORT,
    "my_page": b"<html><body><table><caption>Parcels</caption><tr><th>Year</th><th>Parcels "
    b"(10 thousand pieces)</th></tr><tr><th>2024</th><td>1,234,567</td></tr></table></body></html>",
}
EXPECTED = {
    "my_rates": ("us_census:retail_ecommerce_sales_sa:USA:Q:USD", "2024-Q2", 300123000000),
    "my_bank": ("world_bank:mobile_subscriptions:WLD:A:per_100_people", "2023", 110.5),
    "my_cube": (
        "eurostat:individuals_buying_online:GRC:A:percent:ind_type=IND_TOTAL",
        "2024",
        55.5,
    ),
    "my_keyed": ("us_census:retail_ecommerce_sales_sa:USA:Q:USD", "2024-Q2", 300123000000),
    "my_page": ("spb:express_parcels:CHN:A:piece", "2024", 12345670000),
    "my_exports": ("nbs:retail_sales:CHN:A:CNY", "2024", 48000100000000),
}


def test_the_guide_walks_through_one_of_each_kind() -> None:
    assert set(BLOCKS) == set(ANSWERS) == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_file_of_the_guide_outside_the_repository_is_fetched_and_becomes_its_series(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / f"{name}.py").write_text(BLOCKS[name], "utf-8")
    monkeypatch.setenv("TALLYBOOK_SOURCES", str(tmp_path / "sources"))
    (source,) = (source for source in declared() if source.id == name)
    path = fetched(source, ANSWERS[name], tmp_path)
    options = source.requests[0].options if source.requests else {}
    lists = read_codelists(ROOT / "sql" / "codelists")
    cells = by_name(source.format).read(path, options)
    parts = [layers.observations for layers in cells_to_observations(source, cells, "0", lists)]
    series, period, value = EXPECTED[name]
    rows = pl.concat(parts).filter((pl.col("series_id") == series) & (pl.col("period") == period))
    assert [float(each) for each in rows["value"]] == [value]


def fetched(source: Source, body: bytes, home: Path) -> Path:
    inbox = home / "inbox" / source.id
    inbox.mkdir(parents=True)
    (inbox / "export.csv").write_bytes(body)
    paths = [request.url.partition("//")[2] for request in source.requests]
    routes = {f"/{path.partition('/')[2]}": Answer(body) for path in paths}
    routes = {path.replace("{economy}", "CHN;IND;WLD"): play for path, play in routes.items()}
    with playing(routes) as player:
        environment = {"FRED_API_KEY": "key"}
        if source.requests:
            environment[f"TALLYBOOK_ADDRESS_{source.id.upper()}"] = player.address
        with open_caller(settings_from(environment, home=home)) as caller:
            report = fetch_source(source, caller=caller, folder=home / "new", latest={})
    assert report.failures == ()
    (answer,) = report.answers
    return answer.path


@pytest.mark.slow
def test_one_file_below_the_home_takes_a_publisher_into_the_warehouse(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "my_rates.py").write_text(BLOCKS["my_rates"], "utf-8")
    sql = "select series_id, period, value::bigint as value from observation"
    with playing({"/graph/fredgraph.csv": Answer(ANSWERS["my_rates"])}) as player:
        environment = {**os.environ, "TALLYBOOK_ADDRESS_MY_RATES": player.address}
        for words in (
            ["build", "--live", "--source", "my_rates"],
            ["query", sql, "--format", "json"],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "pipelines.cli", *words, "--home", str(home)],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
    series, period, value = EXPECTED["my_rates"]
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["series_id"], row["period"], int(row["value"])) == (series, period, value)
