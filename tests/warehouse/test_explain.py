"""One number is walked back to its bytes, by name or by series and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.warehouse.conftest import sha
from warehouse.errors import WarehouseError
from warehouse.explain import around, render, trace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.conftest import World

SERIES = "nbs:retail:CHN:A:CNY"
NAME = f"{SERIES}/2012/2026-01-01T00:00:00Z"


@pytest.fixture
def home(world: World) -> Path:
    """A repaired figure of an article, revised by a table that came later."""
    world.receive(
        "article",
        "2026-01-01",
        source="article",
        kind="transcription",
        coverage="nothing",
        status=None,
    )
    world.receive("table", "2026-02-01")
    text = "1311 billion"
    world.print_figure(
        "article",
        0,
        "131165438+0 billion",
        verdict="repaired",
        repaired=text,
        value="1311000000000",
        candidates=[{"text": text, "value": "1311000000000", "cost": 2.5}],
        evidence=[
            {
                "test": "other",
                "stance": "for",
                "candidate": text,
                "reason": "near",
                "source": "imf:x",
            }
        ],
        repairs=[{"rule": "constant", "before": "131165438+0 billion", "after": text}],
    )
    world.claim("article", 0, indicator_from="sentence", period="2012", period_from="paragraph")
    world.say(
        "article",
        "2012",
        "1311000000000",
        source_id="article",
        origin="repaired",
        locator="span:0",
        printed="131165438+0 billion",
        document="On trade",
        address="https://example.org/trade",
    )
    world.say("table", "2012", "1320000000000", printed="13200", locator="row=2;column=3")
    world.publish()
    return world.home / "tallybook.duckdb"


def test_a_vintage_is_found_by_its_name(home: Path) -> None:
    found = trace(home, observation_id=NAME)
    row = found.observation
    assert (row["observation_id"], row["status"]) == (NAME, "repaired")
    assert (row["printed"], row["repaired"]) == ("131165438+0 billion", "1311 billion")
    assert (row["receipt_kind"], row["snapshot"]) == ("transcription", sha("article"))
    assert [one["stance"] for one in row["evidence"]] == ["for"]
    assert [one["rule"] for one in row["repairs"]] == ["constant"]
    assert [one["event"] for one in found.vintages] == ["value", "value"]
    assert "observations_are_unique" in {check.name for check in found.checks}


def test_the_latest_vintage_is_found_by_series_and_period(home: Path) -> None:
    found = trace(home, series=SERIES, period="2012")
    assert found.observation["value"] == 1320000000000
    assert found.observation["verdict"] is None


def test_a_former_name_of_a_series_leads_to_todays(home: Path) -> None:
    found = trace(home, series="nbs:old:CHN:A:CNY", period="2012")
    assert found.observation["series_id"] == SERIES


def test_the_text_tells_everything(home: Path) -> None:
    text = render(trace(home, observation_id=NAME), "…it was [131165438+0 billion] then…")
    for line in (
        "value      1311000000000 CNY, repaired",
        "printed    131165438+0 billion",
        "…it was [131165438+0 billion] then…",
        "an edition that ships with the project, transcribed on that day",
        f"snapshot   {sha('article')}",
        "candidate  1311 billion = 1311000000000, cost 2.5",
        "for        1311 billion: near [other] by imf:x",
        "repair     constant: 131165438+0 billion -> 1311 billion",
        "indicator  retail, from sentence",
        "period     2012, from paragraph",
        "2026-02-01 00:00:00 value      1320000000000 (published)",
        "document   On trade, https://example.org/trade",
        "observations_resolve (blocking)",
    ):
        assert line in text


def test_the_scale_of_a_cell_is_told(home: Path) -> None:
    assert "scale      printed times 10^8" in render(trace(home, series=SERIES, period="2012"))


@pytest.mark.parametrize(
    "asked",
    [
        {"observation_id": f"{SERIES}/1999/2026-01-01T00:00:00Z"},
        {"observation_id": "nonsense"},
        {"observation_id": f"{SERIES}/2012/2026-01-02T00:00:00Z"},
        {"series": SERIES, "period": "1999"},
        {"series": "x' or 1=1 --", "period": "2012"},
    ],
)
def test_what_is_not_there_is_refused(home: Path, asked: dict[str, str]) -> None:
    with pytest.raises(WarehouseError, match="there is no"):
        trace(home, **asked)


@pytest.mark.parametrize(
    ("locator", "printed", "shown"),
    [
        ("bytes=10-12", "42", "…a;b 1;41 [42];43 2;42…"),
        ("row=4;column=b", "42", "…a;b 1;41 42;43 2;[42]…"),
        ("/data/0", "43", "…a;b 1;41 42;[43] 2;42…"),
        ("/data/0", "nowhere", None),
        (None, None, None),
    ],
)
def test_a_figure_is_shown_in_its_bytes(
    tmp_path: Path, locator: str | None, printed: str | None, shown: str | None
) -> None:
    path = tmp_path / "snapshot"
    path.write_bytes(b"a;b\n1;41\n 42;43\n2;42")
    assert around(path, locator, printed) == shown


def test_a_snapshot_that_is_gone_shows_nothing(tmp_path: Path) -> None:
    assert around(tmp_path / "gone", "bytes=1-2", "x") is None
    (tmp_path / "empty").touch()
    assert around(tmp_path / "empty", "bytes=1-2", "x") is None
