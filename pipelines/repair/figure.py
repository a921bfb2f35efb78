"""The records of the repair engine: what is said about one printed figure.

Nothing here decides anything; the rules, the evidence and the judge do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

Verdict = Literal["intact", "repaired", "quarantined"]
Kind = Literal["amount", "count", "percent", "period", "ratio", "other"]
Stance = Literal["for", "against"]
Qualifier = Literal["", "about", "nearly", "more_than", "at_least", "less_than", "up_to", "range"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text proposed in place of the printed one; `value` is exact, in the plain unit.

    `cost` says how much damage the reading assumes: smaller is likelier.
    """

    text: str
    value: str
    cost: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact, able to fail, for or against a candidate (named by its text).

    `source` is the `observation_id` of another publisher's figure where one was used.
    """

    test: str
    stance: Stance
    candidate: str
    reason: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One applied rule: the whole figure's text before and after."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number exactly as printed, with its verdict.

    `start` and `end` count code points of the text. `value` is an exact decimal as text in
    the plain unit (scale words applied), or an ISO period; null when quarantined. A range
    has its ends in `value_low` and `value_high`, and no value.
    """

    start: int
    end: int
    printed: str
    verdict: Verdict
    kind: Kind
    repaired: str | None = None
    value: str | None = None
    unit: str | None = None
    qualifier: Qualifier = ""
    value_low: str | None = None
    value_high: str | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Another publisher's figure (or the same publisher's own, in print) that may be evidence.

    `value` is in the plain unit; `precision` is the power of ten of its last printed digit,
    in the plain unit. `source` is its `observation_id`.
    """

    source: str
    publisher: str
    same_publisher: bool
    value: Decimal
    precision: int
    same_period: bool = True
