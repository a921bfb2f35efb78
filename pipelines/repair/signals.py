"""What speaks for or against a garbled text, and the weights at which it counts as one."""

from __future__ import annotations

from dataclasses import dataclass

GARBLED = 2.0
ENOUGH = 12.0
"""Beyond this weight more signals of the same kind change nothing, so they are not weighed."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that speaks for (or, with a negative weight, against) a garbled text."""

    name: str
    weight: float
    start: int
    printed: str
