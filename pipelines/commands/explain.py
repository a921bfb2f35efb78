"""`tallybook explain`: one observation walked back to the bytes it came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipelines.history import home_folder
from pipelines.refusal import Refusal
from pipelines.store import Home, must_be_whole
from warehouse.explain import around, render, trace

if TYPE_CHECKING:
    import argparse

# To hash more takes longer than the answer may.
HASHED: Final = 256 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how an observation is named."""
    parser.add_argument(
        "id", nargs="?", metavar="ID", help="an observation_id, as every theme view gives it"
    )
    parser.add_argument(
        "--series", metavar="S", help="a series_id, with --period: its latest vintage"
    )
    parser.add_argument("--period", metavar="P")
    parser.add_argument("--home", type=Path, help="folder of everything made at run time (data)")


def main(options: argparse.Namespace) -> int:
    """Print what is known of one observation, down to the bytes."""
    if not options.id and not (options.series and options.period):
        message = "name one observation: its ID, or --series and --period together."
        raise Refusal(message)
    home = Home((options.home or home_folder()).resolve())
    found = trace(
        home.published, observation_id=options.id, series=options.series, period=options.period
    )
    row = found.observation
    try:
        must_be_whole(home, row["snapshot"], most=HASHED)
    except Refusal:
        print(render(found))
        raise
    snapshot = home.snapshot(row["snapshot"])
    print(render(found, around(snapshot, row["locator"], row["printed"])))
    return 0
