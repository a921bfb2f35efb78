"""What was altered behind the back of the project is named by the command `tallybook verify`.

The rows of tests/warehouse/test_verify.py plant more faults, without the command.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.faults.home import ask, copy, ended, tallybook, tells

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.store import Home

ALTERED = {
    "audit row edited": (
        "update evidence set reason = 'it is so' where position = 1",
        r"table evidence was altered: its \d+ rows do not have the digest of the manifest",
    ),
    "audit row deleted": (
        "delete from repair where step = (select max(step) from repair)",
        r"table repair has \d+ rows, the manifest says \d+",
    ),
    "audit rows swapped": (
        "update evidence set position = 3 - position where position in (1, 2)",
        r"table evidence was altered: its \d+ rows do not have the digest of the manifest",
    ),
    "audit rows in each other's place": (
        "create or replace table evidence as from evidence order by all desc",
        "is not the file that was published",
    ),
    "value changed": (
        "update observation set value = value + 1 where period = '2014'",
        "table observation, source yearbook was altered",
    ),
}


@pytest.fixture
def published(second: Home, tmp_path: Path) -> Home:
    """A copy of the home whose article has a repaired figure."""
    return copy(second, tmp_path / "home")


@pytest.mark.parametrize("row", ALTERED)
def test_altered(row: str, published: Home) -> None:
    statement, named = ALTERED[row]
    published.published.chmod(0o644)
    with duckdb.connect(published.published) as connection:
        connection.execute(statement)
    said = tells("verify", home=published, code=1)
    assert re.search(named, said), said


def test_snapshot_byte_changed(published: Home, sources: Path) -> None:
    sha256 = ask(published, "select snapshot from receipt where source_id = 'documents'")[-1][0]
    path = published.snapshot(sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"65,438", b"65,439"))
    said = ended(tallybook("verify", home=published, sources=sources), code=1)
    assert f"{sha256} was altered" in said


def test_untouched(published: Home, sources: Path) -> None:
    ended(tallybook("verify", home=published, sources=sources), code=0)
