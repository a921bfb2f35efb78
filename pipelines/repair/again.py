"""Judges a quarantined figure again, with figures of other publishers (laws 7 and 8).

A reference chooses the power of ten, never the digits.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.repair.figure import Candidate, Evidence, Figure, Reference
from pipelines.repair.inverse import readings
from pipelines.repair.judge import repaired
from pipelines.repair.stake import options, read_text
from pipelines.repair.torn import Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.repair.inverse import Reading

NEAR = (Decimal("0.5"), Decimal(2))
"""A reference of the same period speaks for a candidate within this ratio (law 7)."""
ENOUGH = 2
"""Independent facts that a power of ten takes; another publisher's figure is worth both."""


def judge_again(figure: Figure, references: Sequence[Reference]) -> Figure:
    """Return a quarantined figure repaired, or still quarantined with the further evidence.

    >>> from pipelines.repair.judge import judge
    >>> held = judge("In 2065,438+02 it was 6.5438+0.68 million yuan.").figures[1]
    >>> other = Reference("b:x:C:A:CNY/2012/-", "b", False, Decimal(17000000), 6)
    >>> judge_again(held, [other]).value
    '16800000'
    """
    if figure.verdict != "quarantined" or not figure.candidates:
        return figure
    evidence = tuple(
        fact
        for candidate in figure.candidates
        for reference in sorted(references, key=lambda r: (r.publisher, r.source, r.value))
        for fact in _facts(candidate, reference)
    )
    chosen = _chosen(figure, references)
    held = replace(figure, evidence=(*figure.evidence, *evidence))
    read = read_text(chosen.text) if chosen else None
    if chosen is None or read is None:
        return held
    least = _against_more_damage(figure, chosen)
    reading = next(r for r, _ in _all_options(figure.printed) if r.text == chosen.text)
    done = repaired(Stretch(figure.start, figure.end, figure.printed), reading, read)
    return replace(
        done,
        kind=figure.kind,
        unit=done.unit or figure.unit,
        qualifier=done.qualifier or figure.qualifier,
        candidates=figure.candidates,
        evidence=(*figure.evidence, *evidence, *least),
    )


def _all_options(printed: str) -> tuple[tuple[Reading, Figure], ...]:
    return (*options(printed, rescaled=True), *options(printed, rescaled=True, is_open=True))


def _plainly(value: Decimal) -> str:
    """Write a number without an exponent and without idle zeros."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _ratio(candidate: Candidate, reference: Reference) -> Decimal | None:
    return Decimal(candidate.value) / reference.value if reference.value else None


def _is_number(candidate: Candidate) -> bool:
    return candidate.value.replace(".", "", 1).lstrip("-").isdigit()


def _facts(candidate: Candidate, reference: Reference) -> tuple[Evidence, ...]:
    if not _is_number(candidate):
        return ()
    ratio = _ratio(candidate, reference)
    if ratio is None:
        return ()
    near = NEAR[0] <= ratio <= NEAR[1]
    who = "the same publisher" if reference.same_publisher else reference.publisher
    when = "" if reference.same_period else " for a neighbouring period"
    relation = "within half and double" if near else "not within half and double"
    reason = f"{candidate.text} is {relation} of {_plainly(reference.value)}, given by {who}{when}"
    test = "own_figure" if reference.same_publisher else "other_publisher"
    stance = "for" if near else "against"
    return (Evidence(test, stance, candidate.text, reason, reference.source),)  # type: ignore[arg-type]


def _weight(
    candidate: Candidate, references: Sequence[Reference], within: frozenset[str] = frozenset()
) -> int:
    """Count the independent facts for a candidate; a publisher counts once (law 8).

    What the figure's own text says for it counts once for each kind of evidence.
    """
    per_publisher: dict[str, int] = dict.fromkeys(within, 1)
    for reference in references:
        ratio = _ratio(candidate, reference) if _is_number(candidate) else None
        if ratio is not None and NEAR[0] <= ratio <= NEAR[1]:
            worth = ENOUGH if reference.same_period and not reference.same_publisher else 1
            key = "own" if reference.same_publisher else reference.publisher
            per_publisher[key] = max(worth, per_publisher.get(key, 0))
    return sum(per_publisher.values())


def _chosen(figure: Figure, references: Sequence[Reference]) -> Candidate | None:
    held = [(c, _weight(c, references, _within(figure, c))) for c in figure.candidates]
    against = {fact.candidate for fact in figure.evidence if fact.stance == "against"}
    backed = [c for c, weight in held if weight >= ENOUGH and c.text not in against]
    if any(weight for candidate, weight in held if candidate not in backed) or not backed:
        return None
    digits = _digits(figure, backed, references)
    fitting = [candidate for candidate in backed if _significant(candidate.value) == digits]
    return fitting[0] if len(fitting) == 1 else None


def _within(figure: Figure, candidate: Candidate) -> frozenset[str]:
    """Return the kinds of evidence within the text that speak for a candidate."""
    mine = [fact for fact in figure.evidence if fact.candidate == candidate.text]
    if any(fact.stance == "against" for fact in mine):
        return frozenset()
    return frozenset(f"text: {fact.test}" for fact in mine)


def _against_more_damage(figure: Figure, chosen: Candidate) -> tuple[Evidence, ...]:
    """Say against the other digits that they assume more damage than is needed."""
    digits = _significant(chosen.value)
    return tuple(
        Evidence("least damage", "against", c.text, "it assumes more lost digits than are needed")
        for c in figure.candidates
        if _significant(c.value) != digits
    )


def _significant(value: str) -> str:
    return value.replace(".", "").strip("0")


def _digits(figure: Figure, backed: list[Candidate], references: Sequence[Reference]) -> str | None:
    """Return the digits that the damage leaves, or the publisher's own print; None if open."""
    kinds = {_significant(candidate.value) for candidate in figure.candidates}
    if len(kinds) == 1:
        return kinds.pop()
    own = [r for r in references if r.same_publisher and r.same_period]
    printed = {_significant(c.value) for c in backed for r in own if _agrees(Decimal(c.value), r)}
    if len(printed) == 1:
        return printed.pop()
    least = _least_damage(figure)
    exact = {
        _significant(c.value) for c in backed for r in references if _agrees(Decimal(c.value), r)
    }
    return least if not exact or least in exact else None


def _agrees(value: Decimal, reference: Reference) -> bool:
    unit = Decimal(1).scaleb(reference.precision)
    return abs(value - reference.value) * 2 <= unit


def _least_damage(figure: Figure) -> str | None:
    """Return the digits that assume one lost digit of the constant where others assume two."""
    found = readings(figure.printed)
    if not found or not all(any(s.rule == "swallowed" for s in r.repairs) for r in found):
        return None
    texts = [read_text(reading.text) for reading in found if reading.cost == found[0].cost]
    values = {_significant(t.value) for t in texts if t and t.value}
    return values.pop() if len(values) == 1 else None
