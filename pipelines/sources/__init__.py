"""One declaration a source. A function stands here only where a source misbehaves.

`declared()` gathers them: those of this folder, and those that a user keeps outside the
repository, in the folder that TALLYBOOK_SOURCES names or in `sources` below the home.
"""

from __future__ import annotations

import importlib.util
import os
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.history import home_folder
from pipelines.refusal import Refusal
from pipelines.source import Source

if TYPE_CHECKING:
    from types import ModuleType


def declared() -> tuple[Source, ...]:
    """Give every declared source, in the order of its id; raises Refusal where one is unusable."""
    ours = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    folder = outside()
    theirs = [_load(path) for path in sorted(folder.glob("*.py"))] if folder.is_dir() else []
    sources: dict[str, Source] = {}
    for module in [*ours, *theirs]:
        source = _source(module)
        if source.id in sources:
            message = (
                f'{module.__file__} declares the source "{source.id}" again; rename one of them.'
            )
            raise Refusal(message)
        sources[source.id] = source
    return tuple(sources[name] for name in sorted(sources))


def outside() -> Path:
    """Give the folder in which a user keeps sources of their own."""
    named = os.environ.get("TALLYBOOK_SOURCES")
    if not named:
        return home_folder() / "sources"
    if not Path(named).is_dir():
        message = f"TALLYBOOK_SOURCES names {named}, which is no folder; correct it or unset it."
        raise Refusal(message)
    return Path(named)


def _load(path: Path) -> ModuleType:
    """Run a declaration that stands outside the repository, as the Python file that it is."""
    specification = importlib.util.spec_from_file_location(f"tallybook_source_{path.stem}", path)
    if specification is None or specification.loader is None:
        message = f"{path} is no Python file; see docs/adding-a-source.md."
        raise Refusal(message)
    module = importlib.util.module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        message = f"{path} cannot be loaded ({type(error).__name__}: {error}); correct it there."
        raise Refusal(message) from error
    return module


def _source(module: ModuleType) -> Source:
    path = Path(str(module.__file__))
    source = getattr(module, "SOURCE", None)
    if not isinstance(source, Source):
        message = f"{path} declares no SOURCE; it must hold SOURCE = Source(...)."
        raise Refusal(message)
    if source.id != path.stem or not re.fullmatch(r"[a-z][a-z0-9_]*", source.id):
        message = (
            f'{path} declares the source "{source.id}"; the id must be the name of the file, in '
            "small letters, digits and underscores."
        )
        raise Refusal(message)
    return source
