"""The error rate of each garble, in the wild and drawn, for the pages in docs/garbles.

    python -m benchmarks.rates [--cases ../shared/garbles] [--draws 2000] [--write]

`--write` puts the tables into the pages, between the marks of each, with the day's date.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.laws import garbled_draws
from pipelines.repair import VERSION
from pipelines.repair.channel import MECHANISMS

if TYPE_CHECKING:
    from types import ModuleType

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = ROOT / "docs/garbles"
MARKS: Final = re.compile(r"(<!-- measured: ([A-Z ]+) -->\n).*?(<!-- /measured -->)", re.DOTALL)
WILD: Final = ("right", "partial", "abstained", "with truth", "wrong", "missed")
COMMAND: Final = (sys.executable, "-m", "pipelines.cli", "repair", "--format", "ndjson")


def scorer(cases: Path) -> ModuleType:
    """Load the scorer that lies beside the cases."""
    spec = importlib.util.spec_from_file_location("score", cases / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{cases / 'score.py'} cannot be loaded; give --cases the folder of the cases.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_the_wild(cases: Path) -> dict[str, Counter[str]]:
    """Count the outcomes of the cases seen in the wild, by letter of their mechanisms.

    Cases whose span shows no trace of damage stand in rows of their own, as the scorer has them.
    """
    score: Any = scorer(cases)
    seen = score.load(cases / "seen.jsonl")
    texts, places = score.pages(seen, lambda case: case["page"])
    answers = score.ask(COMMAND, texts)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for case in seen:
        if case["determined"] != "open" and case["value"] is None:
            continue
        page, start, end = places[case["id"]]
        over = [f for f in answers[page] if f["start"] < end and f["end"] > start]
        outcome, with_truth = score.judge(case, over)
        for letter in case["mechanisms"]:
            row = letter if case["trace"] else f"{letter}, no trace"
            counted[row].update([outcome, *(["with truth"] if with_truth else [])])
    return counted


def wild_rows(letters: str, counted: dict[str, Counter[str]]) -> list[str]:
    """Give the table of the wild cases for the letters of a page."""
    rows = ["| in the wild | cases | " + " | ".join(WILD) + " | decided wrong |"]
    rows.append("| --- |" + " --- |" * (len(WILD) + 2))
    for letter in (f"{one}{trace}" for one in letters.split() for trace in ("", ", no trace")):
        found = counted[letter]
        if not found and "," in letter:
            continue
        cases = found.total() - found["with truth"]
        decided = found["right"] + found["wrong"]
        rate = f"{found['wrong'] / decided:.1%}" if decided else "none decided"
        cells = " | ".join(str(found[outcome]) for outcome in WILD)
        rows.append(f"| {letter} | {cases} | {cells} | {rate} |")
    return rows


def drawn_rows(letters: str, draws: int) -> list[str]:
    """Give the table of the drawn figures for the letters of a page."""
    rows = ["| drawn | draws | outcome |", "| --- | --- | --- |"]
    for mechanism in MECHANISMS:
        if mechanism.letter in letters.split():
            counted = garbled_draws(mechanism, draws, seed=7, show=0)
            total = counted.total()
            parts = [f"{name} {n / total:.1%}" for name, n in counted.most_common()]
            rows.append(f"| {mechanism.name} | {total} | {', '.join(parts)} |")
    return rows


def main() -> int:
    """Measure, print, and where asked write the pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=Path, default=ROOT / "../shared/garbles")
    parser.add_argument("--draws", type=int, default=2000, help="a mechanism")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    counted = in_the_wild(options.cases)
    day = datetime.now(UTC).date().isoformat()
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text("utf-8")
        found = MARKS.search(text)
        if not found:
            continue
        rows = [f"On {day}, rules of version {VERSION.split()[0]}:", ""]
        rows += [*wild_rows(found[2], counted), "", *drawn_rows(found[2], options.draws), ""]
        print(page.name, *rows, sep="\n", flush=True)
        if options.write:
            block = found[1] + "\n".join(rows) + found[3]
            page.write_text(text[: found.start()] + block + text[found.end() :], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
