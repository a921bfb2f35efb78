"""Full tables of Statistics Canada as CSV, usually in a zip beside a CSV of metadata.

English and French tables: the French one has semicolons and a decimal comma, which stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.extract import csv_text
from pipelines.extract.columns import cells, filled, integer, located
from pipelines.extract.status import STATCAN
from pipelines.extract.text_encoding import beginning, shown
from pipelines.extract.zip_archive import Content, contents
from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

OPENING: Final = re.compile(r'"?(?:REF_DATE|PÉRIODE DE RÉFÉRENCE)"?[,;]')
METADATA: Final = re.compile(r"metadata[^/]*\.csv$", re.IGNORECASE)
# Columns that are no dimension, by their English names; GEO is one.
FRENCH: Final = {
    "PÉRIODE DE RÉFÉRENCE": "REF_DATE",
    "GÉO": "GEO",
    "UNITÉ DE MESURE": "UOM",
    "IDENTIFICATEUR D'UNITÉ DE MESURE": "UOM_ID",
    "FACTEUR SCALAIRE": "SCALAR_FACTOR",
    "IDENTIFICATEUR SCALAIRE": "SCALAR_ID",
    "VECTEUR": "VECTOR",
    "COORDONNÉES": "COORDINATE",
    "VALEUR": "VALUE",
    "STATUT": "STATUS",
    "SYMBOLE": "SYMBOL",
    "TERMINÉ": "TERMINATED",
    "DÉCIMALES": "DECIMALS",
}
ATTRIBUTES: Final = (
    "DGUID",
    "UOM_ID",
    "SCALAR_FACTOR",
    "VECTOR",
    "COORDINATE",
    "SYMBOL",
    "TERMINATED",
    "DECIMALS",
)
TAKEN: Final = ("REF_DATE", "UOM", "SCALAR_ID", "VALUE", "STATUS", *ATTRIBUTES)


def recognises(head: bytes, name: str) -> bool:
    """Tell a table by its first column, inside a zip too."""
    del name
    return OPENING.match(beginning(head)) is not None


def delimiter(first_line: str) -> str:
    """Give what separates the fields.

    >>> delimiter('"REF_DATE","GEO"'), delimiter('"PÉRIODE DE RÉFÉRENCE";"GÉO"')
    (',', ';')
    """
    return ";" if first_line.count(";") > first_line.count(",") else ","


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the observations: GEO and the table's own dimensions, unit UOM, scale SCALAR_ID.

    The status is STATUS; SYMBOL, VECTOR, DECIMALS and the rest are attributes. The metadata
    file of the zip holds no figures. Raises Refusal where a column of every table is not there.
    """
    tables = [part for part in contents(path) if not METADATA.search(part.member or "")]
    if not tables:
        message = f"{path.name}: only metadata in the zip, where a table was due; fetch it again."
        raise Refusal(message, exit_code=1)
    for content in tables:
        yield from _table(content, options)


def resolve(content: bytes, locator: str) -> str:
    """Give the field at `row=…;column=…`, read anew."""
    return csv_text.cell(content, locator, column=csv_text.in_header, delimiter=delimiter)


def _table(content: Content, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    declared = options.get("encoding")
    with csv_text.opened(content, delimiter=delimiter, declared=declared) as cursor:
        _, header = cursor.record() or (0, [""])
        place = {FRENCH.get(name.upper(), name): at for at, name in enumerate(header)}
        lacking = [name for name in ("REF_DATE", "VALUE") if name not in place]
        if lacking or len(place) < len(header):
            message = (
                f"{content.called}: expected a table of Statistics Canada, with columns REF_DATE "
                f'and VALUE, each once; found "{shown(",".join(header))}".'
            )
            raise Refusal(message, exit_code=1)
        for frame in cursor.frames(len(header)):
            yield _cells(frame, place, header[place["VALUE"]], content.prefix)


def _cells(frame: pl.DataFrame, place: Mapping[str, int], value: str, prefix: str) -> pl.DataFrame:
    def column(name: str) -> pl.Expr:
        return filled(pl.col(str(place[name]))) if name in place else pl.lit(None, pl.String)

    return cells(
        frame,
        {
            "locator": located(prefix, value),
            "printed": pl.col(str(place["VALUE"])),
            "period": column("REF_DATE"),
            "unit": column("UOM"),
            "scale": integer(column("SCALAR_ID")),
            "status": column("STATUS"),
        },
        marks=STATCAN,
        dimensions={name: column(name) for name in place if name not in TAKEN},
        attributes={name: column(name) for name in ATTRIBUTES if name in place},
    )
