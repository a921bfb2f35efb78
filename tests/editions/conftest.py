"""What the tests of the editions share: the tables as rows, and the places where they lie."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Table = list[dict[str, str]]


class Shelf:
    """The committed tables; each is read strictly, so that a damaged one fails where it is read."""

    editions = ROOT / "pipelines" / "editions"
    codelists = ROOT / "sql" / "codelists"

    def codelist(self, name: str) -> Table:
        return self.table(self.codelists / f"{name}.csv")

    def codes(self, name: str) -> set[str]:
        return {row["code"] for row in self.codelist(name)}

    def figures(self) -> Table:
        return self.table(self.editions / "reference" / "figures.csv")

    def table(self, path: Path) -> Table:
        text = path.read_bytes().decode("utf-8")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return [self._whole(path, rows.line_num, row) for row in rows]

    def shared(self, place: str) -> Path:
        path = ROOT.parent / "shared" / place
        if not path.exists():
            pytest.skip(f"../shared is not here: {place} cannot be compared")
        return path

    @staticmethod
    def _whole(path: Path, line: int, row: dict[str, str]) -> dict[str, str]:
        assert None not in row, f"{path.name} line {line} has more cells than the header"
        assert None not in row.values(), f"{path.name} line {line} has fewer cells than the header"
        return row


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf()
