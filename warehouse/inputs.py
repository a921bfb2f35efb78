"""What a generation is made of: the files of the layers, and how the queries come to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.catalogue import LAYERS
from warehouse.database import set_variable
from warehouse.files import CODELISTS, CORRECTIONS, SQL, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from warehouse.database import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The files that a generation is made of. Each layer may have none, one or many files.

    `receipts` and `sources` are JSON, one object a line; the layers are Parquet files with the
    columns of `sql/layers`; `corrections` are CSV files with those of `sql/layers/corrections.sql`.
    """

    receipts: tuple[Path, ...]
    sources: Path
    figures: tuple[Path, ...] = ()
    verdicts: tuple[Path, ...] = ()
    claims: tuple[Path, ...] = ()
    judgement: tuple[Path, ...] = ()
    observations: tuple[Path, ...] = ()
    events: tuple[Path, ...] = ()
    corrections: tuple[Path, ...] = (CORRECTIONS,)
    codelists: Path = CODELISTS


def hand_over(connection: Connection, inputs: Inputs, scratch: Path) -> None:
    """Let the queries find the files: each list becomes a variable, begun by an empty file.

    The empty file settles names and types, so that a layer without a file is an empty one and a
    file that lacks a column is an error.
    """
    for layer in LAYERS:
        schema = "verdicts" if layer == "judgement" else layer
        columns = connection.sql(read(SQL / "layers" / f"{schema}.sql").body)
        columns.write_parquet(str(scratch / f"{layer}.parquet"))
    corrections = connection.sql(read(SQL / "layers" / "corrections.sql").body)
    corrections.write_csv(str(scratch / "corrections.csv"), header=True)
    for name, value in _variables(inputs, scratch).items():
        set_variable(connection, name, value)


def empty_observations(scratch: Path) -> str:
    """The empty file that begins the list of observations."""
    return str(scratch / "observations.parquet")


def _variables(inputs: Inputs, scratch: Path) -> Mapping[str, object]:
    lists = {
        layer: [str(scratch / f"{layer}.parquet"), *map(str, getattr(inputs, layer))]
        for layer in LAYERS
    }
    return {
        **lists,
        "readings": lists["observations"],
        "receipts": _whole_lines(inputs.receipts, scratch),
        "sources": [str(inputs.sources)],
        "corrections": [str(scratch / "corrections.csv"), *map(str, inputs.corrections)],
        "codelists": str(inputs.codelists),
    }


def _whole_lines(logs: tuple[Path, ...], scratch: Path) -> list[str]:
    """Copies of logs that end in the middle of a line, without that line: it was never written."""
    empty = scratch / "receipts.ndjson"
    empty.touch()
    found = [str(empty)]
    for number, log in enumerate(logs):
        content = log.read_bytes()
        if content.endswith(b"\n") or not content:
            found.append(str(log))
            continue
        copy = scratch / f"receipts-{number}.ndjson"
        copy.write_bytes(content[: content.rfind(b"\n") + 1])
        found.append(str(copy))
    return found
