"""What the fault tests share: the folder of the constructed source, and two homes built once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pipelines.store import Home
from tests.faults.home import FIRST, SECOND, YEARBOOK, build, copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that declares the yearbook, named to this process and its children."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "yearbook.py").write_text(YEARBOOK, "utf-8")
    before = os.environ.get("TALLYBOOK_SOURCES")
    os.environ["TALLYBOOK_SOURCES"] = str(folder)
    yield folder
    if before is None:
        del os.environ["TALLYBOOK_SOURCES"]
    else:
        os.environ["TALLYBOOK_SOURCES"] = before


@pytest.fixture(scope="session")
def first(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one generation; tests copy it."""
    del sources
    home = Home(tmp_path_factory.mktemp("first") / "home")
    build(home, FIRST)
    return home


@pytest.fixture(scope="session")
def second(first: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same home after an undisturbed build of what came in next."""
    home = copy(first, tmp_path_factory.mktemp("second") / "home")
    build(home, SECOND)
    return home


@pytest.fixture
def home(first: Home, tmp_path: Path) -> Home:
    """A copy of the first home, to be struck."""
    return copy(first, tmp_path / "home")
