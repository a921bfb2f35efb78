"""`tallybook verify`: proves the published generation, or names the first thing that is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import repair
from pipelines.history import home_folder, prepare
from pipelines.repair.figure import Repair
from pipelines.store import Home
from warehouse.publish import lease
from warehouse.verify import verify

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from warehouse.generation import Built


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a proof."""
    parser.add_argument("--home", type=Path, help="folder of everything made at run time (data)")
    parser.add_argument(
        "--deep", action="store_true", help="rebuild from the receipts in a scratch folder, compare"
    )


def main(options: argparse.Namespace) -> int:
    """Print what was proved, and the first fault on standard error."""
    home = Home((options.home or home_folder()).resolve())
    prepare(home.root)
    # While a build prunes and renames, a proof would tell of a file that is gone.
    with lease(home.root):
        proof = verify(
            home.root,
            snapshot=home.snapshot,
            replay=_replay,
            rebuild=(lambda target: _rebuild(home, target)) if options.deep else None,
        )
    print("\n".join(f"proved: {step}" for step in proof.proved))
    if proof.fault is not None:
        print(f"tallybook verify: {proof.fault}", file=sys.stderr)
        return 1
    print(f"root {proof.root}")
    return 0


def _replay(printed: str, steps: Sequence[tuple[str, str, str]]) -> str:
    return repair.replay(printed, [Repair(*step) for step in steps])


def _rebuild(home: Home, target: Path) -> Built:
    from pipelines.publication import rebuild
    from pipelines.sources import declared

    return rebuild(home, declared(), target)
