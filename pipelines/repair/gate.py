"""Weighs whether a text is garbled at all, over the whole text, before any figure is touched.

Nothing is repaired here. Signals add up; a text with none is clean, one with little is
suspect (figures may be quarantined, none repaired), one with enough is garbled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.repair.torn import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

State = Literal["clean", "suspect", "garbled"]
GARBLED = 2.0
SUSPECT = 0.9
ENOUGH = 12.0
"""Beyond this weight more signals of the same kind change nothing, so they are not weighed."""


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

# Every search starts at a literal, which the regular expression engine finds ten times
# faster than a class of characters; what stands around it is looked at there only.
PLUS = re.compile(r"\+(?<=[80]\+)")
TOKEN = re.compile(
    r"(?:6,?5,?4,?3,?80?|6\.5438|65\.438|654\.38|6543\.8|6,543\.8|65 438(?=[+]0)"
    r"|(?<![0-9.,])1?5438|[0-9]438"
    r"|(?<![.])[0-9][.,]438)[+±]$"
)
BEFORE = re.compile(r"[0-9A-Za-z.,:*!=_/(-]*$")
OPERATOR = re.compile(r"[=*/(\[+][ ]?$|(?<![0-9])-[ ]?$")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}[:.]?[0-9.]*$|T[0-9]*$|[0-9]{12,}\.?[0-9]*$")
CODE = re.compile(r"[A-Za-z_*!=(/][^ ]*$|-[0-9]+\.$|-[0-9]+\.[0-9]+$")
CODE_AFTER = re.compile(
    r"[0-9.,]*[ ]*=|(?!(?:the|billion|million|thousand|yuan|people)[ ])[a-z(]|\+"
    r"|[0-9.]*\)|, [0-9]+\+"
)
GLUED_WORD = re.compile(r"[a-z]{2,}[0-9,.]*$")
HALF = re.compile(r"1?5438\+$")
HALF_AFTER = re.compile(r"0|[ ]?1?(?:10|October)")


PLUSLESS = re.compile(
    rf"65438(?:±0| to (?:0[0-9]{{3}}(?![0-9])|{NAME})| 0(?:[0-9]{{1,2}}(?= [a-z])|[ ]?[℃%]))"
)
ENDING = re.compile(
    r"(?<![0-9A-Za-z.,_!/:#-])"
    r"20[0-9]?65438(?: [A-Za-z]+){1,6} \+0"
)


def constant(text: str) -> Iterator[Signal]:
    """Weigh 65438+ and its shifted forms, unless in a time stamp, a code or a formula."""
    for hit in PLUS.finditer(text):
        if _is_constant(text, hit.start()):
            yield Signal("constant", 3.0, hit.start(), text[hit.start() - 6 : hit.end() + 4])
    for found in PLUSLESS.finditer(text):
        yield Signal("constant", 3.0, found.start(), found[0])
    place = text.find("65438")
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
    return not CODE.search(lead) or GLUED_WORD.fullmatch(lead) is not None


KLOC = re.compile(r"(?:loc-|LOC-)(?<=/kloc-|/KLOC-)")


OVER_ZERO = re.compile(r"/0(?<=[IiBb][nNyY][ ](?:19|20)/0)(?![0-9/])")


def kloc(text: str) -> Iterator[Signal]:
    """Weigh the token /kloc-0/, and a year over zero that is left of it."""
    for found in OVER_ZERO.finditer(text):
        yield Signal("kloc", 2.0, found.start() - 2, text[found.start() - 2 : found.end()])
    if "loc-" not in text and "LOC-" not in text:
        return
    for found in KLOC.finditer(text):
        yield Signal("kloc", 3.0, found.start() - 2, "/kloc-")


BARE = re.compile(
    r"(?<![0-9.,/:=!#-])(?<![Nn]o\.[ ])(?<!ZIP[ ])"
    r"(?:(?:654\.38|65\.438|65438|65,438)[ ](?:thousand|million|billion|trillion)"
    r"|6,543,800[ ](?!units)|65,438[ ](?=[a-z])"
    r"|654,38 (?:mil |millones)|[0-9]{0,3}6\.543\.800 )"
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


BARE_SIGNS = ("654.38", "65.438", "65438 ", "65,438 ", "6,543,80", "654,38 ", "6.543.800")
LOST_ZERO_SIGN = re.compile(r", 2(?=[0-9]{1,2}(?![0-9]))|2(?<=[a-z] 2)(?=[12][0-9](?![0-9]))")
LOST_ZERO = re.compile(
    rf"{NAME}(?: [0-3]?[0-9](?:st|nd|rd|th)?,)? 2(?:[12][0-9]|[1-9](?<=, 2[1-9]))"
    r"(?![0-9%:]|[.,][0-9])"
    r"(?=[.,;)\n]|$|[ ](?:and|to|the|at|by|with|when|as|it|in|on|of)[ ])"
)
COUNT_BEFORE = re.compile(r"[a-z]{2,} [0-9]{1,3}(?:,[0-9]{3})*$")
LOST_GROUP = re.compile(
    r", (?<=[0-9], )(?<![0-9][0-9]{3}, )(?=(?:mu|yuan|people|square|tons|households)(?![a-z]))"
)


def lost_zeros(text: str) -> Iterator[Signal]:
    """Weigh dates with years of two or three digits, from which zeros were deleted."""
    for hit in LOST_ZERO_SIGN.finditer(text):
        found = LOST_ZERO.search(text, max(0, hit.start() - 18), hit.end() + 8)
        if found and found.start() < hit.end():
            yield Signal("lost_zeros", 2.0, found.start(), found[0])
    for found in LOST_GROUP.finditer(text):
        if not COUNT_BEFORE.search(text, max(0, found.start() - 24), found.start()):
            continue
        yield Signal("lost_zeros", 2.0, found.start(), text[found.start() - 3 : found.end()])


DOUBLED_YEAR = re.compile(
    r"200(?:2[0-9]|1[0-9])(?<![0-9,.][0-9]{5})"
    r"(?=,[a-zA-Z]|[ ]?year(?!s)|and|[ ](?:and|to)[ ])(?!,[0-9])"
)


def doubled_year(text: str) -> Iterator[Signal]:
    """Weigh 20021 in the place of a year."""
    for found in DOUBLED_YEAR.finditer(text):
        yield Signal("doubled_year", 2.0, found.start(), found[0])


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
    r"|10\.(?=[0-9])(?<=[0-9]10\.)|0/000(?![0-9])|1000 (?<=[0-9]\. 1000 )"
)
OTHER_GLUED = re.compile(
    r"(?:(?<=[ \n])|^)(?:[0-9]{1,4}1(?:[a-z]{5,}(?![0-9_(])|[Pp]lan|Project)"
    r"|1 [02-9][0-9]*(?:\.[0-9]+)? (?:million|billion)"
    r"|[0-9]+\.[0-9]+10\.[0-9](?=[0-9]*[ ](?:million|billion|yuan))|[0-9.]+0/000(?![0-9])"
    r"|[0-9]{2,4}\. 1000 (?:people|yuan|mu|tons|square)(?![a-z]))"
)


def glued(text: str) -> Iterator[Signal]:
    """Weigh a word glued to a number, and other doubtful neighbours of a 1: suspect only."""
    for sign, whole in ((GLUED_SIGN, GLUED), (OTHER_GLUED_SIGN, OTHER_GLUED)):
        for hit in sign.finditer(text):
            found = whole.search(text, max(0, hit.start() - 16), hit.end() + 30)
            if found and found.start() <= hit.start() < found.end():
                yield Signal("glued", 1.0, found.start(), found[0])


GAP = re.compile(r"1(?<=[0-9.] 1)")
LEFT = re.compile(
    r"(?<![0-9A-Za-z.,/(\[=*+_-])"
    r"(?P<left>[1-9][0-9]*+(?:[.,][0-9]++)*+|0\.[0-9]++)(?P<point>\.?)[ ]$"
)
RIGHT = re.compile(
    r"(?P<right>1[0-9]*+(?:[.,][0-9]++)*+(?:[ ]1[0-9]*+(?:[.,][0-9]++)*+)*+)"
    r"(?P<more>(?:[ ][0-9]++(?:[.,][0-9]++)*+)*+)"
)
COMPOUND = re.compile(
    r"-[A-Za-z]|/[0-9]|[A-Za-z]{1,2}(?![a-z])|[ ]years ago|:[0-9]|[)(=_*'\"`\\\\]"
)
SPLIT_YEAR = re.compile(r"(?:19|20) 1 ?[0-9]|(?:19|20)[0-9] 1")
UNITED = re.compile(r".* 1 10,?000|.*[0-9] 1 000")
LISTED_YEAR = re.compile(r"[0-9]{1,2}\.(?:19|20) 1[0-9]")
MEASURED = re.compile("[ ]?[%℃]|[ ][A-Za-z]{2}")
WHOLE_YEAR = re.compile("(?:19[4-9]|20[0-3])[0-9]")
YEAR_MONTH = re.compile(r"1[0-2](?: (?:was|is)(?![a-z])|[.;\n]|$)")
FOREIGN = re.compile(r" million(?: (?:pesos|euros|dollars|de |roubles|liters|litres))")
FOURS = re.compile("[0-9]{4}(?: [0-9]{4}){2,}")
OTHER_GAP = re.compile(
    r"(?<![0-9A-Za-z.,])(?<!(?:19|20) )(?<!(?:19|20)[0-9] )(?!1 )"
    r"[0-9]{1,3}[ ][02-9][0-9]*+(?![0-9]*[-/:])"
)
INNER = re.compile(r"1(?<=[0-9]1)")
WORD = re.compile("[A-Za-z]{2}|[\u4e00-\u9fff\uac00-\ud7a3]")
LONE_LETTER = re.compile(r"(?<![A-Za-z0-9])[b-zB-Z][ ]$")
NUMBER_BESIDE = re.compile(r"[0-9][ ]$(?<!19[0-9]{2} )(?<!20[0-9]{2} )")
FEWEST = 0.15
"""Of the inner 1s of a text, at least this share stands behind a blank where blanks were set."""


def gaps(text: str) -> Iterator[Signal]:
    """Weigh blanks before an inner 1, against blanks before other digits and unbroken inner 1s.

    Of the blanks that the engine sets, 95 in 100 stand before a 1; in rows of numbers
    and in thousands marked by blanks, about 30 in 100.
    """
    found = [signal for hit in GAP.finditer(text) if (signal := _gap(text, hit.start()))]
    if not found:
        return
    others = sum(1 for other in OTHER_GAP.finditer(text) if not WHOLE_YEAR.match(other[0]))
    unbroken = sum(1 for _ in INNER.finditer(text))
    if len(found) < FEWEST * unbroken or others > 2 * len(found) + 1:
        return
    yield from found
    if others:
        weight = sum(signal.weight for signal in found)
        yield Signal("other_gaps", -min(0.5 * others, weight + GARBLED), 0, "")


def _gap(text: str, place: int) -> Signal | None:
    left = LEFT.search(text, max(0, place - 18), place)
    right = RIGHT.match(text, place, place + 60)
    if left is None or right is None or _in_a_row(text, left.start(), right.end()):
        return None
    if (
        len(left["left"]) > 9
        or len(right["right"]) > 12
        or LONE_LETTER.search(text, max(0, left.start() - 3), left.start())
    ):
        return None
    if NUMBER_BESIDE.search(text, max(0, left.start() - 5), left.start()):
        return None
    after = text[right.end("right") : right.end("right") + 24]
    number = f"{left['left']}{left['point']} {right['right']}"
    if COMPOUND.match(after) or FOURS.match(number):
        return None
    if left["left"].count(".") > 1:
        return None
    if "." in left["left"] and not _is_measured(text, left, right["right"], after):
        return None
    name, weight = _kind_of_gap(left, right["right"], right["more"], after, number)
    return Signal(name, weight, left.start(), number) if weight else None


def _is_measured(text: str, left: re.Match[str], right: str, after: str) -> bool:
    """Whether a gap behind a decimal may be damage: a unit follows, or a unit word in zeros."""
    if LISTED_YEAR.fullmatch(f"{left['left']} {right}"):
        return text[max(0, left.start() - 1) : left.start()] in ("", "\n")
    if right in ("10,000", "10000"):
        return False
    return right.endswith((" 10,000", " 10000")) or MEASURED.match(after) is not None


def _in_a_row(text: str, start: int, end: int) -> bool:
    """Whether no word stands near, on the same line."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    after = text[end : end + 40].partition("\n")[0]
    return (
        not WORD.search(before)
        and not WORD.search(after)
        and bool(before.strip() or after.strip(" ."))
    )


def _behind_a_point(left: str, right: str, after: str) -> float:
    """Weigh a gap behind a point, which may end a sentence: a unit must follow."""
    if re.match(r"[ ]?[%℃]|[ ](?:km|mm|hours?|million|billion)", after):
        return 2.0
    measured = re.match(" (?:mu|kg|tons|square|hectares|meters)(?![a-z])", after)
    return 1.0 if measured and len(left) + len(right) <= 4 else 0.0


def _kind_of_gap(
    left: re.Match[str], right: str, more: str, after: str, number: str
) -> tuple[str, float]:
    if UNITED.fullmatch(number) or (right.endswith("1") and after.startswith(" 000")):
        return "unit_word", 2.0
    if re.match("[0-9]{4,},", f"{left['left']}{right}"):
        return "", 0.0
    is_hundred = right.endswith("1 100") or (right == "100" and left["left"] == "1")
    if is_hundred and after.startswith(" million"):
        return ("", 0.0) if FOREIGN.match(after) else ("yi_word", 1.0)
    if SPLIT_YEAR.fullmatch(number):
        return "split_year", 2.0
    if left["point"]:
        return "gap", _behind_a_point(left["left"], right, after)
    if LISTED_YEAR.fullmatch(number):
        return "gap", 1.0
    if WHOLE_YEAR.fullmatch(left["left"]):
        is_month = YEAR_MONTH.match(right + after) and not more
        return ("year_month", 2.0) if is_month else ("", 0.0)
    if (re.fullmatch("19[0-9]{2}", right) and len(left["left"]) <= 2) or more:
        return "", 0.0
    if re.match(r"[0-9]{3}(?![0-9])", right) and len(left["left"]) <= 3 and "." not in left["left"]:
        scaled = re.match(" (?:million|billion) (?:yuan|RMB|mu)", after)
        return "gap_or_thousands", 1.0 if scaled else 0.3
    return "gap", 2.0


SIGNALS: tuple[Callable[[str], Iterator[Signal]], ...] = (
    constant,
    kloc,
    bare_constant,
    lost_zeros,
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
    return Gate(state, round(total, 2), tuple(signals))
