"""`tallybook read`: what a reader makes of a file, one JSON object a figure.

Nothing is judged, mapped or kept; formats are read in pipelines/extract.
"""

from __future__ import annotations

import io
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines import frames
from pipelines.extract import formats, html, prose
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

ARTICLES: Final = {"prose": prose.read, "html": html.read}
ARTICLE_NAMES: Final = {".txt": "prose", ".md": "prose", ".html": "html", ".htm": "html"}
PLAIN: Final = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
NUMBER: Final = re.compile(
    r"[+-]?(?:(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?"
)
LONGEST_EXPONENT: Final = 1000  # beyond it a value keeps its exponent
FREQUENCIES: Final = ("dim:FREQ", "dim:freq", "dim:FREQUENCY", "att:FREQ", "att:@frequency")
AT_ONCE: Final = 10_000  # lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    names = ", ".join([known.name for known in formats.FORMATS] + list(ARTICLES))
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--as",
        dest="format",
        metavar="FORMAT",
        help=f"one of {names}; may be left out where the file says what it is",
    )


def main(arguments: argparse.Namespace) -> int:
    """Print the figures of the file as NDJSON, then their count on standard error."""
    path: Path = arguments.file
    if not path.is_file():
        message = f"{path}: there is no such file; give the path of one."
        raise Refusal(message)
    if isinstance(sys.stdout, io.TextIOWrapper):  # JSON is UTF-8, whatever the terminal speaks
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    name, read = _reader(path, arguments.format)
    count = missing = 0
    for frame in read:
        for part in frame.iter_slices(AT_ONCE):
            sys.stdout.write("".join(f"{line}\n" for line in lines(part)))
        count += frame.height
        missing += frame["missing"].count()
    sys.stdout.flush()
    without = f", {missing} of them without a value" if missing else ""
    print(f"{path.name}: {count} figures read as {name}{without}", file=sys.stderr)
    return 0


def lines(cells: pl.DataFrame) -> list[str]:
    """Give each cell as a JSON object; attributes that no cell here has are left out.

    >>> from pipelines.extract.status import SDMX
    >>> from pipelines.extract.columns import cells
    >>> made = cells(pl.DataFrame({"v": ["1E3"]}), {"printed": pl.col("v")}, marks=SDMX,
    ...              dimensions={"AREA": pl.lit("CN")})
    >>> lines(made)[0]  # doctest: +ELLIPSIS
    '{"locator":null,"printed":"1E3","key":{"AREA":"CN"},...,"value":"1000",...}'
    """
    said = [name for name in cells.columns if cells[name].null_count() < cells.height]
    dimensions = [name for name in cells.columns if name.startswith("dim:")]
    attributes = [name for name in said if name.startswith("att:")]
    plain = ("period", "unit", "scale", "status", "obs_status", "missing", "reconstructed")
    row = pl.struct(
        pl.col("locator"),
        pl.col("printed"),
        _struct(dimensions).alias("key"),
        *([_frequency(said)] if _frequency(said) is not None else []),
        *map(pl.col, plain),
        _value(cells).alias("value"),
        pl.col("vintage"),
        _struct(attributes).alias("attributes"),
    )
    return cells.select(row.struct.json_encode()).to_series().to_list()


def value_of(printed: str) -> str | None:
    """Give the exact decimal of a printed number as text; None where it is no plain number.

    Commas may set thousands apart, a percent sign may follow, exponents are written out.

    >>> [value_of(text) for text in ("1.50", "1,234.5", "1E3", "-.5", "12.3%", "−2")]
    ['1.50', '1234.5', '1000', '-0.5', '12.3', '-2']
    >>> [value_of(text) for text in ("65,438+0", "12,34", "", "NaN")]
    [None, None, None, None]
    """
    text = printed.strip().removesuffix("%").rstrip().replace("\u2212", "-")
    if NUMBER.fullmatch(text) is None:
        return None
    number = Decimal(text.replace(",", ""))
    far = abs(number.adjusted()) > LONGEST_EXPONENT
    return str(number) if far else f"{number:f}"


def _value(cells: pl.DataFrame) -> pl.Expr:
    """Give the value of each cell: most are plain; each odd text is looked at once."""
    if "value" in cells.columns:
        return pl.col("value")
    text = pl.col("printed").str.strip_chars()
    there = pl.col("missing").is_null()
    odd = cells.filter(there & ~text.str.contains(PLAIN))["printed"].unique()
    values = {printed: value_of(printed) for printed in odd.drop_nulls()}
    written = pl.col("printed").replace_strict(values, default=None, return_dtype=pl.String)
    return pl.when(there).then(pl.when(text.str.contains(PLAIN)).then(text).otherwise(written))


def _frequency(said: list[str]) -> pl.Expr | None:
    """Give the frequency where the file says it; the period alone leaves it open."""
    found = [name for name in FREQUENCIES if name in said]
    return pl.coalesce(found).alias("frequency") if found else None


def _struct(names: list[str]) -> pl.Expr:
    return pl.struct(pl.col(name).alias(name[4:]) for name in names) if names else pl.lit(None)


def _reader(path: Path, name: str | None) -> tuple[str, Iterator[pl.DataFrame]]:
    """Choose the reader: the one named, the one the file asks for, or that of articles."""
    if name in ARTICLES:
        return name, _article(path, name)
    if name is not None:
        return name, formats.by_name(name).read(path, {})
    try:
        known = formats.recognise(path)
    except Refusal:
        article = ARTICLE_NAMES.get(path.suffix.lower())
        if article is None:
            raise
        return article, _article(path, article)
    return known.name, known.read(path, {})


def _article(path: Path, name: str) -> Iterator[pl.DataFrame]:
    """Give the figures of an article; which characters are figures the repair engine says."""
    from pipelines.verdicts import text_verdicts

    with naming(path.name):
        figures, verdicts = text_verdicts(ARTICLES[name](path.read_bytes()))
    intact = pl.when(pl.col("verdict") == "intact")
    found = figures.join(verdicts, on=["snapshot", "figure"], maintain_order="left").select(
        "locator",
        "printed",
        reconstructed=pl.lit(value=False),
        value=intact.then("value"),
        unit=intact.then("unit"),
        **{f"att:{name}": pl.col(name) for name in ("verdict", "kind", "context")},
    )
    yield pl.concat([frames.empty(frames.CELLS), found], how="diagonal")


if __name__ == "__main__":
    from pipelines.cli import main as run

    sys.exit(run(["read", *sys.argv[1:]]))
