"""`tallybook build`: materialises the whole graph and says what came of it."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipelines.fetch import log
from pipelines.history import home_folder, prepare
from pipelines.receive import now, parse_instant, receive_documents
from pipelines.refusal import Refusal
from pipelines.report import build_report
from pipelines.store import Home
from warehouse import publish
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    import argparse

ANSWERED: Final = ("new", "same bytes", "not modified")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the main job."""
    parser.add_argument("--home", type=Path, help="folder of everything made at run time (data)")
    parser.add_argument(
        "--document",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="add an article, plain text or HTML, to the home for good; may be repeated",
    )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="ID",
        help="take in this source only; may be repeated (see `tallybook sources`)",
    )
    parser.add_argument("--live", action="store_true", help="ask the publishers over the network")
    parser.add_argument(
        "--received", metavar="TIME", help="the moment of receipt of what is taken in (now)"
    )


def main(options: argparse.Namespace) -> int:
    """Take in, build, check and publish; print what came in, what was repaired and what was not."""
    home = Home((options.home or home_folder()).resolve())
    started = now()
    moment = parse_instant(options.received) if options.received else started
    os.environ["TALLYBOOK_HOME"] = str(home.root)  # sources of the user's own may lie below it
    _must_be_declared(options.source)
    prepare(home.root)
    _take_documents(home, options.document, moment, stated=bool(options.received))
    before = publish.published(home.root)
    _materialise(
        {
            "folder": str(home.root),
            "live": options.live,
            "only": options.source,
            "received": moment,
        }
    )
    sys.stdout.write(build_report(home.root, before=before))
    return _tell_of_failures(home, started) if options.live else 0


def _tell_of_failures(home: Home, since: str) -> int:
    """Name what could not be fetched in this run; the last snapshots of those sources stand."""
    lines = [line for line in log.read(home.fetch_log) if line["run"] >= since]
    failed = [line for line in lines if line["outcome"] == "failed"]
    for line in failed:
        told = f"{line['source']}, {line['request']}: {line['reason']}"
        print(f"tallybook build: could not be reached or read: {told}", file=sys.stderr)
    if not failed:
        return 0
    answered = any(line["outcome"] in ANSWERED for line in lines)
    print("See `tallybook sources` for what is stale since when.", file=sys.stderr)
    return 1 if answered else 2


def _take_documents(home: Home, files: list[Path], moment: str, *, stated: bool) -> None:
    """Take articles in, and refuse at once what no reader can take; the bytes are kept even so."""
    from pipelines.layers import must_be_readable
    from pipelines.sources import documents

    # Under the lease: another build would sweep away what is not whole yet.
    with publish.lease(home.root) if files else nullcontext():
        for sha256 in receive_documents(home, files, moment, stated=stated):
            must_be_readable(home, documents.SOURCE, sha256)


def _must_be_declared(names: list[str]) -> None:
    from pipelines.sources import declared

    known = sorted(source.id for source in declared())
    for name in names:
        if name not in known:
            message = f'--source "{name}" is not declared; declared are: {", ".join(known)}.'
            raise Refusal(message)


def _materialise(config: dict[str, Any]) -> None:
    import dagster as dg

    from pipelines.definitions import defs

    # Dagster tells its log on the console; ours is the report, and its history keeps the rest.
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    settings = {
        "resources": {"workplace": {"config": config}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    try:
        # Dagster sets its history up without a lock of its own.
        with publish.lease(Path(config["folder"])):
            history = dg.DagsterInstance.get()
        with history as instance:
            defs.resolve_job_def("build").execute_in_process(instance=instance, run_config=settings)
    except dg.DagsterExecutionInterruptedError as stopped:
        raise KeyboardInterrupt from stopped
    except Exception as error:
        if told := _sentence(error, Path(config["folder"])):
            raise told from error
        raise


def _sentence(error: Exception, home: Path) -> BaseException | None:
    """Find what to tell of an error that Dagster has wrapped; null where it is a bug."""
    from sqlalchemy.exc import SQLAlchemyError

    causes = _causes(error)
    if found := next((each for each in causes if isinstance(each, Refusal | WarehouseError)), None):
        return found
    if failed := _failed_checks(home):
        return Refusal(failed, exit_code=1)
    if refused := next((each for each in causes if isinstance(each, OSError)), None):
        return refused
    if kept := next((each for each in causes if isinstance(each, SQLAlchemyError)), None):
        reason = str(kept).splitlines()[0]
        message = (
            f"the history of runs in {home / 'dagster'} could not be kept ({reason}); "
            "see to the room and the rights there, or remove it where it is damaged: no data lie "
            "there. Then call again."
        )
        return Refusal(message, exit_code=1)
    return None


def _causes(error: BaseException | None) -> list[BaseException]:
    """Follow what an error came of; Dagster hands some of them around in a ring."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _failed_checks(home: Path) -> str:
    """Tell which blocking checks the generation that was built did not pass; empty for none."""
    from warehouse.checks import failures

    if not publish.building(home).exists():
        return ""
    told = [f"check {check.name}: {outcome.message}" for check, outcome in failures(home)]
    return "; ".join(told) + ". Nothing was published; the warehouse is as before." if told else ""
