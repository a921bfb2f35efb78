"""Trails: the repairs of a figure replayed on its printed text, and told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.repair.rules import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.repair.figure import Evidence, Figure, Repair


def replay(printed: str, repairs: Sequence[Repair]) -> str:
    """Return what the repairs make of the printed text, each step done anew by its rule.

    Raises ValueError where a step does not apply.

    >>> from pipelines.repair.figure import Repair
    >>> replay("20 13", [Repair("blank", "20 13", "2013")])
    '2013'
    """
    text = printed
    for place, repair in enumerate(repairs, start=1):
        if repair.before != text:
            msg = f"step {place} ({repair.rule}) expects {repair.before!r}, found {text!r}."
            raise ValueError(msg)
        rule = BY_NAME.get(repair.rule)
        if rule is None or repair.after not in rule.undo(text):
            msg = f"step {place}: rule {repair.rule!r} does not make {repair.after!r} of {text!r}."
            raise ValueError(msg)
        text = repair.after
    return text


def tell(figure: Figure) -> str:
    """Tell an auditor what was printed, what was made of it, and what spoke for and against.

    >>> from pipelines.repair.judge import judge
    >>> print(tell(judge("In 2065,438+02 it had 65,438+05 shops.").figures[0]))
    Printed "2065,438+02", repaired to "2012".
    Step 1, rule constant: "2065,438+02" became "2012". Undo the constant: 1 became 65438+0, \
and the digits were grouped anew.
    For "2012", unique inverse: the damage has exactly one inverse that reads as a figure; \
a second would have held it.
    """
    return "\n".join((_headline(figure), *_steps(figure), *map(_fact, figure.evidence)))


def _headline(figure: Figure) -> str:
    if figure.verdict == "intact":
        return f'Printed "{figure.printed}", intact.'
    if figure.verdict == "repaired":
        return f'Printed "{figure.printed}", repaired to "{figure.repaired}".'
    texts = ", ".join(f'"{candidate.text}"' for candidate in figure.candidates)
    held = f"it may be {texts}" if texts else "no reading of it is known"
    return f'Printed "{figure.printed}", quarantined: {held}.'


def _steps(figure: Figure) -> list[str]:
    return [
        f'Step {place}, rule {repair.rule}: "{repair.before}" became "{repair.after}". '
        f"{_meaning(repair.rule)}"
        for place, repair in enumerate(figure.repairs, start=1)
    ]


def _meaning(rule: str) -> str:
    return (BY_NAME[rule].undo.__doc__ or "").partition("\n")[0]


def _fact(evidence: Evidence) -> str:
    source = f" (source {evidence.source})" if evidence.source else ""
    stance = evidence.stance.capitalize()
    return f'{stance} "{evidence.candidate}", {evidence.test}: {evidence.reason}{source}.'
