"""The repair engine: judges the figures of a text, repairs what can be shown, and says why.

A pure library: the standard library only, no files, no clock.
"""

from __future__ import annotations

from pipelines.repair.again import judge_again
from pipelines.repair.figure import Candidate, Evidence, Figure, Reference, Repair
from pipelines.repair.gate import Gate
from pipelines.repair.judge import Judgement, judge, repair_text
from pipelines.repair.rules import VERSION
from pipelines.repair.signals import Signal
from pipelines.repair.trail import replay, tell

__all__ = [
    "VERSION",
    "Candidate",
    "Evidence",
    "Figure",
    "Gate",
    "Judgement",
    "Reference",
    "Repair",
    "Signal",
    "judge",
    "judge_again",
    "repair_text",
    "replay",
    "tell",
]
