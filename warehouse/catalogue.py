"""What the warehouse holds, read from the files of `sql/`: names, words, columns, what reads what.

No home is opened here: DuckDB parses the queries and nothing is run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from warehouse.database import parser
from warehouse.errors import WarehouseError
from warehouse.files import SqlFile, read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from warehouse.database import Connection

Kind = Literal["step", "table", "ledger", "view", "macro"]

# Folder, schema, and what its files become unless a header names arguments.
FOLDERS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("steps", "temp", "step"),
    ("tables", "main", "table"),
    ("ledger", "main", "ledger"),
    ("views", "main", "view"),
    ("themes", "themes", "view"),
    ("audit", "audit", "view"),
)
LAYERS: Final = ("figures", "verdicts", "claims", "judgement", "observations", "events")


@dataclass(frozen=True, slots=True)
class Relation:
    """A table, view or macro; `reads` and `layers` go through steps and macros to what is kept."""

    schema: str
    name: str
    kind: Kind
    description: str
    file: SqlFile
    direct: tuple[str, ...]  # qualified names that the query itself reads
    reads: tuple[str, ...]  # tables and views of schema main that it rests on
    layers: tuple[str, ...]  # layers whose files it reads

    @property
    def qualified(self) -> str:
        """Name with schema; names of schema main stand alone."""
        return self.name if self.schema in ("main", "temp") else f"{self.schema}.{self.name}"

    @property
    def arguments(self) -> str:
        """Arguments of a macro, empty for anything else."""
        return self.file.entries.get("arguments", "")


@cache
def relations() -> Mapping[str, Relation]:
    """Give everything that a build makes, by qualified name, each after what it reads."""
    parsed = {
        _qualified(schema, file.name): (
            schema,
            "macro" if "arguments" in file.entries else kind,
            file,
        )
        for folder, schema, kind in FOLDERS
        for file in read_folder(folder)
    }
    found = {name: _names_in(file) for name, (_, _, file) in parsed.items()}
    direct = {name: tuple(sorted(used & parsed.keys())) for name, (used, _) in found.items()}
    done: dict[str, Relation] = {}
    for name in _in_order(direct):
        schema, kind, file = parsed[name]
        below = [done[one] for one in direct[name]]
        done[name] = Relation(
            schema=schema,
            name=file.name,
            kind=kind,
            description=file.description,
            file=file,
            direct=direct[name],
            reads=tuple(sorted({one for relation in below for one in _kept(relation)})),
            layers=tuple(
                layer
                for layer in LAYERS
                if layer in found[name][1] or any(layer in _through(one) for one in below)
            ),
        )
    return done


def warehouse_relations() -> tuple[Relation, ...]:
    """Give the tables and views of schema main, each after what it reads; the ledger is apart."""
    return tuple(
        one
        for one in relations().values()
        if one.schema == "main" and one.kind in ("table", "view")
    )


def theme_relations() -> tuple[Relation, ...]:
    """Give the views of schema themes, by name."""
    return tuple(one for one in relations().values() if one.schema == "themes")


def audit_relations() -> tuple[Relation, ...]:
    """Give the views and macros of schema audit, by name."""
    return tuple(one for one in relations().values() if one.schema == "audit")


def column_comment(relation: Relation, column: str) -> str | None:
    """Say what a column means: the header's own words, else those of what the query reads."""
    own = relation.file.entries.get(column)
    if own is not None:
        return own
    below = (column_comment(relations()[name], column) for name in relation.direct)
    return next((text for text in below if text), None)


def tables_read(file: SqlFile) -> tuple[str, ...]:
    """Give the tables and views (schema main alone, others qualified) that a query rests on."""
    used, _ = _names_in(file)
    known = relations()
    return tuple(sorted({one for name in used & known.keys() for one in _kept(known[name])}))


def _kept(relation: Relation) -> tuple[str, ...]:
    """A relation that stays in the file, or what a step or macro reads in its place."""
    stays = relation.kind in ("table", "view")
    return (relation.qualified,) if stays else relation.reads


def _through(relation: Relation) -> tuple[str, ...]:
    return () if relation.kind in ("table", "view") else relation.layers


def _qualified(schema: str, name: str) -> str:
    return name if schema in ("main", "temp") else f"{schema}.{name}"


def _in_order(direct: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Give the names so that each comes after those that it reads."""
    done: set[str] = set()
    while len(done) < len(direct):
        ready = [name for name in direct if name not in done and done.issuperset(direct[name])]
        if not ready:
            message = (
                f"sql: these read one another in a circle: {', '.join(sorted(set(direct) - done))}."
            )
            raise WarehouseError(message, exit_code=1)
        done.update(ready)
        yield from ready


def _names_in(file: SqlFile) -> tuple[set[str], set[str]]:
    """Names of tables, views and macros that a query reads, and names of variables."""
    row = _open().execute("select json_serialize_sql($1)", [file.body]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True, "error_message": "no answer"}
    if tree["error"]:
        message = f"{file.path} is not one query that DuckDB can read: {tree['error_message']}."
        raise WarehouseError(message, exit_code=1)
    tables: set[str] = set()
    variables: set[str] = set()
    shadows: set[str] = set()
    for node in _walk(tree):
        _note(node, tables, variables, shadows)
    return tables - shadows, variables


def _note(node: dict[str, Any], tables: set[str], variables: set[str], shadows: set[str]) -> None:
    kind = node.get("type")
    if kind == "BASE_TABLE":
        tables.add(_dotted(node.get("schema_name", ""), node["table_name"]))
    elif kind == "TABLE_FUNCTION":
        function = node["function"]
        tables.add(_dotted(function.get("schema", ""), function["function_name"]))
    elif node.get("function_name") == "getvariable":
        variables.add(_constant(node))
    shadows.update(entry["key"] for entry in node.get("cte_map", {}).get("map", ()))


def _constant(call: dict[str, Any]) -> str:
    argument = (call.get("arguments") or call["children"])[0]
    literal = argument.get("expression", argument)
    found = literal.get("literal") or literal["value"]
    return str(found.get("text", found.get("value")))


def _dotted(schema: str, name: str) -> str:
    return name if schema in ("", "main") else f"{schema}.{name}"


def _walk(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)


@cache
def _open() -> Connection:
    return parser()
