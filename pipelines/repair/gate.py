"""Weighs whether a text is garbled at all, over the whole text, before any figure is touched.

Nothing is repaired here. Signals add up; a text with none is clean, one with little is
suspect (figures may be quarantined, none repaired), one with enough is garbled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from pipelines.repair.dates import NAME
from pipelines.repair.gaps import gaps
from pipelines.repair.signals import ENOUGH, GARBLED, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

State = Literal["clean", "suspect", "garbled"]
SUSPECT = 0.9


@dataclass(frozen=True, slots=True)
class Gate:
    """What the text as a whole looks like, and why."""

    state: State
    weight: float
    signals: tuple[Signal, ...] = ()
    families: frozenset[str] = frozenset()
    """The kinds of damage that were seen."""

    @property
    def loses_zeros(self) -> bool:
        """Whether several years of the text have lost a zero."""
        brief = sum(signal.name == "brief_year" for signal in self.signals)
        return brief > 1 or "lost_zeros" in self.families


CLEAN = Gate("clean", 0.0)

# Every search starts at a literal, which the regular expression engine finds ten times
# faster than a class of characters; what stands around it is looked at there only.
PLUS = re.compile(r"\+(?<=[80]\+)")
TOKEN = re.compile(
    r"(?:6,?5,?4,?3,?80?|6\.5438|65\.438|654\.38|6543\.8|6,543\.8|65 438"
    r"|(?<![0-9.,])1?5438|[0-9]438"
    r"|(?<![.])[0-9][.,]438)[+±]\Z"
)
BEFORE = re.compile(r"[0-9A-Za-z.,:*!=_/(-]*\Z")
OPERATOR = re.compile(r"[=*/(\[+][ ]?\Z|(?<![0-9])-[ ]?\Z")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}[:.]?[0-9.]*\Z|T[0-9]*\Z|[0-9]{12,}\.?[0-9]*\Z")
CODE = re.compile(r"[A-Za-z_*!=(/][^ ]*\Z|-[0-9]+\.\Z|-[0-9]+\.[0-9]+\Z")
CODE_AFTER = re.compile(
    r"[0-9.,]*[ ]*=|(?!(?:the|ten|hundred|billion|million|thousand|yuan|people)[ ])[a-z(]|\+"
    r"|[0-9.]*\)|, [0-9]+\+"
)
NAMED = re.compile(r"(?:[a-z]{2,}|[Nn]o\.)[0-9,.]*")
"""A word glued to a number, or the No. before it, is no code."""
HALF = re.compile(r"1?5438\+$")
HALF_AFTER = re.compile(r"0|[ ]?1?(?:10|October|February)")


PLUSLESS = re.compile(
    r"654,38 ?± ?0,0+(?![1-9.])"
    rf"|65438(?:±0| to (?:0[0-9]{{3}}(?![0-9])|{NAME})| 0(?:[0-9]{{1,2}}(?= [a-z])|[ ]?[℃%]))"
)
ENDING = re.compile(
    r"(?<![0-9A-Za-z.,_!/:#-])"
    r"(?:20[0-9]?65438(?: [A-Za-z]+){1,6} |65438(?:元|원| yuan ))\+0"
)


def constant(text: str) -> Iterator[Signal]:
    """Weigh 65438+ and its shifted forms, unless in a time stamp, a code or a formula."""
    for hit in PLUS.finditer(text):
        if _is_constant(text, hit.start()):
            yield Signal("constant", 3.0, hit.start(), text[hit.start() - 6 : hit.end() + 4])
    for found in PLUSLESS.finditer(text):
        yield Signal("constant", 3.0, found.start(), found[0])
    place = text.find("65438")
    if place >= 0 or "65.438" in text:
        for found in SPANISH.finditer(text):
            yield Signal("constant", 3.0, found.start(), found[0])
    while place >= 0:
        torn = ENDING.search(text, max(0, place - 4), place + 70)
        if torn and torn.start() <= place:
            yield Signal("constant", 3.0, torn.start(), torn[0])
        place = text.find("65438", place + 1)


def _is_constant(text: str, plus: int) -> bool:
    token = TOKEN.search(text, max(0, plus - 9), plus + 1)
    if token is None:
        return False
    before = BEFORE.search(text, max(0, token.start() - 16), token.start())
    lead = before[0] if before else ""
    if OPERATOR.search(text, max(0, token.start() - 3), token.start()):
        return False
    after = text[plus + 1 : plus + 16]
    if HALF.match(token[0]) and not HALF_AFTER.match(after):
        return False
    if CLOCK.search(lead) or CODE_AFTER.match(after):
        return False
    return not CODE.search(lead) or NAMED.fullmatch(lead) is not None


KLOC = re.compile(r"(?:oc-|OC-)(?<=/[Kk][Ll]oc-|/K[LO]OC-|/koOC-|/kooc-)")


ADDRESS = re.compile(r"(?:://|www\.)[^ \n]*\Z")
OVER_ZERO = re.compile(r"/0(?<=[IiBb][nNyY][ ](?:19|20)/0)(?![0-9/])")


def kloc(text: str) -> Iterator[Signal]:
    """Weigh the token /kloc-0/, and a year over zero that is left of it."""
    for found in OVER_ZERO.finditer(text):
        yield Signal("kloc", 2.0, found.start() - 2, text[found.start() - 2 : found.end()])
    if "oc-0" not in text and "OC-0" not in text and "oc-" not in text:
        return
    for found in KLOC.finditer(text):
        if ADDRESS.search(text, max(0, found.start() - 80), found.start()):
            continue
        yield Signal("kloc", 3.0, found.start() - 2, "/kloc-")


SPANISH = re.compile(
    r"65438 ?[+]? ?(?:El 1 de |En )?(?:[0-9]{1,2} )?(?:de )?(?:octubre|febrero|enero)(?![a-z])"
    r"|(?:octubre|febrero) de (?:[0-9]{4} )?1?65438(?![0-9])"
    r"|(?:De|entre|desde) 65[.,]?438 (?:a|y|hasta) 0[.,]?[0-9]{3}(?![0-9])"
    r"|(?:octubre|febrero|enero)[^0-9\n]{0,30}[12]?65438(?![0-9+])",
    re.IGNORECASE,
)
BARE = re.compile(
    r"(?<![0-9.,/:=!#-])(?<![Nn]o\.[ ])(?<!ZIP[ ])"
    r"(?:(?:654\.38|65\.438|65438|65,438)[ ](?:thousand|million|billion|trillion)"
    r"|6,543,800[ ](?!units)|65,438[ ](?=[a-z])"
    r"|654[.,]3(?:[0-79]8?|38)[ ][0-9][.,][0-9]{3}(?![0-9])"
    r"|(?:654,38|6,543,8) (?:mil |millones)|[0-9]{0,3}6\.543\.800[ 0-9]"
    r"|(?<=[a-z] )(?:165438[ ](?=[a-z]{3})|[12]{1,2}65438[ ](?=a\. ?C|[a-z]+(?:os|as|es)[ ])))"
    r"|(?<![0-9,])(?:[0-9]{1,3}\.)?[0-9]{0,2}(?:65\.438|6[45]4\.380|6\.543,8|0,[0-9]*65438)"
    r"(?:[ ](?=(?:mil|millones|[a-z]+(?:es|os|as))(?![a-z]))|(?<=de 65\.438)(?=[ ]?[.,;]))"
)


def bare_constant(text: str) -> Iterator[Signal]:
    """Weigh a figure that is the constant and nothing else; alone it only makes suspect."""
    for sign in BARE_SIGNS:
        place = text.find(sign)
        while place >= 0:
            found = BARE.search(text, max(0, place - 4), place + 24)
            if found:
                yield Signal("bare_constant", 1.0, found.start(), found[0])
            place = text.find(sign, place + 1)


BARE_SIGNS = ("654.3", "65.438", "65438 ", "65,438 ", "6,543,80", "654,38 ", "6.543.800")
ILL_GROUPED = re.compile(
    r",[05]00(?<=[0-9]{4},[05]00)(?<![0-9]{7},[05]00)(?<![.,][0-9]{4},[05]00)(?![0-9,.][0-9])"
)


def ill_grouped(text: str) -> Iterator[Signal]:
    """Weigh thousands whose comma stands behind four digits or more: one may be a slip."""
    for found in ILL_GROUPED.finditer(text):
        yield Signal("ill_grouped", 0.5, found.start(), text[found.start() - 5 : found.end()])


LOST_ZERO_SIGNS = (
    re.compile(", 2(?=[0-9]{1,2}(?![0-9]))"),
    re.compile("2(?<=[a-z] 2)(?=[12][0-9](?![0-9]))"),
)
LOST_ZERO = re.compile(
    rf"{NAME}(?: [0-3]?[0-9](?:st|nd|rd|th)?,)? 2(?:[12][0-9]|[1-9](?<=, 2[1-9]))"
    r"(?![0-9%:]|[.,][0-9])"
    r"(?=[.,;)\n]|$|[ ](?:and|to|the|at|by|with|when|as|it|in|on|of)[ ])"
)
COUNT_BEFORE = re.compile(r"[a-z]{2,} [0-9]{1,3}(?:,[0-9]{3})*\Z")
LOST_GROUP = re.compile(
    r", (?<=[0-9], )(?<![0-9][0-9]{3}, )(?=(?:mu|yuan|people|square|tons|households)(?![a-z]))"
)


def lost_zeros(text: str) -> Iterator[Signal]:
    """Weigh dates with years of two or three digits, from which zeros were deleted."""
    for hit in chain.from_iterable(sign.finditer(text) for sign in LOST_ZERO_SIGNS):
        found = LOST_ZERO.search(text, max(0, hit.start() - 18), hit.end() + 8)
        if found and found.start() < hit.end():
            yield Signal("lost_zeros", 2.0, found.start(), found[0])
    for found in LOST_GROUP.finditer(text):
        if not COUNT_BEFORE.search(text, max(0, found.start() - 24), found.start()):
            continue
        yield Signal("lost_zeros", 2.0, found.start(), text[found.start() - 3 : found.end()])


BRIEF = re.compile(
    r"2[12][0-9](?<=(?:[Ii]n|[Bb]y|of) 2[12][0-9])(?![0-9%:°]|[.,][0-9])"
    r"(?=[ ]?[,.;\n]|[ ](?:was|is|were|and|to|has|had|released|when|the|by|as|it|in|on|not)[ ])"
)
BRIEF_BEFORE = re.compile(
    r"(?:[Ii]n|[Bb]y|(?:quarter|half|year|end|beginning|exam|score|scores|data|report) of)[ ]\Z"
)


def brief_years(text: str) -> Iterator[Signal]:
    """Weigh 218 in the place of a year, once for a text that has several of them."""
    for found in BRIEF.finditer(text):
        if BRIEF_BEFORE.search(text, max(0, found.start() - 16), found.start()):
            yield Signal("brief_year", 0.7, found.start(), found[0])


DOUBLED_YEAR = re.compile(
    r"200(?:2[0-9]|1[0-9])(?<![0-9,.][0-9]{5})"
    r"(?=,[a-zA-Z]|[ ]?year(?!s)|and|[ ](?:and|to)[ ])(?!,[0-9])"
)
BESIDE_YEAR = re.compile(
    r"200(?:2[0-9]|1[0-9])(?<![0-9,.][0-9]{5})(?![0-9-]|[.,][0-9]|[ ]?%)"
    r"(?![ ][a-z]+s(?![a-z])|[ ]people)"
)
PERIOD_BEFORE = re.compile(
    rf"(?:(?:^|[ \n])(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil)|{NAME}(?:[ ][0-3]?[0-9],?|,)?)[ ]\Z"
)


def doubled_year(text: str) -> Iterator[Signal]:
    """Weigh 20021 in the place of a year."""
    for found in DOUBLED_YEAR.finditer(text):
        yield Signal("doubled_year", 2.0, found.start(), found[0])
    for found in BESIDE_YEAR.finditer(text):
        before = text[max(0, found.start() - 16) : found.start()]
        if PERIOD_BEFORE.search(before):
            yield Signal("doubled_year", 1.0, found.start(), found[0])


LETTER_SIGN = re.compile(r"l(?<=[0-9 ]l)(?:(?=[0-9])|(?<=[0-9]l)(?![a-z]))")
LETTER = re.compile(
    r"(?<![0-9A-Za-z.,/_-])(?:[0-9]+l[0-9]*|l[0-9]{2,})"
    r"(?=[ ](?:mm|km|hours|days|yuan|people|mu|tons|million|square)(?![a-z])|%)"
)


def letters(text: str) -> Iterator[Signal]:
    """Weigh the letter l among the digits of a measured figure."""
    for hit in LETTER_SIGN.finditer(text):
        found = LETTER.search(text, max(0, hit.start() - 6), hit.end() + 16)
        if found and found.start() <= hit.start():
            yield Signal("letter", 2.0, found.start(), found[0])


GLUED_SIGN = re.compile(r"1(?<=[a-z]1)")
GLUED = re.compile(
    r"(?:(?<=[ \n])|^)[a-z]{2,}1(?:[0-9]{1,2}(?:,000|0000?)(?![0-9,.A-Za-z])"
    r"|[0-9]00(?=[ ](?:yuan|people|mu|tons)(?![a-z]))"
    r"|[0-9]{1,4}[ ]?(?:[0-9]{1,2}[ ]?)?[′'](?![a-z] )"
    r"|[0-9.,]*[ ](?:million|billion)|[0-9]*\.[0-9]{4,}(?![0-9A-Za-z])|[0-9.]*%[a-z]{2}"
    r"|0/[a-z]{4}|[0-9]*\.[0-9]+,000(?![0-9]))"
)
OTHER_GLUED_SIGN = re.compile(
    r"1(?=[a-z]{5}|[Pp]lan|Project)(?<=[0-9]1)|1 (?=[02-9][0-9.]* (?:million|billion))(?<=[ \n]1 )"
    r"|10\.(?=[0-9])(?<=[0-9]10\.)|1000 (?<=[0-9]\. 1000 )"
)
OVER_GLUED_SIGN = re.compile(
    r"0/(?=[0-9]{2,} [a-z]{2}|[0-9] [a-z]+s(?![a-z])"
    r"|[0-9]{1,3} (?:km|people|yuan|mu|tons|meters|square)(?![a-z]))"
    r"(?<= 0/)|0/000(?![0-9])"
)
OTHER_GLUED = re.compile(
    r"(?:(?<=[ \n])|^)(?:[0-9]{1,4}1(?:[a-z]{5,}(?![0-9_(])|[Pp]lan|Project)"
    r"|1 [02-9][0-9]*(?:\.[0-9]+)? (?:million|billion)"
    r"|[0-9]+\.[0-9]+10\.[0-9](?=[0-9]*[ ](?:million|billion|yuan))|[0-9.]+0/000(?![0-9])"
    r"|(?:of|about|with|including|there are|has|have|had) 0/[0-9]{2,3} (?:[a-z]+ )?[a-z]+s(?![a-z])"
    r"|0/[0-9]{3,} [a-z]{2}|are 0/[0-9]{1,2} (?:[a-z]+ )?[a-z]+s(?![a-z])"
    r"|0/[0-9]{1,3} (?:km|people|yuan|mu|tons|meters|square)(?![a-z])"
    r"|[0-9]{2,4}\. 1000 (?:people|yuan|mu|tons|square)(?![a-z]))"
)


def glued(text: str) -> Iterator[Signal]:
    """Weigh a word glued to a number, and other doubtful neighbours of a 1: suspect only."""
    others = ((OTHER_GLUED_SIGN, OTHER_GLUED), (OVER_GLUED_SIGN, OTHER_GLUED))
    for sign, whole in ((GLUED_SIGN, GLUED), *others):
        for hit in sign.finditer(text):
            found = whole.search(text, max(0, hit.start() - 16), hit.end() + 30)
            if found and found.start() <= hit.start() < found.end():
                yield Signal("glued", 1.0, found.start(), found[0])


SIGNALS: tuple[Callable[[str], Iterator[Signal]], ...] = (
    constant,
    kloc,
    bare_constant,
    ill_grouped,
    lost_zeros,
    brief_years,
    doubled_year,
    letters,
    glued,
    gaps,
)


def _scaled_in_zeros(text: str) -> list[Signal]:
    """Return the one signal that still matters in a text surely garbled: units as zeros."""
    for sign in ("1 10,000 ", "1 10000 ", "1 000 "):
        place = text.find(sign)
        if place > 1 and text[place - 1] == " " and text[place - 2].isdigit():
            return [Signal("unit_word", 2.0, place, sign)]
    return []


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
        if total > ENOUGH:
            signals += _scaled_in_zeros(text)
            break
        kind = 0.0
        for signal in function(text):
            signals.append(signal)
            kind += signal.weight
            if kind > ENOUGH:
                break
        total += kind
    if not signals:
        return CLEAN
    state: State = "garbled" if total >= GARBLED else "suspect" if total >= SUSPECT else "clean"
    families = frozenset(signal.name for signal in signals if signal.weight > 0)
    return Gate(state, round(total, 2), tuple(signals), families)
