"""Weighs whether a text is garbled at all, over the whole text, before any figure is touched.

Nothing is repaired here. Signals add up; a text with none is clean, one with little is
suspect (figures may be quarantined, none repaired), one with enough is garbled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

State = Literal["clean", "suspect", "garbled"]
GARBLED = 2.0
SUSPECT = 0.9
ENOUGH = 12.0
"""Beyond this weight more signals change nothing, so the rest of the text is not weighed."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that speaks for (or, with a negative weight, against) a garbled text."""

    name: str
    weight: float
    start: int
    printed: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What the text as a whole looks like, and why."""

    state: State
    weight: float
    signals: tuple[Signal, ...] = ()

    @property
    def families(self) -> frozenset[str]:
        """The kinds of damage that were seen."""
        return frozenset(signal.name for signal in self.signals if signal.weight > 0)


CLEAN = Gate("clean", 0.0)

CONSTANT_SEEN = re.compile(
    r"(?P<before>[0-9A-Za-z.,:*!=_/(-]{0,16})"
    r"(?:6,?5,?4,?3,?8|6\.5438|65\.438|654\.38|6543\.8|6,543\.8|65438|(?<=June )5438|5438(?=[+]0)|(?:[0-9]|(?<![.])[0-9][.,])438(?=[+]0)|6,?5,?4,?3,?80(?=[+]0)|65\.?438(?=[+]0\.))"
    r"(?:[+±]|[ ]to[ ]0(?=[0-9]{3}(?![0-9])))(?P<after>.{0,12})",
    re.S,
)
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}[:.]?[0-9.]*$|T[0-9]*$|[0-9]{12,}\.?[0-9]*$")
CODE = re.compile(r"[A-Za-z_*!=(/][^ ]*$|-[0-9]+\.$|-[0-9]+\.[0-9]+$")
CODE_AFTER = re.compile(r"[0-9.,]*[ ]*=|[a-z(]|\+|[0-9.]*\)")
GLUED_WORD = re.compile(r"[a-z]{2,}[0-9,.]*$")


def constant(text: str) -> Iterator[Signal]:
    """Weigh 65438+ and its shifted forms, unless in a time stamp, a code or a formula."""
    if "38+" not in text and "3.8+" not in text and "38±" not in text and "5438 to 0" not in text:
        return
    for found in CONSTANT_SEEN.finditer(text):
        before = found["before"]
        if CLOCK.search(before) or CODE_AFTER.match(found["after"]):
            continue
        if CODE.search(before) and not GLUED_WORD.fullmatch(before):
            continue
        yield Signal("constant", 3.0, found.start(), found[0])


BARE = re.compile(
    r"(?<![0-9.,/:=!#-])(?<![Nn]o\.[ ])(?<!ZIP[ ])"
    r"(?:(?:654\.38|65\.438|65438|65,438)[ ](?:thousand|million|billion|trillion)"
    r"|6,543,800[ ](?!units)|65,438[ ](?=[a-z])"
    r"|654,38 (?:mil |millones)|[0-9]{0,3}6\.543\.800 )"
)


def bare_constant(text: str) -> Iterator[Signal]:
    """Weigh a figure that is the constant and nothing else; alone it only makes suspect."""
    if "5438" not in text and "5,438" not in text and ".438" not in text and "543,8" not in text:
        if "654.38" not in text and "654,38" not in text and "6.543.8" not in text:
            return
    for found in BARE.finditer(text):
        yield Signal("bare_constant", 1.0, found.start(), found[0])


KLOC = re.compile(r"/k?loc-", re.I)


def kloc(text: str) -> Iterator[Signal]:
    """Weigh the token /kloc-0/."""
    if "loc-" in text or "LOC-" in text:
        for found in KLOC.finditer(text):
            yield Signal("kloc", 3.0, found.start(), found[0])


GAP = re.compile(r"[0-9][.,]?[ ]1")
GAPPED = re.compile(
    r"(?<![0-9A-Za-z.,/-])(?P<left>[0-9]++(?:[.,][0-9]++)*+)(?P<point>[.,]?)[ ]"
    r"(?P<first>1[0-9]*+(?:[.,][0-9]++)*+(?:[ ]1[0-9]*+(?:[.,][0-9]++)*+)*+)"
    r"(?P<more>(?:[ ][0-9]++(?:[.,][0-9]++)*+)*+)(?P<after>.{0,24})",
    re.S,
)
COMPOUND = re.compile(r"-[A-Za-z]|/[0-9]|[A-Za-z]{1,2}(?![a-z])|[ ]years ago|:[0-9]")
SPLIT_YEAR = re.compile(r"(?:19|20) 1 ?[0-9]|(?:19|20)[0-9] 1|(?:19|20) 1[0-9]")
OTHER_GAP = re.compile(
    r"(?<![0-9A-Za-z.,])(?<!(?:19|20) )(?<!(?:19|20)[0-9] )(?!1 )[0-9]{1,3}[ ][02-9][0-9]*+(?![0-9]*[-/:])"
)
UNITED = re.compile(r"1 10,?000[ ]|[0-9] 1 000(?![0-9])")
MALFORMED = re.compile("[0-9]{4,},.*")
FOURS = re.compile("[0-9]{4}(?: [0-9]{4}){2,}(?![0-9])")
COMPLETE_YEAR = re.compile("(?:19[4-9]|20[0-3])[0-9]")
YEAR_MONTH = re.compile(r"(?:19|20)[0-9]{2} 1[0-2](?: (?:was|is)(?![a-z])|[.,;\n]|$)")
YI_WORD = re.compile(r"1 100 million(?![ ](?:pesos|euros|dollars|de |roubles|liters|litres))")


def gaps(text: str) -> Iterator[Signal]:
    """Weigh blanks before an inner 1, against blanks before other digits.

    Of the blanks that the engine sets, 95 in 100 stand before a 1; in rows of numbers
    and in thousands marked by blanks, about 30 in 100.
    """
    if GAP.search(text) is None:
        return
    weight = 0.0
    for found in GAPPED.finditer(text):
        for signal in _gap(found):
            weight += signal.weight
            yield signal
            if weight > 2 * ENOUGH:
                return
    others = [found for found in OTHER_GAP.finditer(text) if not COMPLETE_YEAR.match(found[0])]
    if others and weight:
        least = -min(1.0 * len(others), weight + GARBLED)
        yield Signal("other_gaps", least, others[0].start(), others[0][0])


def _gap(found: re.Match[str]) -> Iterator[Signal]:
    left, right, after = found["left"], found["first"], f"{found['more']}{found['after']}"
    if (
        COMPOUND.match(after)
        or MALFORMED.fullmatch(f"{left}{right}")
        or FOURS.match(f"{left} {right}")
    ):
        return
    whole = f"{left}{found['point']} {right}"
    start = found.start()
    if UNITED.match(f"{whole}{after}"[-18:].lstrip()) or re.search(r" 1 10,?000$", whole):
        yield Signal("unit_word", 2.0, start, whole)
    elif whole.endswith("1 100") and after.startswith(" million"):
        if YI_WORD.match(f"1 100{after}"):
            yield Signal("yi_word", 1.0, start, whole)
    elif SPLIT_YEAR.fullmatch(whole):
        yield Signal("split_year", 2.0, start, whole)
    elif found["point"]:
        if re.match(r"[ ]?[%℃]|[ ](?:km|mm|hours|million|billion)", after):
            yield Signal("gap", 2.0, start, whole)
    elif (len(right) == 4 and right[:2] in ("19",) and len(left) <= 2) or COMPLETE_YEAR.fullmatch(
        left
    ):
        if YEAR_MONTH.match(f"{left} {right}{after}"):
            yield Signal("year_month", 2.0, start, whole)
    elif found["more"] and not re.fullmatch("(?: 1[0-9]*)+", found["more"]):
        return
    elif re.match(r"[0-9]{3}(?![0-9])", right) and len(left) <= 3 and "." not in left:
        scaled = re.match(" (?:million|billion) (?:yuan|RMB|mu)", after)
        yield Signal("gap_or_thousands", 1.0 if scaled else 0.3, start, whole)
    else:
        yield Signal("gap", 2.0, start, whole)


LOST_ZERO = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: [0-3]?[0-9](?:st|nd|rd|th)?,)? 2(?:[12][0-9]|[1-9](?<=, 2[1-9]))(?![0-9%:]|[.,][0-9])"
    r"(?=[.,;)\n]|$|[ ](?:and|to|the|at|by|with|when|as|it|in|on|of)[ ])"
)
LOST_GROUP = re.compile(
    r"(?<![0-9,.])[0-9]{1,3}, (?:mu|yuan|people|square|tons|households)(?![a-z])"
)


def lost_zeros(text: str) -> Iterator[Signal]:
    """Weigh dates with years of two or three digits, from which zeros were deleted."""
    for pattern in (LOST_ZERO, LOST_GROUP):
        for found in pattern.finditer(text):
            yield Signal("lost_zeros", 2.0, found.start(), found[0])


DOUBLED_YEAR = re.compile(
    r"(?<![0-9,.])200(?:2[0-9]|1[0-9])(?=,[a-zA-Z]|[ ]?year|and|[ ](?:and|to)[ ])(?!,[0-9])"
)


def doubled_year(text: str) -> Iterator[Signal]:
    """Weigh 20021 in the place of a year."""
    for found in DOUBLED_YEAR.finditer(text):
        yield Signal("doubled_year", 2.0, found.start(), found[0])


LETTER = re.compile(
    r"(?<![0-9A-Za-z.,/_-])(?:[0-9]+[lO][0-9]*|l[0-9]{2,}|[0-9]*l[0-9]+)(?=[ ](?:mm|km|hours|days|yuan|people|mu|tons|million|square)(?![a-z])|%)"
)


def letters(text: str) -> Iterator[Signal]:
    """Weigh letters among the digits of a measured figure."""
    for found in LETTER.finditer(text):
        yield Signal("letter", 2.0, found.start(), found[0])


GLUED_ZEROS = re.compile(
    r"(?<![A-Za-z])[a-z]{2,}1(?:[0-9]{1,2}(?:,000|0000?)(?![0-9,.])|[0-9.,]*[ ](?:million|billion)"
    r"|[0-9]*\.[0-9]{4}|[0-9.]*%[a-z]{2}|[0-9]*/[a-z]{4}|[0-9]*\.[0-9]+,000)"
    r"|(?<![0-9A-Za-z.,-])[0-9]{1,4}1(?:[a-z]{5,}|Plan|Project)"
    r"|(?<![0-9.,])1 [02-9][0-9]*(?:\.[0-9]+)? (?:million|billion)"
    r"|[0-9]\.[0-9]10\.[0-9]|[0-9]0/000(?![0-9])"
)


def glued(text: str) -> Iterator[Signal]:
    """Weigh a word glued to a number that begins with 1."""
    for found in GLUED_ZEROS.finditer(text):
        yield Signal("glued", 1.0, found.start(), found[0])


SIGNALS: tuple[Callable[[str], Iterator[Signal]], ...] = (
    constant,
    kloc,
    bare_constant,
    gaps,
    lost_zeros,
    doubled_year,
    letters,
    glued,
)


def weigh(text: str) -> Gate:
    """Return whether the text is clean, suspect or garbled, and the signals that say so.

    >>> weigh("In 20 12 it reached 65,438+05 countries.").state
    'garbled'
    >>> weigh("at 05:05.065438+00, 20 12-inch pizzas").state
    'clean'
    """
    signals: list[Signal] = []
    total = 0.0
    for function in SIGNALS:
        for signal in function(text):
            signals.append(signal)
            total += signal.weight
            if total > ENOUGH:
                break
    if not signals:
        return CLEAN
    state: State = "garbled" if total >= GARBLED else "suspect" if total >= SUSPECT else "clean"
    return Gate(state, round(total, 2), tuple(signals))
