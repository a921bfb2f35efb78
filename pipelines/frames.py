"""The columns of every layer that is kept as a file, one schema a layer.

What the columns hold is decided elsewhere (extract/, claims.py, normalise.py); this page
is the contract between those rooms and the warehouse, which reads the same files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

Schema = Mapping[str, pl.DataType | type[pl.DataType]]

DECIMAL: Final = pl.Decimal(38, 20)
INSTANT: Final = pl.Datetime("us", "UTC")

# What a reader of a structured format gives, one row a figure. Beside these columns each
# dimension of the series key is a column `dim:<NAME>` and each attribute `att:<NAME>`, all text.
CELLS: Final[Schema] = {
    "locator": pl.String,  # resolve(bytes, locator) gives back `printed`
    "printed": pl.String,  # exactly as received, a mark of a missing value too; null: absent
    "reconstructed": pl.Boolean,  # printed is the round-trip text of a float
    "missing": pl.String,  # why there is no value, in words; null where there is one
    "period": pl.String,  # as received
    "unit": pl.String,  # as received; null where the file does not say
    "scale": pl.Int64,  # power of ten as received; null where the file does not say
    "status": pl.String,  # flags as received
    "obs_status": pl.List(pl.String),  # SDMX codes for them
    "vintage": pl.String,  # a vintage declared inside the data, as received
}

CANDIDATE: Final = pl.Struct({"text": pl.String, "value": pl.String, "cost": pl.Float64})
EVIDENCE: Final = pl.Struct(
    {
        "test": pl.String,
        "stance": pl.String,
        "candidate": pl.String,
        "reason": pl.String,
        "source": pl.String,
    }
)
REPAIR: Final = pl.Struct({"rule": pl.String, "before": pl.String, "after": pl.String})

# One number exactly as printed, and its locator. Rows exist for prose, and for cells that
# are not intact; an intact cell is columns of its observation.
FIGURES: Final[Schema] = {
    "snapshot": pl.String,  # sha256 of the bytes
    "figure": pl.Int64,  # ordinal inside the snapshot, from 0
    "locator": pl.String,
    "printed": pl.String,
    "start": pl.Int64,  # code points of the text that the reader made of the bytes; null for cells
    "end": pl.Int64,
    "sentence": pl.Int64,
    "paragraph": pl.Int64,
    "context": pl.String,  # the sentence, for people
}

VERDICTS: Final[Schema] = {
    "snapshot": pl.String,
    "figure": pl.Int64,
    "verdict": pl.String,  # intact, repaired, quarantined
    "kind": pl.String,
    "repaired": pl.String,
    "value": pl.String,  # exact decimal in the plain unit, or ISO period
    "unit": pl.String,
    "qualifier": pl.String,
    "value_low": pl.String,
    "value_high": pl.String,
    "candidates": pl.List(CANDIDATE),
    "evidence": pl.List(EVIDENCE),
    "repairs": pl.List(REPAIR),
    "evidence_from": INSTANT,  # when the youngest evidence used became known; null for none
    "gate": pl.String,  # what the gate said of the text: clean, garbled
    "code_version": pl.String,
}

# What a figure says, with where each part was found (span, sentence, paragraph, document,
# declaration), or `reason`: no indicator, no period, two readings, ...
CLAIMS: Final[Schema] = {
    "snapshot": pl.String,
    "figure": pl.Int64,
    "publisher": pl.String,
    "indicator": pl.String,
    "indicator_from": pl.String,
    "area": pl.String,
    "area_from": pl.String,
    "period": pl.String,
    "period_from": pl.String,
    "frequency": pl.String,
    "unit": pl.String,
    "unit_from": pl.String,
    "qualifier": pl.String,
    "reason": pl.String,  # null where the claim is whole
}

# One value of a series, for a period, as one snapshot gives it. Vintages are made from
# these and the receipts, in sql/.
OBSERVATIONS: Final[Schema] = {
    "source_id": pl.String,
    "snapshot": pl.String,
    "figure": pl.Int64,
    "locator": pl.String,
    "printed": pl.String,  # exactly as received
    "reconstructed": pl.Boolean,
    "series_id": pl.String,
    "publisher": pl.String,
    "indicator": pl.String,
    "area": pl.String,
    "frequency": pl.String,
    "unit": pl.String,
    "dimensions": pl.String,  # DIM=CODE:DIM=CODE in declared order, or empty
    "period": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "value": DECIMAL,
    "missing_reason": pl.String,
    "obs_status": pl.List(pl.String),
    "status_received": pl.String,
    "origin": pl.String,  # published, repaired, corrected, derived
    "qualifier": pl.String,  # null or empty where the number stands alone
    "value_low": DECIMAL,
    "value_high": DECIMAL,
    "declared_from": INSTANT,  # vintage in the data, or publication; null: the receipt
    "declared_basis": pl.String,  # vintage, publication; null: receipt
    "evidence_from": INSTANT,
    "basis": pl.String,  # read, recorded, cross_checked, completed, derived; null for live sources
    "document": pl.String,  # title of the document, where the row names one
    "address": pl.String,
    "note": pl.String,
}

# A law, standard or other dated happening. It is no observation.
EVENTS: Final[Schema] = {
    "source_id": pl.String,
    "snapshot": pl.String,
    "figure": pl.Int64,
    "locator": pl.String,
    "printed": pl.String,
    "event": pl.String,
    "kind": pl.String,
    "date": pl.Date,
    "area": pl.String,
    "theme": pl.String,
    "publisher": pl.String,
    "document": pl.String,
    "address": pl.String,
    "note": pl.String,
}


def empty(schema: Schema) -> pl.DataFrame:
    """Give a frame of a layer with its columns and no row.

    >>> empty(FIGURES).shape
    (0, 9)
    """
    return pl.DataFrame(schema=dict(schema))
