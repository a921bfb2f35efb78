"""Damage beside the published file: what is derived is made again, what is not is named.

The rows of test_matrix.py damage the published file itself.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest

from pipelines.receive import receive_documents
from pipelines.refusal import Refusal
from pipelines.seal import SEAL
from tests.faults.home import (
    FIRST,
    ask,
    build,
    cut,
    ended,
    files,
    flip,
    is_as_if_undisturbed,
    make_layers,
    root_of,
    tallybook,
    tells,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipelines.store import Home

LAYERS = ("figures", "verdicts", "claims", "odd", "settled", "observations", "judgement")


def other_columns(path: Path) -> None:
    pl.DataFrame({"another": [1]}).write_parquet(path)


def other_values(path: Path) -> None:
    """A file that can be read, of the right columns, with a row that nobody made."""
    frame = pl.read_parquet(path)
    pl.concat([frame, frame.clear(1)]).write_parquet(path)


def one_too_many(path: Path) -> None:
    shutil.copy(path, path.with_name("0009.parquet"))


def folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


def file_in_place_of_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.touch()


SPOIL: dict[str, Callable[[Path], None]] = {
    "truncated": lambda path: cut(path, path.stat().st_size // 2),
    "cut to nothing": lambda path: cut(path, 0),
    "bit flipped": lambda path: flip(path, path.stat().st_size // 3),
    "other columns": other_columns,
    "other values": other_values,
    "gone": lambda path: path.unlink(),
    "one too many": one_too_many,
    "a folder in its place": folder_in_its_place,
    "seal altered": lambda path: flip(path.with_name(SEAL), 5),
    "seal gone": lambda path: path.with_name(SEAL).unlink(),
    "its folder is a file": file_in_place_of_its_folder,
}


def frames_of(home: Home, layer: str) -> list[Path]:
    """The files of a layer, of all sources."""
    return sorted((home.root / layer).glob("*/*/*.parquet"))


def content(home: Home) -> dict[str, bytes]:
    """What lies in a home, but for the published file and what is beside it."""
    names = [name for name in files(home) if name.partition("/")[0] in (*LAYERS, "snapshots")]
    return {name: (home.root / name).read_bytes() for name in names}


def is_made_again(
    home: Home, struck: list[Path], first: Home, caplog: pytest.LogCaptureFixture
) -> None:
    """Hold the next run to what it says of the damage, and each file to the bytes it had."""
    assert struck
    make_layers(home)
    assert content(home) == content(first)
    said = sorted(record.getMessage() for record in caplog.records)
    assert said == sorted(f"{each.parent} was damaged; it is made again." for each in struck)


@pytest.mark.parametrize("row", SPOIL)
def test_damaged_layers(
    row: str, home: Home, first: Home, caplog: pytest.LogCaptureFixture
) -> None:
    """All layers at once, each in the same way."""
    struck = [path for layer in LAYERS for path in frames_of(home, layer)]
    for path in struck:
        SPOIL[row](path)
    is_made_again(home, struck, first, caplog)


@pytest.mark.parametrize("layer", LAYERS)
def test_damaged_layer(
    layer: str, home: Home, first: Home, caplog: pytest.LogCaptureFixture
) -> None:
    """One layer alone, while those that are made of it and those it is made of are whole."""
    struck = frames_of(home, layer)
    for path in struck:
        SPOIL["bit flipped"](path)
    is_made_again(home, struck, first, caplog)


def test_damaged_layers_by_the_command(home: Home, first: Home, sources: Path) -> None:
    """Nothing new, and a line for each folder; test_kill.py has one with Dagster."""
    struck = [(row, frames_of(home, layer)[0]) for row, layer in zip(SPOIL, LAYERS, strict=False)]
    for row, path in struck:
        SPOIL[row](path)
    said = ended(tallybook("build", home=home, sources=sources), code=0)
    for _, path in struck:
        assert f"{path.parent} was damaged; it is made again.\n" in said
    assert said.count("\n") == len(struck)
    is_as_if_undisturbed(home, first)


ARTICLE = "doc-b33dc0d4c82b:online_retail:CHN:A:CNY/2012/2026-01-02T00:00:00Z"


def article_of(home: Home) -> Path:
    """The bytes of the article."""
    query = "select snapshot from receipt where source_id = 'documents'"
    return home.snapshot(ask(home, query)[-1][0])


BYTES: dict[str, tuple[Callable[[Path], None], str]] = {
    "bit flipped": (lambda path: flip(path, 5), "was altered: its bytes have the hash"),
    "truncated": (lambda path: cut(path, 9), "was altered: its bytes have the hash"),
    "gone": (lambda path: path.unlink(), "is gone"),
}


@pytest.mark.parametrize("row", BYTES)
def test_damaged_snapshot(row: str, home: Home, first: Home) -> None:
    """It is not read again, nothing is published, and the same bytes taken in put it right."""
    spoil, named = BYTES[row]
    snapshot = article_of(home)
    spoil(snapshot)
    said = tells("explain", ARTICLE, home=home, code=1)
    assert said.startswith(f"tallybook explain: snapshot {snapshot} {named}")
    shutil.rmtree(home.root / "figures" / "documents")
    with pytest.raises(Refusal, match=named):
        build(home)
    assert not (home.root / "rejected").exists()
    assert home.published.read_bytes() == first.published.read_bytes()
    build(home, [FIRST[1]])
    is_as_if_undisturbed(home, first)


def test_damaged_snapshot_by_the_command(
    home: Home, first: Home, sources: Path, tmp_path: Path
) -> None:
    snapshot = article_of(home)
    flip(snapshot, 5)
    shutil.rmtree(home.root / "claims" / "documents")
    said = ended(tallybook("build", home=home, sources=sources), code=1)
    assert said.startswith(f"tallybook build: snapshot {snapshot} was altered: ")
    assert said.count("\n") == 1
    article = tmp_path / FIRST[1].name
    article.write_text(FIRST[1].text, "utf-8")
    ended(tallybook("build", "--document", article, home=home, sources=sources), code=0)
    is_as_if_undisturbed(home, first)


def first_line(home: Home, change: Callable[[bytes], bytes], source: str = "yearbook") -> None:
    """Alter the first receipt of a log."""
    log = home.receipts(source)
    line, rest = log.read_bytes().split(b"\n", 1)
    log.write_bytes(change(line) + rest)


LOST = "the receipt of retail at 2026-01-01T00:00:00.000000Z"
NONE = "line 1: this is no receipt"
LINES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a bit of its form flipped": (
        lambda line: b"[" + line[1:] + b"\n",
        NONE,
    ),
    "no text": (lambda line: b"\xff\xfe" + line + b"\n", NONE),
    "a bit of its hash flipped": (
        lambda line: re.sub(rb'("sha256": ").', rb"\g<1>x", line) + b"\n",
        LOST,
    ),
    "its moment altered": (
        lambda line: line.replace(b"2026-01-01", b"2026-01-03") + b"\n",
        LOST,
    ),
    "its moment no moment": (
        lambda line: line.replace(b"2026-01-01", b"2026-91-01") + b"\n",
        LOST,
    ),
    "gone": (lambda line: b"", LOST),
    "cut off": (lambda line: line[:-9], LOST),
}


@pytest.mark.parametrize("row", LINES)
def test_damaged_receipt(row: str, home: Home, first: Home) -> None:
    """A log that lost what is published, or is none, is named; the copy put back, all is well."""
    change, named = LINES[row]
    first_line(home, change)
    with pytest.raises(Refusal) as refusal:
        build(home)
    assert refusal.value.exit_code == 1
    assert str(refusal.value).startswith(str(home.receipts("yearbook")))
    assert named in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert home.published.read_bytes() == first.published.read_bytes()
    shutil.copy(first.receipts("yearbook"), home.receipts("yearbook"))
    build(home)
    is_as_if_undisturbed(home, first)


def test_a_log_that_is_gone(home: Home, sources: Path) -> None:
    """By the command; what is forgotten on purpose is forgotten with what was published of it."""
    home.receipts("yearbook").unlink()
    said = ended(tallybook("build", home=home, sources=sources), code=1)
    assert said.startswith(f"tallybook build: {home.receipts('yearbook')}: the receipt of retail")
    assert said.count("\n") == 1
    home.published.unlink()
    shutil.rmtree(home.root / "generations")
    build(home)
    assert ask(home, "select distinct source_id from observation") == [("documents",)]


def replace(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def other_hash(path: Path) -> None:
    replace(path, re.sub(rb'"sha256": "..', b'"sha256": "zz', path.read_bytes()))


MANIFEST: dict[str, tuple[Callable[[Path], None], str]] = {
    "truncated": (lambda path: cut(path, 40), "is no manifest"),
    "cut to nothing": (lambda path: cut(path, 0), "is no manifest"),
    "bit flipped": (lambda path: flip(path, 2), "is no manifest"),
    "gone": (lambda path: path.unlink(), "is not there"),
    "no object": (lambda path: replace(path, b"[]"), "is no manifest"),
    "a hash altered": (other_hash, "is not the file that was published"),
}


@pytest.mark.parametrize("row", MANIFEST)
def test_damaged_manifest(row: str, home: Home, first: Home) -> None:
    """`verify` names it, and the next build makes a generation with a manifest anew."""
    spoil, named = MANIFEST[row]
    (manifest,) = (home.root / "generations").glob("*.json")
    spoil(manifest)
    said = tells("verify", home=home, code=1)
    assert named in said
    assert said.count("\n") == 1
    build(home)
    assert root_of(home) == root_of(first)
    if row == "truncated":  # the proof is the same for all; one is enough
        tells("verify", home=home, code=0)


REASONS: dict[str, Callable[[Path], None]] = {
    "truncated": lambda path: cut(path, 9),
    "bit flipped": lambda path: flip(path, 9),
    "no text": lambda path: replace(path, b"\xff\xfe\x00"),
    "gone": lambda path: path.unlink(),
    "seal gone": lambda path: path.with_name(SEAL).unlink(),
}


@pytest.mark.parametrize("row", REASONS)
def test_damaged_reason_of_a_refusal(row: str, home: Home, tmp_path: Path) -> None:
    leaflet = tmp_path / "leaflet.txt"
    leaflet.write_bytes(b"\x00\x01\x02 no text, no page")
    receive_documents(home, [leaflet], "2026-03-01T00:00:00.000000Z", stated=True)
    make_layers(home)
    (reason,) = home.root.glob("rejected/*/*/*.txt")
    before, names = reason.read_bytes(), files(home)
    assert before.startswith(b"leaflet.txt: ")
    REASONS[row](reason)
    make_layers(home)
    assert reason.read_bytes() == before
    assert files(home) == names
