"""The editions' own formats: every row is checked, and a refusal names file, line and value."""

from pathlib import Path

import polars as pl
import pytest

from pipelines import frames
from pipelines.extract import events, reference
from pipelines.extract.formats import recognise
from pipelines.refusal import Refusal

EDITIONS = Path(__file__).resolve().parents[2] / "pipelines" / "editions"
# Constructed rows.
ROW = (
    "online_retail,CHN,A,2012,13.11,CNY,11,about,,nbs,Yearbook,2013-02,https://example.org,read,"
    '"a note, with a comma"'
)
EVENT = "Signature Law,adopted,2004-08-28,CHN,growth,nbs,The Law,,https://example.org,"


def written(folder: Path, *rows: str, header: tuple[str, ...] = reference.HEADER) -> Path:
    path = folder / "figures.csv"
    path.write_text("\n".join([",".join(header), *rows]) + "\n", "utf-8")
    return path


def read(path: Path, lists_folder: Path) -> pl.DataFrame:
    (frame,) = reference.read(path, {"codelists": str(lists_folder)})
    return frame


def test_a_row_is_a_cell_that_names_its_own_series(tmp_path: Path, lists_folder: Path) -> None:
    path = written(tmp_path, ROW)
    row = read(path, lists_folder).row(0, named=True)
    assert list(row)[: len(frames.CELLS)] == list(frames.CELLS)
    assert (row["printed"], row["scale"], row["period"]) == ("13.11", 11, "2012")
    assert (row["dim:indicator"], row["dim:publisher"]) == ("online_retail", "nbs")
    assert (row["att:published"], row["att:note"]) == ("2013-02", "a note, with a comma")
    assert row["locator"] == "row=2;column=printed"
    assert reference.resolve(path.read_bytes(), row["locator"]) == "13.11"


def swapped(place: int, value: str) -> str:
    fields = ROW.split(",")
    fields[place] = value
    return ",".join(fields)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (swapped(0, "online_retial"), 'line 2: indicator "online_retial" is not in sql/codelists'),
        (swapped(0, "online_retial"), 'nearest: "online_retail"'),
        (swapped(1, "CHIN"), 'line 2: area "CHIN"'),
        (swapped(5, "yuan"), 'line 2: unit "yuan"'),
        (swapped(9, "someone"), 'line 2: publisher "someone"'),
        (swapped(3, "2012-Q1"), 'line 2: period "2012-Q1" is none of frequency "A"'),
        (swapped(2, "X"), 'line 2: period "2012" is none of frequency "X"'),
        (swapped(4, "65,438+05"), "line 2: 16 fields"),
        (swapped(4, '"13,110"'), 'line 2: printed "13,110"; expected a plain decimal'),
        (swapped(4, ""), 'line 2: printed ""'),
        (swapped(6, "1e8"), 'line 2: scale "1e8"; expected a power of ten'),
        (swapped(7, "roughly"), 'line 2: qualifier "roughly"; expected one of'),
        (swapped(8, "SIZE"), 'line 2: dimensions "SIZE"'),
        (swapped(11, "spring"), 'line 2: published "spring"'),
        (swapped(13, "remembered"), 'line 2: basis "remembered"'),
        (ROW + "\n" + ROW, "twice, on lines 2 and 3"),
    ],
)
def test_a_wrong_row_is_refused_by_line_and_value(
    row: str, says: str, tmp_path: Path, lists_folder: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        read(written(tmp_path, row), lists_folder)
    assert says in str(refused.value)
    assert "figures.csv" in str(refused.value)


def test_a_wrong_column_is_named_with_what_was_expected(tmp_path: Path, lists_folder: Path) -> None:
    header = tuple("value" if name == "printed" else name for name in reference.HEADER)
    with pytest.raises(Refusal, match=r'no column "printed"; found: .*value.* expected: indicator'):
        read(written(tmp_path, ROW, header=header), lists_folder)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"indicator\0"])
def test_bytes_that_are_no_table_are_refused(
    content: bytes, tmp_path: Path, lists_folder: Path
) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal):
        read(path, lists_folder)


def test_a_note_over_two_lines_keeps_its_place(tmp_path: Path, lists_folder: Path) -> None:
    rows = [swapped(14, '"one\ntwo"').rsplit(", with", 1)[0], swapped(3, "2013")]
    path = written(tmp_path, *rows)
    cells = read(path, lists_folder)
    assert cells["locator"].to_list() == ["row=2;column=printed", "row=4;column=printed"]
    assert cells["att:note"][0] == "one\ntwo"
    for locator, printed in cells.select("locator", "printed").iter_rows():
        assert reference.resolve(path.read_bytes(), locator) == printed


def test_the_editions_that_ship_are_recognised_and_resolve() -> None:
    for format_, name in ((reference, "reference/figures.csv"), (events, "laws/events.csv")):
        path = EDITIONS / name
        assert recognise(path).module == format_.__name__
        content = path.read_bytes()
        for cells in format_.read(path, {}):
            for locator, printed in cells.select("locator", "printed").iter_rows():
                assert format_.resolve(content, locator) == printed


def test_a_law_is_an_event_with_its_day(tmp_path: Path, lists_folder: Path) -> None:
    path = written(tmp_path, EVENT, header=events.HEADER)
    cells = events.read(path, {"codelists": str(lists_folder)})
    made = events.cells_to_events(cells, "5" * 64, source_id="laws")
    assert made.schema == pl.Schema(dict(frames.EVENTS))
    row = made.row(0, named=True)
    assert (row["event"], row["kind"], str(row["date"])) == (
        "Signature Law",
        "adopted",
        "2004-08-28",
    )
    assert (row["printed"], row["locator"]) == ("2004-08-28", "row=2;column=date")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (EVENT.replace("2004-08-28", "2004-02-30"), 'line 2: date "2004-02-30"'),
        (EVENT.replace("growth", "growht"), 'theme "growht"'),
        (EVENT.replace("Signature Law", "", 1), 'event ""'),
        (EVENT + "\n" + EVENT, "on lines 2 and 3"),
    ],
)
def test_a_wrong_event_is_refused(row: str, says: str, tmp_path: Path, lists_folder: Path) -> None:
    path = written(tmp_path, row, header=events.HEADER)
    with pytest.raises(Refusal) as refused:
        list(events.read(path, {"codelists": str(lists_folder)}))
    assert says in str(refused.value)
