"""A small world made by hand: receipts, layers and code lists, all constructed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from pipelines import frames
from warehouse import generation, publish
from warehouse.database import reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from warehouse.generation import Built, Inputs

NOW = datetime(2026, 11, 22, tzinfo=UTC)

# Only what the tests name.
CODELISTS = {
    "publisher": "code,name,kind,homepage,description\n"
    "nbs,Statistics Bureau,office,,\nimf,Fund,body,,\n",
    "indicator": (
        "code,name,description,theme,unit,unit_kind,levels_comparable,growth_indicator,scope,"
        "event_start,event_end\n"
        "retail,Online retail,,growth,CNY,amount,true,retail_growth,,,\n"
        "retail_growth,Growth as published,,growth,percent,percent,true,,,,\n"
        "turnover,Transactions,,growth,CNY,amount,false,,,,\n"
        "double_11,Double 11,,growth,CNY,amount,true,,,11-11,11-11\n"
        "users,Users,,environment,person,count,true,,,,\n"
    ),
    "area": "code,name,kind,iso2,iso3,eurostat,worldbank,statcan,oecd,parent\n"
    "CHN,China,country,CN,CHN,CN,CHN,,CHN,\n",
    "unit": "code,name,kind,description\nCNY,yuan,amount,\nUSD,dollar,amount,\n"
    "percent,percent,percent,\nperson,person,count,\n",
    "theme": "code,name,description,position\ngrowth,Growth,,1\ninformatization,Info,,2\n"
    "service_industry,Services,,3\ncross_border,Borders,,4\nenvironment,Environment,,5\n",
    "indicator_theme": "theme,indicator\ngrowth,retail\nenvironment,users\n",
    "preference": "indicator,area,publisher,rank\nretail,CHN,nbs,1\nretail,CHN,imf,2\n",
    "break": "publisher,indicator,area,frequency,period,reason\n"
    "nbs,users,CHN,A,2014,a new method\n",
    "series_alias": "alias,series_id,reason\nnbs:old:CHN:A:CNY,nbs:retail:CHN:A:CNY,renamed\n",
    "frequency": "code,name,description\nA,annual,\nQ,quarterly,\nM,monthly,\nevent,event,\n",
    "obs_status": "code,name,description\nA,normal,\nP,provisional,\nF,forecast,\n",
    "qualifier": "code,name,description\n,exact,\nabout,about,\n",
    "dimension": "dimension,code,name,description\n",
    "unit_alias": "text,unit,scale,language\n",
    "phrase": "phrase,kind,code,measure,note\n",
}


def sha(name: str) -> str:
    """The hash that stands for the bytes of this name."""
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass
class World:
    """A home, and what has come into it so far."""

    home: Path
    codelists: dict[str, str] = field(default_factory=lambda: dict(CODELISTS))
    corrections: str = ""
    receipts: list[dict[str, Any]] = field(default_factory=list)
    layers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def receive(
        self, name: str, on: str, *, source: str = "table", request: str = "q", **more: Any
    ) -> None:
        """Receive the bytes of a name; coverage is `series` unless told otherwise."""
        receipt = {
            "source": source,
            "request": request,
            "received": f"{on}T00:00:00.000000Z" if len(on) == 10 else on,
            "sha256": sha(name),
            "bytes": len(name),
            "status": 200,
            "kind": "fetch",
            "media_type": "text/csv",
            "address": f"https://example.org/{source}",
            "headers": {},
            "coverage": "series",
            "window_from": None,
            "window_to": None,
            "title": None,
        }
        self.receipts.append({**receipt, **more})

    def say(
        self,
        name: str,
        period: str,
        value: str | None,
        *,
        indicator: str = "retail",
        publisher: str = "nbs",
        **more: Any,
    ) -> None:
        """Let the bytes of a name give a value of a yearly series, a row of layer observations."""
        row: dict[str, Any] = dict.fromkeys(frames.OBSERVATIONS)
        row.update(
            source_id="table",
            snapshot=sha(name),
            figure=0,
            locator=f"{indicator}/{period}",
            printed=value,
            reconstructed=False,
            publisher=publisher,
            indicator=indicator,
            area="CHN",
            frequency="A",
            unit={"users": "person", "retail_growth": "percent"}.get(indicator, "CNY"),
            dimensions="",
            period=period,
            period_start=date(int(period[:4]), 1, 1),
            period_end=date(int(period[:4]), 12, 31),
            value=None if value is None else Decimal(value),
            missing_reason="not available" if value is None else None,
            obs_status=["A"],
            origin="published",
            qualifier="",
        )
        row.update(more)
        parts = ("publisher", "indicator", "area", "frequency", "unit", "dimensions")
        row["series_id"] = ":".join(row[part] for part in parts if row[part])
        self.add("observations", row)

    def add(self, layer: str, row: dict[str, Any]) -> None:
        """Add a row to a layer."""
        self.layers.setdefault(layer, []).append(row)

    def print_figure(self, name: str, figure: int, printed: str, **verdict: Any) -> None:
        """Let the bytes of a name hold a figure of prose, with its verdict."""
        at = {"snapshot": sha(name), "figure": figure}
        place = {"locator": f"span:{figure}", "printed": printed, "context": f"It was {printed}."}
        empty = dict.fromkeys(frames.FIGURES)
        self.add("figures", {**empty, **at, **place, "start": 7, "end": 7 + len(printed)})
        answer: dict[str, Any] = dict.fromkeys(frames.VERDICTS)
        answer.update(
            at, verdict="intact", kind="amount", qualifier="", gate="clean", code_version="1"
        )
        self.add("verdicts", {**answer, "candidates": [], "evidence": [], "repairs": [], **verdict})

    def claim(self, name: str, figure: int, **more: Any) -> None:
        """Let a figure say something."""
        row = dict.fromkeys(frames.CLAIMS)
        row.update(
            snapshot=sha(name), figure=figure, publisher="nbs", indicator="retail", area="CHN"
        )
        self.add("claims", {**row, "frequency": "A", "unit": "CNY", "qualifier": "", **more})

    def inputs(self, receipts: Sequence[dict[str, Any]] | None = None) -> Inputs:
        """Write everything to files, a layer's file for each snapshot."""
        folder = self.home / "inputs"
        (folder / "codelists").mkdir(parents=True, exist_ok=True)
        for name, text in self.codelists.items():
            (folder / "codelists" / f"{name}.csv").write_text(text, "utf-8")
        _write_lines(folder / "receipts.ndjson", self.receipts if receipts is None else receipts)
        _write_lines(
            folder / "sources.ndjson", [_source("table"), _source("other"), _source("article")]
        )
        head = "snapshot,locator,printed,replacement,value,reason,evidence,made_by,second_reader,"
        head += "until\n"
        (folder / "corrections.csv").write_text(head + self.corrections, "utf-8")
        return generation.Inputs(
            receipts=(folder / "receipts.ndjson",),
            sources=folder / "sources.ndjson",
            corrections=(folder / "corrections.csv",),
            codelists=folder / "codelists",
            **{layer: self._files(folder, layer) for layer in SCHEMAS},
        )

    def _files(self, folder: Path, layer: str) -> tuple[Path, ...]:
        found = []
        for old in folder.glob(f"{layer}-*.parquet"):
            old.unlink()
        rows = self.layers.get(layer, [])
        for snapshot in sorted({row["snapshot"] for row in rows}):
            path = folder / f"{layer}-{snapshot[:8]}.parquet"
            own = [row for row in rows if row["snapshot"] == snapshot]
            pl.DataFrame(own, schema=SCHEMAS[layer]).write_parquet(path)
            found.append(path)
        return tuple(found)

    def build(self, **more: Any) -> Built:
        """Build a generation, unpublished."""
        options = {
            "now": NOW,
            "code_version": "test",
            "previous": publish.previous(self.home),
            **more,
        }
        inputs = options.pop("inputs", None) or self.inputs()
        return generation.build(inputs, publish.building(self.home), **options)

    def publish(self, **more: Any) -> Built:
        """Build a generation and publish it."""
        built = self.build(**more)
        publish.publish(built, self.home)
        return built

    def ask(self, sql: str, path: Path | None = None) -> list[tuple[Any, ...]]:
        """Ask the file that was built last, or another."""
        latest = publish.building(self.home)
        with reader(
            path or (latest if latest.exists() else self.home / "tallybook.duckdb")
        ) as connection:
            return connection.execute(sql).fetchall()


SCHEMAS = {
    "figures": frames.FIGURES,
    "verdicts": frames.VERDICTS,
    "claims": frames.CLAIMS,
    "judgement": frames.VERDICTS,
    "observations": frames.OBSERVATIONS,
    "events": frames.EVENTS,
}


def _source(name: str) -> dict[str, str]:
    return {
        "source_id": name,
        "title": f"The {name}",
        "publisher": "nbs",
        "licence": "open",
        "citation": f"Statistics Bureau, {name}",
        "format": "csv",
        "cadence": "daily",
        "kind": "structured",
    }


def _write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An empty world in a folder of its own."""
    return World(tmp_path)
