"""TSV of Eurostat; all specimens are constructed after its form."""

import gzip
from pathlib import Path

import pytest

from pipelines.extract import eurostat_tsv
from tests.extract.reading import read, refused

FORMAT = "eurostat-tsv"
TEXT = b"freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,PC_ENT,DE\t12.5 bp\t: \nA,PC_ENT,FR\t:c\t0 \n"


@pytest.mark.parametrize("packed", [False, True])
def test_values_flags_and_missing_marks(packed: bool, tmp_path: Path) -> None:
    cells = read(FORMAT, gzip.compress(TEXT) if packed else TEXT, tmp_path)
    assert cells.select("dim:geo", "period", "printed", "status").rows() == [
        ("DE", "2022", "12.5", "bp"),
        ("DE", "2023", ":", None),
        ("FR", "2022", ":", "c"),
        ("FR", "2023", "0", None),
    ]
    assert cells["obs_status"].to_list() == [["B", "P"], [], ["C"], []]
    assert cells["missing"].to_list() == [None, "no value given", "confidential", None]
    assert set(cells["unit"]) == {"PC_ENT"}
    assert cells["locator"][0] == "row=2;column=2022"


def test_the_old_header_has_no_frequency(tmp_path: Path) -> None:
    text = b"unit,geo\\time\t2014 \t2013 \nMIO_EUR,AT\t-4078.7 \t1.2e \n"
    cells = read(FORMAT, text, tmp_path)
    assert [name for name in cells.columns if name[:4] == "dim:"] == ["dim:unit", "dim:geo"]
    assert cells["printed"].to_list() == ["-4078.7", "1.2"]
    assert cells["obs_status"].to_list() == [[], ["E"]]


def test_one_dimension_is_enough(tmp_path: Path) -> None:
    [cell] = read(FORMAT, b"geo\\time\t2022\nDE\t1\n", tmp_path).to_dicts()
    assert (cell["dim:geo"], cell["unit"]) == ("DE", None)


def test_broken_tables_are_refused(tmp_path: Path) -> None:
    refused(FORMAT, b"freq,geo\t2022\nA,DE\t1\n", tmp_path, "expected a header such as")
    refused(FORMAT, b"freq,geo\\time\t2022\nDE\t1\n", tmp_path, "the key has 1 parts")
    refused(FORMAT, b"freq,geo\\time\t2022\nA,DE\t1\t2\n", tmp_path, "3 fields")
    refused(FORMAT, b"geo\\time\t2022\t2022 \nDE\t1\t2\n", tmp_path, "a period stands twice")
    refused(FORMAT, b"geo\\time\nDE\n", tmp_path, "or none does")
    refused(FORMAT, gzip.compress(TEXT)[:-9], tmp_path, "the packed data are damaged")


def test_a_table_is_recognised_by_its_corner_packed_or_not() -> None:
    assert eurostat_tsv.recognises(TEXT, "")
    assert eurostat_tsv.recognises(gzip.compress(TEXT), "x.tsv.gz")
    assert not eurostat_tsv.recognises(b"freq,unit,geo\t2022\n", "x.tsv")
