"""What the fault tests share: the folder of the constructed source, and two homes built once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from pipelines.store import Home
from tests.faults.home import FIRST, SECOND, YEARBOOK, build, copy, root_of
from warehouse import generation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def trial(folder: Path) -> Iterator[None]:
    """While a fault is tried; no later test is to find anything of it.

    The folder of the yearbook is named to this process and its children. Builds in this process
    tell nothing of their tables, which is no content and takes long; what is struck is a process
    of its own, and does all that a build does.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALLYBOOK_SOURCES", str(folder))
        patch.setattr(generation, "_reports", lambda *_: ())
        patch.setattr(generation, "_hang_comments", lambda *_: None)
        yield


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that declares the yearbook."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "yearbook.py").write_text(YEARBOOK, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def trying(sources: Path) -> Iterator[None]:
    """Every test of this folder is a trial, and the trial ends with the test."""
    with trial(sources):
        yield


@pytest.fixture(scope="session")
def first(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one generation; tests copy it."""
    home = Home(tmp_path_factory.mktemp("first") / "home")
    with trial(sources):
        build(home, FIRST)
    return home


@pytest.fixture(scope="session")
def second(sources: Path, first: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same home after an undisturbed build of what came in next."""
    home = copy(first, tmp_path_factory.mktemp("second") / "home")
    with trial(sources):
        build(home, SECOND)
    assert root_of(home)
    return home


@pytest.fixture
def home(first: Home, tmp_path: Path) -> Home:
    """A copy of the first home, to be struck."""
    return copy(first, tmp_path / "home")
