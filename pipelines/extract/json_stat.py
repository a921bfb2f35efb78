"""JSON-stat 1.x and 2.0: data sets, bundles and collections, laid out cell by cell.

What a cube is made of is in json_stat_cube.py. Labels, notes and hierarchies are left in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NoReturn

import polars as pl

from pipelines.extract import json_text
from pipelines.extract.columns import BATCH, cells
from pipelines.extract.json_stat_cube import Cube, cube_of
from pipelines.extract.json_text import as_list, as_object, as_text, pointer, printed
from pipelines.extract.status import JSON_STAT, MISSING_MARKS
from pipelines.refusal import Refusal, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.extract.json_text import Json

resolve = json_text.resolve

CLASSES: Final = ("dataset", "collection", "dimension")
SIGNS: Final = frozenset(("/version", "/dimension", "/value", "/link"))
POSITIONED: Final = re.compile(r"(/[^/]+)?/(value|status)/(\d+)")
DEEPEST_COLLECTION: Final = 4


def recognises(head: bytes, name: str) -> bool:
    """Tell a class of JSON-stat, values by position, a bundle, or an error body of Eurostat."""
    del name
    paths = json_text.outline(head)
    if paths.get("/class") in CLASSES and not {
        "/version",
        "/dimension",
        "/value",
        "/link",
    }.isdisjoint(paths):
        return True
    if any(POSITIONED.fullmatch(path) for path in paths):
        return True
    bundled = {path.split("/")[1] for path in paths if path.count("/") == 2}
    if any({f"/{key}/dimension", f"/{key}/value"} <= paths.keys() for key in bundled):
        return True
    errors = ("/warning/status", "/warning/[]/status", "/error/status", "/error/[]/status")
    return "/dataset/value/[]" in paths or any(path in paths for path in errors)


def read(path: Path, options: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """Give the cells of every data set in the file that have a value or a status.

    Dimensions are the file's; a position without value and status has no cell. The period is
    the code of the time dimension (its label where only that names a year; `options["time"]`
    names the dimension where the file does not); the unit that of the metric, or the code in a
    dimension named unit; the vintage is `updated`. Raises Refusal for error answers, links in
    place of data, and cubes whose sizes do not agree.
    """
    with naming(path.name):
        document = as_object(json_text.read_file(path), "")
        _check_error(document)
        found = False
        for base, name, dataset in _datasets(document, (), 0):
            found = True
            yield from _cells(dataset, cube_of(dataset, name, options.get("time")), pointer(*base))
        if not found:
            _refuse_empty(document)


def _datasets(
    document: dict[str, Json], base: tuple[str | int, ...], depth: int
) -> Iterator[tuple[tuple[str | int, ...], str | None, dict[str, Json]]]:
    """Give each data set with the steps that lead to it and the name it has in a bundle."""
    if "value" in document and "dimension" in document:
        yield base, None, document
    elif document.get("class") == "collection" and depth < DEEPEST_COLLECTION:
        link = as_object(document.get("link") or {}, pointer(*base, "link"))
        items = as_list(link.get("item") or [], pointer(*base, "link", "item"))
        for place, item in enumerate(items):
            steps = (*base, "link", "item", place)
            yield from _datasets(as_object(item, pointer(*steps)), steps, depth + 1)
    elif "class" not in document and not depth:
        for name, member in document.items():
            if isinstance(member, dict) and "value" in member and "dimension" in member:
                yield (*base, name), name, member


def _cells(dataset: dict[str, Json], cube: Cube, base: str) -> Iterator[pl.DataFrame]:
    """Lay out the cells of one data set, in the order of the file."""
    values = _by_place(dataset["value"], cube.cells, f"{base}/value")
    flags, for_all = _flags(dataset.get("status"), cube.cells, f"{base}/status")
    places = [*values, *(place for place in flags if place not in values)]
    for start in range(0, len(places), BATCH):
        part = places[start : start + BATCH]
        text = pl.DataFrame(
            {
                "place": pl.Series(part, dtype=pl.Int64),
                "printed": pl.Series(
                    [printed(values[place]) if place in values else None for place in part],
                    dtype=pl.String,
                ),
                "status": pl.Series([flags.get(place, for_all) for place in part], dtype=pl.String),
            }
        )
        yield _frame(text, cube, base)


def _frame(text: pl.DataFrame, cube: Cube, base: str) -> pl.DataFrame:
    given = {name: pl.lit(series) for name, series in cube.columns(text["place"]).items()}
    dimensions = {
        name: pl.lit(series) for name, series in cube.dimension_columns(text["place"]).items()
    }
    attributes = {
        name: pl.lit(series) for name, series in cube.attribute_columns(text["place"]).items()
    }
    return cells(
        text,
        {
            "locator": pl.format("{}/value/{}", pl.lit(base), "place"),
            "printed": pl.col("printed"),
            "status": pl.col("status"),
            **given,
        },
        marks=JSON_STAT,
        absent=MISSING_MARKS,
        dimensions=dimensions,
        attributes=attributes,
    )


def _by_place(listed: Json, size: int, where: str) -> dict[int, Json]:
    """Give values by their position in the cube, from a list of all or an object of some."""
    if isinstance(listed, list):
        if len(listed) != size:
            message = (
                f"{len(listed)} values stand at {where}, where the sizes of the dimensions make "
                f"{size}; fetch the file again."
            )
            raise Refusal(message, exit_code=1)
        return dict(enumerate(listed))
    members = as_object(listed, where)
    return {_place(key, size, where): value for key, value in members.items()}


def _place(key: str, size: int, where: str) -> int:
    plain = key.isascii() and key.isdigit() and len(key) < 19 and (key == "0" or key[0] != "0")
    if not plain or int(key) >= size:
        message = (
            f'the position "{key[:40]}" at {where} lies outside of the cube, whose sizes make '
            f"{size} cells; fetch the file again."
        )
        raise Refusal(message, exit_code=1)
    return int(key)


def _flags(listed: Json, size: int, where: str) -> tuple[dict[int, str], str | None]:
    """Give the flags by position, and the one that holds for all cells, if that is how it is."""
    if isinstance(listed, dict) and isinstance(listed.get("value"), (list, dict)):
        listed, where = listed["value"], f"{where}/value"  # Eurostat's service v1.1
    if listed is None or isinstance(listed, (str, bool)):
        return {}, as_text(listed, where)
    if isinstance(listed, list) and len(listed) == 1:
        return {}, as_text(listed[0], f"{where}/0")
    by_place = _by_place(listed, size, where)
    texts = {place: as_text(flag, where) for place, flag in by_place.items()}
    return {place: flag for place, flag in texts.items() if flag is not None}, None


def _check_error(document: dict[str, Json]) -> None:
    """Refuse what Eurostat sends in place of data, in its own words."""
    for kind in ("error", "warning"):
        said = document.get(kind)
        if said is None or "dimension" in document:
            continue
        parts = [
            as_object(part, f"/{kind}") for part in (said if isinstance(said, list) else [said])
        ]
        words = "; ".join(
            f"{as_text(part.get('status'), f'/{kind}/status')}: "
            f"{as_text(part.get('label'), f'/{kind}/label')}"
            for part in parts
        )
        later = "413" in words or "asynchronous" in words.lower()
        advice = "Ask for less at a time, or fetch it later." if later else "Correct the request."
        message = f"the publisher answers with {kind} {words.rstrip('.')}. {advice}"
        raise Refusal(message, exit_code=1)


def _refuse_empty(document: dict[str, Json]) -> NoReturn:
    kind = document.get("class")
    if kind == "collection":
        what = "a JSON-stat collection of links, which holds no figures; fetch what it links to."
    elif kind == "dimension":
        what = "a JSON-stat dimension, which holds no figures; fetch a data set."
    else:
        names = ", ".join(list(document)[:8]) or "nothing"
        what = (
            f"no JSON-stat data set: one with value and dimension was due, there is {names}; "
            "fetch it again."
        )
    raise Refusal(what, exit_code=1)
