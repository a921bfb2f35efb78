"""The formats by name, and how a file says which it is. No reading happens here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import polars as pl

HEAD_BYTES: Final = 64 * 1024
# A JSON file may hold its figures first and say what it is last, and a page may have its table
# far down: then all of it is looked at.
WHOLE_BYTES: Final = 64 * 1024 * 1024
LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Format:
    """A structured format. Its module has these three functions.

    `recognises(head, name)` looks at the first 64 KiB and the file name; `read(path, options)`
    gives frames of `frames.CELLS`; `resolve(content, locator)` the printed text. The module
    is imported when first asked and imports heavy libraries inside its functions.
    """

    name: str
    title: str
    module: str

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell whether a file that begins so, and is called so, is of this format."""
        function: Callable[[bytes, str], bool] = import_module(self.module).recognises
        return function(head, name)

    def read(self, path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
        """Give the cells of a file, in frames of bounded size."""
        function: Callable[[Path, Mapping[str, str]], Iterator[pl.DataFrame]]
        function = import_module(self.module).read
        return function(path, options)

    def resolve(self, content: bytes, locator: str) -> str:
        """Give the printed text at a locator, read from the bytes anew."""
        function: Callable[[bytes, str], str] = import_module(self.module).resolve
        return function(content, locator)


# The first that recognises a file reads it: narrow formats stand before wide ones.
FORMATS: Final[tuple[Format, ...]] = (
    Format("reference", "figures transcribed by hand, CSV", "pipelines.extract.reference"),
    Format("events", "laws and other dated happenings, CSV", "pipelines.extract.events"),
    Format(
        "world-bank-json",
        "World Bank Indicators API, JSON",
        "pipelines.extract.world_bank_json",
    ),
    Format("json-stat", "JSON-stat 1.x and 2.0", "pipelines.extract.json_stat"),
    Format("dbnomics-json", "DBnomics API v22, JSON", "pipelines.extract.dbnomics_json"),
    Format("sdmx-csv", "SDMX-CSV 1.0 and 2.0", "pipelines.extract.sdmx_csv"),
    Format("fred-csv", "FRED and ALFRED graph CSV", "pipelines.extract.fred_csv"),
    Format("owid-csv", "Our World in Data grapher CSV", "pipelines.extract.owid_csv"),
    Format("eurostat-tsv", "Eurostat TSV", "pipelines.extract.eurostat_tsv"),
    Format("html-table", "tables of an HTML page", "pipelines.extract.html_table"),
    Format("fred-json", "FRED API observations, JSON", "pipelines.extract.fred_json"),
    Format("statcan-csv", "Statistics Canada tables, CSV", "pipelines.extract.statcan_csv"),
    Format("statcan-json", "Statistics Canada vectors, JSON", "pipelines.extract.statcan_json"),
    Format("world-bank-csv", "World Bank downloads, CSV", "pipelines.extract.world_bank_csv"),
    Format("nbs-json", "NBS China easyquery, JSON", "pipelines.extract.nbs_json"),
    Format("nbs-csv", "NBS China exports, CSV", "pipelines.extract.nbs_csv"),
    Format("sdmx-json", "SDMX-JSON 1.0 and 2.0", "pipelines.extract.sdmx_json"),
    Format("sdmx-ml", "SDMX-ML 2.0, 2.1 and 3.0", "pipelines.extract.sdmx_ml"),
)


def by_name(name: str) -> Format:
    """Give the format of that name; refuse a name that is not there, with those that are.

    >>> by_name("paper")
    Traceback (most recent call last):
    pipelines.refusal.Refusal: no format "paper"; there are: ...
    """
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    message = f'no format "{name}"; there are: {names}.'
    raise Refusal(message)


def recognise(path: Path) -> Format:
    """Give the format of a file by its content first and its name second, or refuse it."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            found = _first(head, path.name)
            if found is None and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<"):
                found = _first(head + file.read(WHOLE_BYTES), path.name)
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give the path of a file."
        raise Refusal(message) from error
    if found is None or head.startswith(LFS_POINTER):
        message = f"{path.name}: {_what_it_is(head)}"
        raise Refusal(message, exit_code=1)
    return found


def _first(head: bytes, name: str) -> Format | None:
    # A page that calls itself HTML is asked for its tables alone: it is no other format.
    asked = FORMATS if not _is_page(head) else (by_name("html-table"),)
    return next((known for known in asked if known.recognises(head, name)), None)


def _is_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _what_it_is(head: bytes) -> str:
    """Say in words what a file that no reader takes looks like, and what to do."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return "the file is empty, where data were due; fetch it again."
    if start.startswith(LFS_POINTER):
        return "this is a Git LFS pointer, not the data; fetch the file it points to."
    if _is_page(head):
        return "this is a web page without a table of figures, where data were due; fetch it again."
    shown = start[:48].decode("utf-8", "backslashreplace")
    names = ", ".join(known.name for known in FORMATS)
    return (
        f"the file does not say what it is (it begins {shown!r}); name its format, one of: {names}."
    )
