"""What Dagster is told of each materialisation: rows, hash, counts, columns and a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dagster as dg
import polars as pl

from pipelines.fingerprint import digest
from pipelines.seal import sealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipelines.store import Receipt
    from warehouse.generation import TableReport
    from warehouse.publish import Generation

PREVIEW_ROWS: Final = 5
PREVIEW_WIDTH: Final = 80


def of_receipts(receipts: Sequence[Receipt], notes: Mapping[str, str]) -> dg.MaterializeResult[Any]:
    """Tell of a source's snapshots: its receipts, and what this run took in."""
    version = digest(f"{each.request} {each.received} {each.sha256}" for each in receipts)
    metadata: dict[str, Any] = {
        "dagster/row_count": len(receipts),
        "snapshots": len({each.sha256 for each in receipts}),
        "sha256": version,
        **{name: dg.MetadataValue.text(text) for name, text in notes.items()},
    }
    return dg.MaterializeResult(metadata=metadata, data_version=dg.DataVersion(version))


def of_files(
    files: Sequence[Path], *, by: str | None = None, notes: Mapping[str, str] | None = None
) -> dg.MaterializeResult[Any]:
    """Tell of a layer that is kept as files; `by` names a column whose values are counted."""
    version = digest(sealed(file.parent)[file.name] for file in files)
    metadata: dict[str, Any] = {"dagster/row_count": 0, "sha256": version, **(notes or {})}
    if files:
        metadata |= _of_frames(pl.scan_parquet(list(files)), by)
    return dg.MaterializeResult(metadata=metadata, data_version=dg.DataVersion(version))


def _of_frames(frame: pl.LazyFrame, by: str | None) -> dict[str, Any]:
    schema = frame.collect_schema()
    first = frame.head(PREVIEW_ROWS).collect()
    counted: dict[str, Any] = {}
    if by in schema:
        groups = frame.group_by(by).len().sort(by).collect()
        counted = {f"{by}: {name or 'none'}": count for name, count in groups.iter_rows()}
    return {
        "dagster/row_count": frame.select(pl.len()).collect().item(),
        **counted,
        "dagster/column_schema": dg.TableSchema(
            columns=[dg.TableColumn(name, str(kind)) for name, kind in schema.items()]
        ),
        "preview": dg.MetadataValue.md(markdown(first.columns, first.rows())),
    }


def of_table(key: Sequence[str], table: TableReport) -> dg.MaterializeResult[Any]:
    """Tell of a table or view of the generation."""
    names = [column.name for column in table.columns]
    columns = [
        dg.TableColumn(name=each.name, type=each.type, description=each.comment)
        for each in table.columns
    ]
    return dg.MaterializeResult(
        asset_key=dg.AssetKey(key),
        data_version=dg.DataVersion(table.digest),
        metadata={
            **({} if table.rows is None else {"dagster/row_count": table.rows}),
            "sha256": table.digest,
            "dagster/column_schema": dg.TableSchema(columns=columns),
            "preview": dg.MetadataValue.md(markdown(names, table.preview)),
        },
    )


def of_generation(generation: Generation | None, *, new: bool) -> dg.MaterializeResult[Any]:
    """Tell of the published generation."""
    if generation is None:
        return dg.MaterializeResult(metadata={"published": "nothing yet"})
    return dg.MaterializeResult(
        data_version=dg.DataVersion(generation.root),
        metadata={
            "generation": generation.generation,
            "new": new,
            "root": generation.root,
            "file sha256": generation.sha256,
            "bytes": generation.bytes,
            "code version": generation.code_version,
        },
    )


def markdown(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay out a preview as a Markdown table.

    >>> print(markdown(["area", "value"], [["CHN", None]]))
    | area | value |
    | --- | --- |
    | CHN |  |
    """
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= PREVIEW_WIDTH else text[: PREVIEW_WIDTH - 1] + "…"
