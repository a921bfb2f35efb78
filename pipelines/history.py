"""Where Dagster keeps its run history: under the home, with the settings of dagster.yaml."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent


def home_folder() -> Path:
    """The home that the environment names, or `data` in the working directory."""
    return Path(os.environ.get("TALLYBOOK_HOME") or "data").resolve()


def prepare(home: Path) -> None:
    """Point DAGSTER_HOME below the home and put the settings there, where they differ."""
    folder = home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = (PROJECT / "dagster.yaml").read_bytes()
    target = folder / "dagster.yaml"
    if not target.exists() or target.read_bytes() != settings:
        target.write_bytes(settings)
    os.environ["TALLYBOOK_HOME"] = str(home)
    os.environ["DAGSTER_HOME"] = str(folder)


if __name__ == "__main__":
    prepare(home_folder())
