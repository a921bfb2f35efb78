"""Every garble that the engine knows has its page for people (docs/garbles)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.repair.channel import MECHANISMS
from pipelines.repair.rules import RULES

PAGES = Path(__file__).resolve().parents[2] / "docs/garbles"
HEADINGS = {
    line
    for page in PAGES.glob("*.md")
    for line in page.read_text("utf-8").splitlines()
    if line.startswith("## ")
}
GARBLES = sorted(page for page in PAGES.glob("*.md") if page.name != "README.md")


@pytest.mark.parametrize("name", [mechanism.name for mechanism in MECHANISMS])
def test_each_mechanism_has_its_heading(name: str) -> None:
    assert f"## Mechanism: {name}" in HEADINGS


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_each_rule_has_its_heading(name: str) -> None:
    assert f"## Rule: `{name}`" in HEADINGS


def test_no_heading_tells_of_a_rule_or_mechanism_that_is_gone() -> None:
    known = {f"## Rule: `{rule.name}`" for rule in RULES}
    known |= {f"## Mechanism: {mechanism.name}" for mechanism in MECHANISMS}
    assert {line for line in HEADINGS if re.match("## (Rule|Mechanism): ", line)} <= known


@pytest.mark.parametrize("page", GARBLES, ids=lambda page: page.stem)
def test_a_page_says_whence_what_not_and_how_often(page: Path) -> None:
    text = page.read_text("utf-8")
    for heading in ("Where it comes from", "What must not be touched", "Known failures"):
        assert re.search(rf"^## {heading}\n\n\S", text, re.MULTILINE), heading
    assert re.search(
        r"<!-- measured: [A-Z ]+ -->\n.*decided wrong.*<!-- /measured -->", text, re.DOTALL
    )
    assert f"({page.name})" in (PAGES / "README.md").read_text("utf-8")


def test_each_printed_example_is_what_the_channel_makes_of_the_meant_one() -> None:
    made = set()
    for page in GARBLES:
        for row in re.finditer(
            r"^\| (`[^|]+`) \| (`[^|]+`) \|$", page.read_text("utf-8"), re.MULTILINE
        ):
            meant = row[1].strip("`")
            forms = {m.garble(meant, choice) for m in MECHANISMS for choice in range(24)}
            printed = set(re.findall("`([^`]+)`", row[2]))
            assert printed <= forms, (page.name, meant, printed - forms)
            made |= printed
    assert len(made) > 30
