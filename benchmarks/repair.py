"""The speed and memory of the repair engine beside its peers, on the same prose in one run.

    python -m benchmarks.repair [--size 200] [--sample 2] [--gigabyte]

ftfy and quantulum3 serve this page only (`pip install ftfy quantulum3`); where one is not
installed its rows say so. Rates are the best of three rounds that take turns.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.prose import pages
from pipelines.commands.repair import WINDOW, run
from pipelines.repair import judge, repair_text

if TYPE_CHECKING:
    from types import ModuleType

Job = Callable[[], float]
"""Does a piece of work and gives how much was done, in the unit of its rate."""

ROUNDS: Final = 3
DIGITS: Final = re.compile(rb"[0-9]+")
LINE: Final = 5_000_000
# One line of figure characters each, where a grammar that backtracks stands still.
TARGET: Final = "digits, commas, plus signs"
HARD: Final = {
    TARGET: "65,438+0,1,2+,31415926+,5,",
    "ones": "1",
    "ones and blanks": "1 ",
    "commas": "1,",
    "points": "1.",
    "constants": "65438+0",
    "dashes and colons": "1-1:",
    "plus signs": "+",
    "kloc": "/kloc-0/",
    "month words": "June 65438+",
}


def best(jobs: dict[str, Job]) -> tuple[dict[str, float], dict[str, float]]:
    """Give the best rate of each job by processor time and by wall time.

    The rounds take turns, so that a busy machine hits all.
    """
    busy, wall = dict.fromkeys(jobs, 0.0), dict.fromkeys(jobs, 0.0)
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            start, started = time.process_time(), time.perf_counter()
            done = job()
            busy[name] = max(busy[name], done / (time.process_time() - start))
            wall[name] = max(wall[name], done / (time.perf_counter() - started))
    return busy, wall


def peer(module: str) -> ModuleType | None:
    """Import a peer; nothing where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"{module} is not installed: its rows are left out (pip install {module})")
        return None


def command(given: bytes, form: str) -> int:
    """Run the command in this process and give the bytes read."""
    with Path(os.devnull).open("wb") as output:
        run(io.BytesIO(given), output, io.StringIO(), format=form)
    return len(given)


def row(what: str, ours: float, theirs: float | None, target: float, unit: str) -> None:
    """Print one line of the table."""
    if theirs is None:
        print(f"| {what} | {ours:,.1f} {unit} | not installed | | {target:g} | not measured |")
        return
    ratio = ours / theirs
    rates = f"{ours:,.1f} {unit} | {theirs:,.3g} {unit}"
    print(
        f"| {what} | {rates} | {ratio:.2f} | {target:.3g} | {'yes' if ratio >= target else 'NO'} |"
    )


def plainest(text: str) -> str:
    """Put ASCII for the typographic marks of the prose."""
    return text.replace("\u2019", "'").replace("\u2013", "-")


def joined(prose: list[str]) -> list[str]:
    """Join pages to windows as the command cuts them."""
    pages_a_window = max(1, WINDOW // max(1, len(prose[0])))
    return ["".join(prose[at : at + pages_a_window]) for at in range(0, len(prose), pages_a_window)]


def speed(prose: list[str], clean: list[str], sample: int) -> None:
    """Measure the three rates of issue 3 beside their peers."""
    garbled, plain = "".join(prose).encode(), "".join(clean).encode()
    lines = b"".join(json.dumps({"id": n, "text": t}).encode() + b"\n" for n, t in enumerate(prose))
    figures = sum(len(judge(text).figures) for text in prose)
    jobs: dict[str, Job] = {
        "one process": lambda: sum(len(repair_text(t)) for t in joined(prose)) / 1e6,
        "text": lambda: command(garbled, "text") / 1e6,
        "ASCII": lambda: sum(len(repair_text(plainest(t))) for t in joined(prose)) / 1e6,
        "ndjson": lambda: figures * command(lines, "ndjson") / len(lines),
        "clean": lambda: sum(len(repair_text(t)) for t in joined(clean)) / 1e6,
        "scan": lambda: len(plain) / 1e6 + 0 * sum(1 for _ in DIGITS.finditer(plain)),
    }
    # ftfy looks longer at lines with a character that is not ASCII, as most prose has them.
    # The peers are slow: a part of the same prose is enough for their rates.
    part = "".join(prose)[: sample * 1_000_000]
    ftfy, quantulum = peer("ftfy"), peer("quantulum3.parser")
    if ftfy:
        simple = plainest(part)
        jobs["ftfy"] = lambda: len(part.encode()) / 1e6 + 0 * len(ftfy.fix_text(part))
        jobs["ftfy, ASCII"] = lambda: len(simple) / 1e6 + 0 * len(ftfy.fix_text(simple))
    if quantulum:
        paragraphs = part[:40_000].split("\n\n")
        jobs["quantulum3"] = lambda: sum(len(quantulum.parse(p)) for p in paragraphs)
    busy, wall = best(jobs)
    row("repair_text / ftfy.fix_text", busy["one process"], busy.get("ftfy"), 10, "MB/s")
    row("repair_text / ftfy.fix_text, ASCII", busy["ASCII"], busy.get("ftfy, ASCII"), 10, "MB/s")
    row("the command / ftfy.fix_text, wall", wall["text"], wall.get("ftfy"), 10, "MB/s")
    row("the command, NDJSON / quantulum3", busy["ndjson"], busy.get("quantulum3"), 20, "fig/s")
    row("repair_text, clean / a digit scan", busy["clean"], busy["scan"], 1 / 3, "MB/s")


def linearity(prose: list[str]) -> None:
    """Measure hard lines against prose of the same length, and against half their length."""
    for name, unit in HARD.items():
        # The target is set for the first; of the others a fifth shows as much.
        size = LINE if unit == HARD[TARGET] else LINE // 5
        text = "".join(prose)[:size]
        line = (unit * (size // len(unit) + 1))[: len(text)]
        for form, work in (("repair_text", repair_text), ("judge", judge)):
            spent = []
            for given in (text, line, line[: len(line) // 2]):
                start = time.process_time()
                work(given)
                spent.append(time.process_time() - start)
            met = "yes" if spent[1] <= 10 * spent[0] else "NO"
            print(
                f"| {form}: {name} | {size / 1e6:.0f} MB | {spent[1]:.2f} s | {spent[0]:.2f} s | "
                f"{spent[1] / spent[0]:.2f} | 10 | {met} | {spent[1] / spent[2]:.1f} |",
                flush=True,
            )


def peak(path: Path, form: str) -> int:
    """Give the peak memory in MiB of a call of the command, its largest worker included."""
    # ru_maxrss of the process itself would carry over what its parent once held.
    script = (
        "import re, resource, sys; from pathlib import Path; from pipelines.cli import main;"
        'main(["repair", *sys.argv[1:]]); status = Path("/proc/self/status").read_text();'
        'own = int(re.search(r"VmHWM:\\s+([0-9]+)", status)[1]);'
        "worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
        "print(own + worker >> 10, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--format", form, str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
    )
    return int(done.stderr.split()[-1])


def memory(prose: list[str], gigabyte: bool) -> None:
    """Measure the peak memory of the command against the size of its input."""
    asked = [json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(prose)]
    inputs = [("text", prose, size) for size in (4, 16, 32, 64)]
    inputs += [("ndjson", asked, size) for size in (4, 32)]
    if gigabyte:
        inputs.append(("text", ["".join(prose).replace("\n", " ")], 1000))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given"
        for form, parts, size in inputs:
            with path.open("w") as file:
                while file.tell() < size * 1_000_000:
                    file.writelines(parts)
            what = "one line" if len(parts) == 1 else "prose"
            print(f"| {form}, {what} | {size} MB | {peak(path, form)} MiB |", flush=True)


def main() -> int:
    """Write the prose, measure and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=200, help="MB of prose")
    parser.add_argument("--sample", type=int, default=2, help="MB of it that ftfy gets")
    parser.add_argument("--gigabyte", action="store_true", help="also a gigabyte on one line")
    options = parser.parse_args()
    prose = list(pages(1, options.size * 1_000_000))
    clean = list(pages(2, options.size * 1_000_000, share=0.0))
    machine = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    version = sys.version.split()[0]
    print(f"{options.size} MB of prose, 5% of its figures garbled; Python {version}, {machine}\n")
    print("| what | ours | theirs | ratio | target | met |\n| --- | --- | --- | --- | --- | --- |")
    speed(prose, clean, options.sample)
    print("\n| one line | size | time | prose | ratio | at most | met | per doubling |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    linearity(prose)
    print("\n| memory | input | peak |\n| --- | --- | --- |")
    memory(prose[: 4_000_000 // len(prose[0])], options.gigabyte)
    return 0


if __name__ == "__main__":
    sys.exit(main())
