"""`tallybook sources`: how each source stands, from its log and its receipts."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pipelines.cli import main
from pipelines.commands.sources import state_of
from pipelines.fetch import LastReceipt, log
from pipelines.refusal import Refusal
from pipelines.sources import declared
from pipelines.sources.fred import SOURCE as FRED
from pipelines.sources.fred_rest import SOURCE as FRED_REST
from tests.fetch.bench import START, Bench, declare
from tests.fetch.player import Answer, playing
from tests.fetch.test_answers import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.commands.sources import State
    from pipelines.source import Source

TEMPLATE = """
from pipelines.source import Source

SOURCE = Source(
    id="{id}", title="t", publisher="oecd", licence="l", citation="https://c", format="sdmx-csv"
)
"""


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def state(bench: Bench, source: Source, *, days: int = 0) -> State:
    lines = log.last_runs(log.read(bench.folder / "fetch-log.ndjson")).get(source.id, ())
    now = START + timedelta(days=days)
    return state_of(source, lines, (), {}, now=now, environment=bench.environment)


def test_a_source_that_was_never_asked_says_how_to_ask() -> None:
    never = state_of(FRED, (), (), {}, now=START, environment={})
    assert (never.state, never.note) == ("never", "tallybook build --live")
    off = state_of(FRED_REST, (), (), {}, now=START, environment={})
    assert off.state == "off"
    assert off.note == "needs a key in FRED_API_KEY; tallybook build --live --source fred_rest"


def test_a_source_is_fresh_until_its_cadence_is_over(bench: Bench) -> None:
    source = declare(cadence="weekly")
    with playing({"/data": Answer(GOOD)}) as player:
        bench.fetch(source, player.address)
    assert (state(bench, source).state, state(bench, source).due) == (
        "fresh",
        "2026-01-12T06:00:00.000000Z",
    )
    assert state(bench, source, days=7).state == "due"
    assert "TALLYBOOK_ADDRESS_EXAMPLE=http://127.0.0.1" in state(bench, source).note


def test_a_source_is_stale_with_its_reason_until_a_run_goes_well(bench: Bench) -> None:
    source = declare(cadence="weekly")
    with playing({"/data": [Answer(b"", 404), Answer(b"", 304)]}) as player:
        bench.fetch(source, player.address)
        stale = state(bench, source)
        bench.clock.now += timedelta(hours=1)
        bench.fetch(source, player.address, {"all": LastReceipt("0", START, {"etag": "x"})})
    assert stale.state == "stale"
    assert "all: http://127.0.0.1" in stale.note
    assert "answers 404" in stale.note
    assert state(bench, source).state == "fresh"


def test_an_answer_that_is_not_in_the_warehouse_makes_its_source_stale() -> None:
    reasons = {"ECOMSA": "has moved", "RSXFS": "was not read"}
    stale = state_of(FRED, (), (), reasons, now=START, environment={})
    assert (stale.state, stale.note) == ("stale", "ECOMSA: has moved (1 more)")


def test_an_answer_that_came_in_parts_is_not_stale(bench: Bench) -> None:
    source = declare(cadence="weekly", parameters={"geo": ("A", "B")}, split="geo")
    big = Answer(b'{"error":[{"status":413}]}', 413)
    with playing({"/data": [big, Answer(GOOD), Answer(GOOD)]}) as player:
        report = bench.fetch(source, player.address)
    assert (len(report.answers), report.failures) == (2, ())
    assert state(bench, source).state == "fresh"


def test_the_command_lists_every_source_as_text_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "--home", str(tmp_path)]) == 0
    text = capsys.readouterr().out.splitlines()
    assert main(["sources", "--home", str(tmp_path), "--format", "json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    names = [source.id for source in declared()]
    assert [each["source"] for each in listed] == names
    assert [line.split()[0] for line in text[1:]] == names
    fred = next(each for each in listed if each["source"] == "fred")
    assert fred["setting"] == "TALLYBOOK_ADDRESS_FRED"
    address = "https://fred.stlouisfed.org/graph/fredgraph.csv?id=ECOMSA"
    assert fred["addresses"]["ECOMSA"] == address


def test_a_source_outside_the_repository_is_declared_by_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text(TEMPLATE.format(id="mine"), "utf-8")
    monkeypatch.setenv("TALLYBOOK_SOURCES", str(tmp_path))
    assert "mine" in {source.id for source in declared()}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("mine.py", TEMPLATE.format(id="other"), "must be the name of the file"),
        ("fred.py", TEMPLATE.format(id="fred"), 'declares the source "fred" again'),
        ("mine.py", "x = 1", "declares no SOURCE"),
        ("mine.py", "import nothing_of_this_name", "cannot be loaded"),
        ("My-Source.py", TEMPLATE.format(id="My-Source"), "small letters"),
    ],
)
def test_a_declaration_outside_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    monkeypatch.setenv("TALLYBOOK_SOURCES", str(tmp_path))
    with pytest.raises(Refusal, match=words) as refused:
        declared()
    assert name in str(refused.value)


def test_a_folder_of_sources_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALLYBOOK_SOURCES", str(tmp_path / "nowhere"))
    with pytest.raises(Refusal, match="which is no folder"):
        declared()
