"""Clears away layers that nothing is made of any more.

Snapshots, receipts and generations are never touched here: layers can be made again from them.
"""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING, Final

from pipelines import layers
from pipelines.store import PART

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipelines.source import Source
    from pipelines.store import Home

# Layers of cells have `odd` beside them, those of documents `settled`.
KEPT: Final = ("figures", "verdicts", "claims", "odd", "observations", "settled")


def prune(home: Home, sources: tuple[Source, ...]) -> int:
    """Remove layers that the present receipts, code and lists do not name; gives how many.

    The caller holds the lease. A folder is renamed before it is emptied, so that a half-emptied
    one is never taken for a layer; what a killed run leaves of it is swept away with its parts.
    """
    in_use = set(_in_use(home, sources))
    places = [path for layer in KEPT for path in (home.root / layer).glob("*/*")]
    places += (home.root / "judgement").glob("*/*")
    unused = [path for path in places if path not in in_use and not path.name.startswith(PART)]
    for path in unused:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=PART) as grave:
            shutil.move(path, grave)
    return len(unused)


def _in_use(home: Home, sources: tuple[Source, ...]) -> Iterator[Path]:
    judged = layers.judgement_key(home)
    yield home.layer("judgement", layers.JUDGED, judged)
    for source in sources:
        for sha256 in layers.readable(home, source):
            for layer in KEPT:
                yield layers.folder(home, layer, source, sha256)
                yield layers.folder(home, layer, source, sha256, judged)
