"""The files of `sql/`: where they lie, what their headers say, how a statement is put together.

No statement is written here; each is a file of `sql/`, and `sql/ddl` holds the frames around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SQL: Final = Path(__file__).resolve().parents[1] / "sql"
CODELISTS: Final = SQL / "codelists"
CORRECTIONS: Final = SQL / "corrections.csv"

_ENTRY: Final = re.compile(r"([a-z0-9_]+): (.*)")


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One file of `sql/`: its header in words, and one query.

    `entries` are the lines `name: meaning` of the header: what columns mean; in a macro its
    `arguments`, in a check its `severity` and `scope`, in a step the `form` in which it is kept.
    """

    path: Path
    description: str
    entries: Mapping[str, str]
    body: str = field(repr=False)

    @property
    def name(self) -> str:
        """The name of what the query yields."""
        return self.path.stem


@cache
def read(path: Path) -> SqlFile:
    """Read a file: comment lines up to the first line that is none, then one query.

    The header is prose, then after an empty comment line one `name: meaning` a line; a line that
    is indented goes on with the one before.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))
    prose, entries = _header(_joined([line[2:] for line in lines[:end]]))
    if not prose:
        message = f"{path} has no header; begin it with a comment that says what a row is."
        raise WarehouseError(message, exit_code=1)
    return SqlFile(
        path=path,
        description=prose,
        entries=entries,
        body="\n".join(lines[end:]).strip().rstrip(";"),
    )


def _joined(lines: list[str]) -> list[str]:
    """Join lines that are indented further to the line that they go on with.

    >>> _joined([" code: its code,", "   in SDMX", " name: its name"])
    ['code: its code, in SDMX', 'name: its name']
    """
    found: list[str] = []
    for line in lines:
        if line.startswith("   ") and found:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    return found


def _header(lines: list[str]) -> tuple[str, dict[str, str]]:
    """Split a header into its prose and its entries; entries follow the first empty line.

    >>> _header(["One area", "a row.", "", "code: its code"])
    ('One area a row.', {'code': 'its code'})
    """
    split = lines.index("") if "" in lines else len(lines)
    entries = (_ENTRY.fullmatch(line) for line in lines[split + 1 :])
    return " ".join(lines[:split]).strip(), {m[1]: m[2] for m in entries if m}


def read_folder(folder: str) -> tuple[SqlFile, ...]:
    """Read the files of a folder of `sql/`, by name."""
    return tuple(read(path) for path in sorted((SQL / folder).glob("*.sql")))


def query(name: str) -> str:
    """Give the text of a file of `sql/queries`: what Python runs and nobody else."""
    return read(SQL / "queries" / f"{name}.sql").body


def statement(frame: str, **parts: str) -> str:
    """Fill a frame of `sql/ddl`: names are quoted as identifiers, texts as strings.

    `name`, `table` and `column` are identifiers (dots part schema and name), `query` and
    `arguments` are put in as they are, `comment` and `path` stand between quotes in the frame.
    """
    text = read(SQL / "ddl" / f"{frame}.sql").body
    if "query" in parts:
        text = text.replace("from this_query", parts.pop("query"))
    for part, value in parts.items():
        text = text.replace(f"this_{part}", _FORMS[part](value))
    return text


def identifier(name: str) -> str:
    """Quote a name, part by part.

    >>> identifier("themes.growth")
    '"themes"."growth"'
    """
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split("."))


def _inside_quotes(text: str) -> str:
    return text.replace("'", "''")


_FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "name": identifier,
    "column": identifier,
    "arguments": str,
    "comment": _inside_quotes,
    "path": _inside_quotes,
}
