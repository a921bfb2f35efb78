"""Tools of the readers' tests: read bytes as a format, and hold every locator to its law."""

from pathlib import Path

import polars as pl
import pytest

from pipelines import frames
from pipelines.extract import formats
from pipelines.refusal import Refusal


def read(name: str, content: bytes, folder: Path, **options: str) -> pl.DataFrame:
    """Give all cells of these bytes; with none, a frame with the columns of the contract."""
    path = folder / "specimen"
    path.write_bytes(content)
    found = list(formats.by_name(name).read(path, options))
    assert all(frame.height for frame in found), "no reader gives an empty frame"
    whole = pl.concat(found, how="diagonal") if found else frames.empty(frames.CELLS)
    check(name, content, whole)
    return whole


def check(name: str, content: bytes, cells: pl.DataFrame) -> None:
    """The laws of cells: the contract's columns, locators that resolve, missing with a reason."""
    for column, kind in frames.CELLS.items():
        assert cells.schema[column] == kind, column
    others = [column for column in cells.columns if column not in frames.CELLS]
    assert all(column[:4] in ("dim:", "att:") for column in others)
    assert all(cells.schema[column] == pl.String for column in others)
    assert cells["locator"].null_count() == 0
    assert cells["locator"].n_unique() == cells.height
    absent = cells.filter(pl.col("printed").is_null())
    assert absent["missing"].null_count() == 0, "a figure that is absent keeps its reason"
    resolve = formats.by_name(name).resolve
    for locator, printed in cells.select("locator", "printed").iter_rows():
        if printed is not None:
            assert resolve(content, locator) == printed


def refused(name: str, content: bytes, folder: Path, sentence: str) -> None:
    """The bytes are refused with a sentence that names the file and holds these words."""
    with pytest.raises(Refusal) as raised:
        read(name, content, folder)
    assert str(raised.value).startswith("specimen: ")
    assert sentence in str(raised.value)
    assert raised.value.exit_code == 1
    assert "\n" not in str(raised.value)
