"""`verify` proves what is in order and names what is not: faults planted in a published file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.warehouse.conftest import sha
from warehouse import generation
from warehouse.errors import WarehouseError
from warehouse.verify import Proof, verify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.warehouse.conftest import World

PRINTED, STEP, REPAIRED = "65438+00.92", "10.92", "10.92%"


@pytest.fixture
def published(world: World) -> World:
    """A published world with an article, two repaired figures and a table."""
    world.receive("article", "2026-01-01", source="article", kind="document", coverage="nothing")
    world.receive("table", "2026-01-01")
    for figure in (0, 1):
        world.print_figure(
            "article",
            figure,
            PRINTED,
            verdict="repaired",
            repaired=REPAIRED,
            value="10.92",
            unit="percent",
            candidates=[{"text": REPAIRED, "value": "10.92", "cost": 1.0}],
            evidence=[
                {
                    "test": "one",
                    "stance": "for",
                    "candidate": REPAIRED,
                    "reason": "a",
                    "source": None,
                },
                {
                    "test": "two",
                    "stance": "for",
                    "candidate": REPAIRED,
                    "reason": "b",
                    "source": None,
                },
            ],
            repairs=[
                {"rule": "x", "before": PRINTED, "after": STEP},
                {"rule": "y", "before": STEP, "after": REPAIRED},
            ],
        )
        world.claim("article", figure, reason="no period")
    world.say("table", "2012", "5")
    world.say("table", "2013", "6")
    for name in ("article", "table"):
        (world.home / sha(name)).write_text(name, "utf-8")
    world.publish()
    return world


def follow(printed: str, steps: Sequence[tuple[str, str, str]]) -> str:
    """A replay for the tests: each step must begin where the one before ended."""
    for _, before, after in steps:
        printed = after if printed == before else f"{printed} is not {before}"
    return printed


def prove(world: World, *, deep: bool = False) -> Proof:
    return verify(
        world.home,
        snapshot=lambda name: world.home / name,
        replay=follow,
        rebuild=(lambda path: rebuild(world, path)) if deep else None,
    )


def rebuild(world: World, path: Path) -> generation.Built:
    from tests.warehouse.conftest import NOW

    return generation.build(world.inputs(), path, now=NOW, code_version="rebuilt")


def alter(world: World, *statements: str) -> None:
    """Write into the published file behind the back of the project."""
    path = world.home / "tallybook.duckdb"
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)


def test_what_is_in_order_is_proved(published: World) -> None:
    proof = prove(published, deep=True)
    assert proof.fault is None
    assert len(proof.proved) == 7
    assert proof.root == published.ask("select root from build")[0][0]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (
            "update evidence set reason = 'z' where figure = 1 and position = 2",
            "table evidence was",
        ),
        (
            "delete from evidence where figure = 1 and position = 2",
            "evidence has 3 rows, the manifest says 4",
        ),
        (
            "update repair set step = 3 - step where figure = 0",
            "table repair was altered: its 4 rows",
        ),
        (
            "update observation set value = 7 where period = '2013'",
            "table observation, source table was",
        ),
        (
            "update observation set note = '' where period = '2013'",
            "table observation, source table was",
        ),
        ("update claim set reason = null where figure = 1", "table claim was"),
        ("update receipt set received = '2025-01-01'", "table receipt was"),
        ("update indicator set levels_comparable = true", "table indicator was"),
        ("insert into passed_over from passed_over", None),
        ("drop table repair", "cannot be read whole"),
        (
            "create or replace view themes.growth as select 1 as value",
            "is not the file that was published",
        ),
        ("update build set root = 'x'", "the ledger gives the root x"),
        ("delete from build", "does not say which generation it is"),
        ("update change set cause = 'publisher'", None),
    ],
)
def test_a_planted_fault_is_named(published: World, statement: str, named: str | None) -> None:
    alter(published, statement)
    fault = prove(published).fault
    if named:
        assert fault is not None
        assert named in fault
    else:  # nothing was there to be changed, yet the file may have been written to
        assert fault is None or "is not the file that was published" in fault


def test_two_rows_that_changed_places_are_noticed(published: World) -> None:
    alter(
        published,
        "create or replace table evidence as from evidence order by figure desc, position desc",
    )
    assert "is not the file that was published" in str(prove(published).fault)


def test_deep_names_the_very_row(published: World) -> None:
    alter(published, "update observation set value = 7 where period = '2013'")
    fault = str(prove(published, deep=True).fault)
    assert "only in what was published" in fault
    assert "nbs:retail:CHN:A:CNY" in fault
    assert "7.00000000000000000000" in fault


def test_deep_notices_receipts_that_went_missing(published: World) -> None:
    published.receive("table", "2026-02-01")
    fault = str(prove(published, deep=True).fault)
    assert "a rebuild from the receipts differs in receipt" in fault


def test_a_changed_byte_of_a_snapshot_is_named(published: World) -> None:
    (published.home / sha("table")).write_text("tablf", "utf-8")
    assert f"{sha('table')} was altered" in str(prove(published).fault)


def test_a_snapshot_that_is_gone_is_named(published: World) -> None:
    (published.home / sha("article")).unlink()
    assert f"snapshot {sha('article')} is gone" in str(prove(published).fault)


def test_a_truncated_file_is_named(published: World) -> None:
    path = published.home / "tallybook.duckdb"
    path.chmod(0o644)
    with path.open("rb+") as stream:
        stream.truncate(path.stat().st_size // 2)
    assert "tallybook.duckdb" in str(prove(published).fault)


def test_flipped_bits_are_named_wherever_they_are(published: World) -> None:
    path = published.home / "tallybook.duckdb"
    path.chmod(0o644)
    content = path.read_bytes()
    for place in range(0, len(content), len(content) // 12):
        torn = bytearray(content)
        torn[place] ^= 0x10
        path.write_bytes(torn)
        assert prove(published).fault is not None, place
    path.write_bytes(content)
    assert prove(published).fault is None


def test_a_log_beside_the_file_is_named(published: World) -> None:
    (published.home / "tallybook.duckdb.wal").write_bytes(b"stale")
    assert "tallybook.duckdb.wal lies beside" in str(prove(published).fault)


def test_a_manifest_that_is_gone_is_named(published: World) -> None:
    for path in (published.home / "generations").glob("*.json"):
        path.unlink()
    assert "the generation cannot be proved" in str(prove(published).fault)


def test_a_trail_that_leads_elsewhere_is_named(published: World) -> None:
    proof = verify(
        published.home,
        snapshot=lambda name: published.home / name,
        replay=lambda printed, steps: "11",
    )
    assert f'{sha("article")[:12]}/0: its trail leads from "{PRINTED}" to "11"' in str(proof.fault)


def test_nothing_published_is_a_wrong_call(world: World) -> None:
    with pytest.raises(WarehouseError, match=r"run `tallybook build` first"):
        prove(world)
