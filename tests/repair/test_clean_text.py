"""Text of the real world that no translation engine touched: nothing in it is repaired."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from pipelines.repair import judge, repair_text

SOURCES = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
FOLDERS = ("encodings", "test", "idlelib", "lib2to3", "email", "tkinter", "pydoc_data")


def changed(path: Path) -> list[str]:
    text = path.read_text("utf-8", "replace")
    if repair_text(text) == text:
        return []
    return [f.printed for f in judge(text).figures if f.verdict == "repaired"]


def test_no_figure_of_the_standard_library_is_repaired() -> None:
    assert len(SOURCES) > 100
    assert {path.name: found for path in SOURCES if (found := changed(path))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_figure_in_its_packages_is_repaired(folder: str) -> None:
    within = Path(sysconfig.get_path("stdlib")) / folder
    if not within.is_dir():
        pytest.skip(f"this Python comes without {folder}")
    paths = [path for path in sorted(within.glob("*.*")) if path.stat().st_size < 300_000]
    assert {path.name: found for path in paths if (found := changed(path))} == {}
