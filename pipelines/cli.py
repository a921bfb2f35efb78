"""The command `tallybook`: its arguments, exit codes and the form of its errors.

What a command does stands in pipelines/commands; nothing heavy is imported before it is
known which command was called.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING, Final

from pipelines.refusal import Refusal
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = {
    "build": "build the warehouse and publish it (the main job)",
    "repair": "repair garbled figures in any text",
    "explain": "walk one observation back to the bytes it came from",
    "verify": "prove the published warehouse, or name the first thing that is wrong",
    "query": "run one query on the published warehouse, locked down and read-only",
    "read": "show what a reader makes of a file",
    "sources": "list the declared sources, when they were fetched and what is stale",
}


def parser(command: str | None) -> argparse.ArgumentParser:
    """Build the parser; only the command that was called is imported and given its arguments."""
    top = argparse.ArgumentParser(
        prog="tallybook",
        description="Published statistics as a time-series warehouse in which every number can "
        "be traced. Exit codes: 0 done, 1 the data are not in order, 2 the call is wrong.",
    )
    top.add_argument("--debug", action="store_true", help="show a traceback with an error")
    below = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        sub = below.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
        sub.add_argument("--debug", action="store_true", default=argparse.SUPPRESS)
        if name == command:
            importlib.import_module(f"pipelines.commands.{name}").add_arguments(sub)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    command = next((word for word in words if word in COMMANDS), None)
    options = parser(command).parse_args(words)
    try:
        return int(importlib.import_module(f"pipelines.commands.{command}").main(options))
    except (Refusal, WarehouseError) as refusal:
        if options.debug:
            raise
        print(f"tallybook {command}: {refusal}", file=sys.stderr)
        return refusal.exit_code
    except (KeyboardInterrupt, RuntimeError) as stopped:
        # DuckDB ends a query that is stopped in this way.
        if isinstance(stopped, RuntimeError) and str(stopped) != "Query interrupted":
            raise
        print(
            f"tallybook {command}: stopped; the published warehouse is as before.", file=sys.stderr
        )
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; what is left in the buffer has no place to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if options.debug:
            raise
        place = f" at {error.filename}" if error.filename else ""
        print(
            f"tallybook {command}: the system refused to read or write{place}: "
            f"{error.strerror or error}. The published warehouse is as before; see to the room "
            "and the rights there, then call again.",
            file=sys.stderr,
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
