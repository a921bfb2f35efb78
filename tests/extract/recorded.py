"""Tools of the tests over recorded answers: all of a file's cells, every locator resolved."""

from pathlib import Path

import polars as pl
import pytest

from pipelines import frames
from pipelines.extract import formats
from pipelines.refusal import Refusal
from tests.extract.conftest import Tally
from tests.extract.reading import check


def cells_of(name: str, path: Path, tally: Tally, **options: str) -> pl.DataFrame:
    """Give all cells of a recorded file that says itself which format it is."""
    assert formats.recognise(path).name == name
    found = list(formats.by_name(name).read(path, options))
    assert all(frame.height <= 200_000 for frame in found)
    whole = pl.concat(found, how="diagonal") if found else frames.empty(frames.CELLS)
    check(name, path.read_bytes(), whole)
    tally(name, path.name, observations=whole.height)
    return whole


def refused(name: str, path: Path, tally: Tally) -> str:
    """Give the one sentence (or two) with which a recorded file is refused."""
    with pytest.raises(Refusal) as raised:
        list(formats.by_name(name).read(path, {}))
    sentence = str(raised.value)
    assert sentence.startswith(path.name)
    assert "\n" not in sentence
    assert raised.value.exit_code == 1
    tally(name, path.name, refused=sentence)
    return sentence


def one(cells: pl.DataFrame, **where: str | None) -> dict[str, object]:
    """Give the only cell that has these texts, names with `__` for the colon of `dim:`."""
    for name, text in where.items():
        column = name.replace("__", ":", 1)
        cells = cells.filter(pl.col(column).eq_missing(text))
    [row] = cells.to_dicts()
    return row
