"""What a build says when it is done: what came in, what was repaired, where to look next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from warehouse import publish
from warehouse.files import SQL, read
from warehouse.queries import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from warehouse.publish import Generation
    from warehouse.queries import Answer

NOTICED: Final = (
    ("repaired", "Repaired", "audit.repairs"),
    ("quarantined", "Quarantined", "audit.quarantined"),
)
SHOWN: Final = 6
WIDTH: Final = 110


def build_report(home: Path, *, before: Generation | None) -> str:
    """Tell of the published generation, and whether this build published it."""
    path = home / publish.PUBLISHED
    current = publish.published(home)
    if current is None:
        return "Nothing was published.\n"
    intake = _ask(path, "intake")
    noticed = _ask(path, "noticed")
    lines = [*table(intake.columns, intake.rows), "", *_noticed(noticed), _verdict(current, before)]
    lines += [
        f"  root {current.root}",
        "",
        "Look next:",
        "  tallybook query \"from themes.growth where period = '2012'\"",
        f"  tallybook explain {_example(noticed)}",
        "  make dev      the graph, its checks and its history in the browser",
    ]
    return "\n".join(lines) + "\n"


def _ask(path: Path, name: str) -> Answer:
    return query(path, read(SQL / "queries" / f"{name}.sql").body)


def _verdict(current: Generation, before: Generation | None) -> str:
    if before is not None and before.generation == current.generation:
        return f"Nothing new: generation {current.generation} stays published."
    return f"Published generation {current.generation}."


def _noticed(answer: Answer) -> Iterable[str]:
    for verdict, title, view in NOTICED:
        rows = [row for row in answer.rows if row[0] == verdict]
        if rows:
            yield f"{title}: {len(rows)}"
            yield from (f"  {_line(row)}" for row in rows[:SHOWN])
            if len(rows) > SHOWN:
                yield f"  and {len(rows) - SHOWN} more (view {view})"
            yield ""


def _line(row: Sequence[object]) -> str:
    _, printed, repaired, candidates, *_ = row
    readings = f"one of {candidates}" if candidates else "no reading"
    outcome = readings if repaired is None else str(repaired)
    line = f"{printed}  ->  {outcome}".replace("\n", " ")
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def _example(answer: Answer) -> str:
    found = (str(row[-1]) for row in answer.rows if row[-1] is not None)
    return f"'{next(found, 'OBSERVATION_ID')}'"


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lay out rows in columns, numbers to the right.

    >>> print("\\n".join(table(["source", "figures"], [["article", 6]])))
    source   figures
    article        6
    """
    texts = [[str(name) for name in columns]]
    texts += [["" if value is None else str(value) for value in row] for row in rows]
    widths = [max(len(line[place]) for line in texts) for place in range(len(columns))]
    right = [all(isinstance(row[place], int) for row in rows) for place in range(len(columns))]
    return [
        "  ".join(
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in texts
    ]
