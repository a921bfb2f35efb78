"""The laws of the repair engine in bulk: a million drawn figures, counted by mechanism.

    python -m benchmarks.laws [--draws 1000000] [--seed 1] [--show 3]

Exits with 1 where a law is broken; tests/repair/test_laws.py holds the same laws on fewer draws.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from decimal import Decimal, InvalidOperation
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from benchmarks.prose import GARBLED_PREFACE, Phrase, Planted, page
from pipelines.repair import judge, repair_text
from pipelines.repair.channel import MECHANISMS, Mechanism

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.repair import Figure

Outcome = Literal["right", "held", "held without", "third value", "missed"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("right", "held", "held without", "third value", "missed")
SENTENCES: Final = 8


def over(planted: Planted, figures: Sequence[Figure]) -> list[Figure]:
    """Give the figures over a planted phrase."""
    return [f for f in figures if f.start < planted.end and f.end > planted.start]


def true(value: str | None, clean: Phrase) -> bool:
    """Tell whether a value is the true one; a part of a date is a partial truth, and no lie."""
    if value is None:
        return False
    if clean.kind == "period":
        year, _, rest = clean.value.partition("-")
        month, _, day = rest.partition("-")
        dated = {clean.value, year, f"{year}-{month}", f"--{month}", f"--{rest}"}
        return value in dated or (bool(day) and value == str(int(day)))
    try:
        return Decimal(value) == Decimal(clean.value)
    except InvalidOperation:
        return False


def outcome(planted: Planted, figures: Sequence[Figure]) -> Outcome:
    """Say what became of a planted phrase; any decided figure over it that is not true is a lie."""
    found = over(planted, figures)
    decided = [f for f in found if f.verdict != "quarantined"]
    if any(not true(f.value, planted.clean) for f in decided):
        return "third value"
    held = [f for f in found if f.verdict == "quarantined"]
    if any(true(c.value, planted.clean) for f in held for c in f.candidates):
        return "held"
    if held:
        return "held without"
    return "right" if decided else "missed"


def lawful(mechanism: Mechanism, result: Outcome) -> bool:
    """Tell whether an outcome is one that the law allows for a mechanism that leaves a trace."""
    return result in {"right", "held"} or (not mechanism.keeps_digits and result == "held without")


def garbled_draws(mechanism: Mechanism, draws: int, seed: int, show: int) -> Counter[str]:
    """Count the outcomes of so many figures damaged by one mechanism, in garbled pages."""
    random = Random(f"{seed}/{mechanism.name}")  # noqa: S311 -- no secret depends on it
    counted: Counter[str] = Counter()
    for _ in range(draws):
        written = page(
            random, SENTENCES, share=0.3, mechanisms=(mechanism,), preface=GARBLED_PREFACE
        )
        figures = judge(written.text).figures
        if counted.total() >= draws:
            break
        for planted in written.planted:
            if planted.mechanism is None:
                continue
            found = over(planted, figures)
            silent = not mechanism.leaves_trace
            if silent:
                changed = any(f.verdict == "repaired" for f in found)
                held = any(f.verdict == "quarantined" for f in found)
                result = "repaired" if changed else "held" if held else "slipped through"
            else:
                result = outcome(planted, figures)
            counted[result] += 1
            broken = result == "repaired" if silent else not lawful(mechanism, result)  # type: ignore[arg-type]
            if broken and counted[result] <= show:
                tell(mechanism.name, result, planted, found)
    return counted


def undamaged_draws(draws: int, seed: int, show: int) -> Counter[str]:
    """Count what becomes of undamaged figures that stand between damaged ones."""
    random = Random(seed)  # noqa: S311
    kinds = tuple(m for m in MECHANISMS if m.leaves_trace)
    counted: Counter[str] = Counter()
    while counted.total() < draws:
        written = page(random, SENTENCES, share=0.1, mechanisms=kinds, preface=GARBLED_PREFACE)
        figures = judge(written.text).figures
        for planted in written.planted:
            if planted.mechanism is None:
                result = outcome(planted, figures)
                counted[result] += 1
                if result not in {"right", "held"} and counted[result] <= show:
                    tell("undamaged", result, planted, over(planted, figures))
    return counted


def tell(name: str, result: str, planted: Planted, found: Sequence[Figure]) -> None:
    """Print an offender."""
    seen = [(f.printed, f.verdict, f.value, [c.value for c in f.candidates][:8]) for f in found]
    print(f"  {name}: {result}: {planted.clean.text!r} -> {planted.printed!r}: {seen}")


def clean_draws(draws: int, seed: int, show: int) -> Counter[str]:
    """Count what becomes of figures in clean text, with look-alikes between them."""
    random = Random(seed)  # noqa: S311
    counted: Counter[str] = Counter()
    while counted["figures"] < draws:
        written = page(random, 40, lookalikes=0.2)
        figures = judge(written.text).figures
        counted["figures"] += len(figures)
        counted["planted"] += len(written.planted)
        counted["texts changed"] += repair_text(written.text) != written.text
        for figure in figures:
            if figure.verdict == "intact":
                continue
            counted[figure.verdict] += 1
            if counted[figure.verdict] <= show:
                print("  clean:", written.text[max(0, figure.start - 40) : figure.end + 20], figure)
        for planted in written.planted:
            result = outcome(planted, figures)
            if result != "right":
                counted["misread"] += 1
                if counted["misread"] <= show:
                    tell("clean", result, planted, over(planted, figures))
    return counted


def main() -> int:
    """Draw, count and print; 1 where a law is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--draws", type=int, default=1_000_000, help="figures in clean text")
    parser.add_argument("--garbled", type=int, default=100_000, help="over all mechanisms")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="offenders shown of each sort")
    options = parser.parse_args()
    broken = 0
    print(f"| {'mechanism':28} | draws | " + " | ".join(OUTCOMES) + " |")
    for mechanism in MECHANISMS:
        start = time.perf_counter()
        counted = garbled_draws(
            mechanism, options.garbled // len(MECHANISMS), options.seed, options.show
        )
        name = f"{mechanism.letter} {mechanism.name}"
        if mechanism.leaves_trace:
            cells = " | ".join(str(counted[o]) for o in OUTCOMES)
            broken += sum(counted[o] for o in OUTCOMES if not lawful(mechanism, o))
        else:
            cells = ", ".join(f"{k} {n}" for k, n in sorted(counted.items())) + " (silent)"
            broken += counted["repaired"]
        seconds = time.perf_counter() - start
        print(f"| {name:28} | {counted.total()} | {cells} | {seconds:.1f} s", flush=True)
    undamaged = undamaged_draws(options.garbled, options.seed, options.show)
    print("undamaged, in garbled text:", dict(undamaged))
    broken += undamaged.total() - undamaged["right"] - undamaged["held"]
    start = time.perf_counter()
    clean = clean_draws(options.draws, options.seed, options.show)
    print("clean:", dict(clean), f"{time.perf_counter() - start:.1f} s")
    broken += clean["repaired"] + clean["texts changed"]
    print("broken:", broken)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
