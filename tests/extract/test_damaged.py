"""A damaged file is read, with locators that hold, or refused in one sentence."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import formats
from pipelines.refusal import Refusal
from tests.extract.test_eurostat_tsv import TEXT
from tests.extract.test_nbs_csv import MONTHLY
from tests.extract.test_nbs_json import answer, node
from tests.extract.test_owid_csv import CSV
from tests.extract.test_sdmx_csv import EUROSTAT_1
from tests.extract.test_sdmx_json import SERIES, message
from tests.extract.test_sdmx_ml import DATA, STRUCTURE, zipped
from tests.extract.test_statcan_csv import TABLE
from tests.extract.test_world_bank_csv import LONG
from tests.extract.test_world_bank_csv import TABLE as WIDE

SPECIMENS = {
    "sdmx-csv": [EUROSTAT_1],
    "sdmx-json": [message(SERIES), message(SERIES, 1)],
    "sdmx-ml": [DATA, zipped(data=DATA, structure=STRUCTURE)],
    "fred-csv": [b"observation_date,ECOMSA,ECOMSA_20240101\n2020-01-01,1.5,.\n"],
    "fred-json": [b'{"observations": [{"date": "2020-01-01", "value": "1"}]}'],
    "owid-csv": [CSV],
    "eurostat-tsv": [TEXT],
    "statcan-csv": [TABLE],
    "world-bank-csv": [WIDE, LONG],
    "nbs-csv": [MONTHLY.encode("gb18030"), MONTHLY.encode()],
    "nbs-json": [answer(node("100.7", True, 100.71, zb="A01", sj="202201"))],
}
PIECES = [
    b"",
    b",",
    b'"',
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b":",
    b"{",
    b"]",
    b"null",
    b"1",
    b"<",
    b"&",
]
DAMAGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=3
)


@pytest.mark.parametrize("name", SPECIMENS)
@given(damages=DAMAGES, which=st.integers(0, 1))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_damaged_file_is_read_or_refused(
    name: str, damages: list[tuple[float, int, bytes]], which: int, tmp_path: Path
) -> None:
    content = SPECIMENS[name][which % len(SPECIMENS[name])]
    for place, gone, piece in damages:
        start = int(place * len(content))
        content = content[:start] + piece + content[start + gone :]
    path = tmp_path / "specimen"
    path.write_bytes(content)
    known = formats.by_name(name)
    known.recognises(content, path.name)
    try:
        frames, said = list(known.read(path, {})), "specimen"
    except Refusal as refusal:
        frames, said = [], str(refusal)
    assert said.startswith("specimen")
    assert "\n" not in said
    for frame in frames:
        for locator, printed in frame.select("locator", "printed").iter_rows():
            assert printed is None or known.resolve(content, locator) == printed
