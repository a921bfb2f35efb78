"""Weighs whether a text is garbled at all, over the whole text, before any figure is touched.

Nothing is repaired here. Signals add up; a text with none is clean, one with little is
suspect (figures may be quarantined, none repaired), one with enough is garbled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipelines.repair.dates import CONSTANT, NAME, SPANISH_TAIL, SUFFIX
from pipelines.repair.forms import WORDED_SCALE
from pipelines.repair.gaps import MEASURE, NO_NOUN, SIZE, gaps, scaled_in_zeros
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


# Every search starts at a literal, which the regular expression engine finds ten times
# faster than a class of characters; what stands around it is looked at there only.
PLUS = re.compile(r"\+(?<=[80]\+)")
TOKEN = re.compile(
    rf"(?:(?!6\.5?\.){CONSTANT}0?|65 438|(?<!\.)[0-9][.,]?438(?=\+[ ]?1?(?:0|October|February)))\+"
)
"""The constant, regrouped or with its point moved; where digits of it are gone, with its 0."""
LEAD = re.compile(r"(?:(?:[=*/(\[+]|(?<![0-9])-)[ ])?[0-9A-Za-z.,:*!=_/(+-]*\[?\Z")
PLAIN_LEAD = re.compile(
    r"(?:[a-z]{2,}|[Nn]o\.)?[0-9,.]{0,11}|[0-9,.]*[0-9]-[0-9,]{0,4}|[0-9]{1,4}:|\((?:[0-9]{4}-)?20"
)
"""What may be glued to a constant: its number, the word or the range before it.

A time stamp, an identifier or a formula has other signs, or more digits.
"""
CODE_AFTER = re.compile(rf"[0-9.,]*[ ]*=|(?!{MEASURE})[a-z(]|\+")
"""What follows it in code: an equation, a name, a call."""
MONTH_AFTER = re.compile(rf"[ ]?(?:1[ ]?)?{NAME}")
SIGN_LEAD = re.compile(r"[(-]|/[ ]")
SIZED_AFTER = re.compile(
    rf"0[0-9,]*(?:\.[0-9]+)?(?:{MEASURE}|[ ][a-z]{{4}}|-(?:6?5,?438|[12][0-9]{{3}}))"
    r"|09[0-9]{2}\)(?![*/+^(=])"
)
"""Behind a lone bracket, minus or stroke: something counted, or a year or a range of years."""


def constant(text: str) -> Iterator[Signal]:
    """Weigh 65438+ and its shifted forms, unless in a time stamp, a code or a formula."""
    for hit in PLUS.finditer(text):
        plus = hit.start()
        token = TOKEN.search(text, max(0, plus - 9), plus + 12)
        if token is None or token.end() != plus + 1:
            continue
        lead = LEAD.search(text, max(0, token.start() - 16), token.start())
        is_code = CODE_AFTER.match(text, plus + 1) or (lead and not PLAIN_LEAD.fullmatch(lead[0]))
        signed = lead and SIGN_LEAD.fullmatch(lead[0]) and SIZED_AFTER.match(text, plus + 1)
        if not is_code or signed or MONTH_AFTER.match(text, plus + 1):
            yield Signal("constant", 3.0, token.start(), text[token.start() : plus + 4])


KLOC = re.compile(r"/[Kk][Oo]?[LlOo][Oo][Cc]-")
ADDRESS = re.compile(r"(?:://|www\.)[^ \n]*\Z")


def kloc(text: str) -> Iterator[Signal]:
    """Weigh the token /kloc-0/, unless in the address of a page."""
    for found in KLOC.finditer(text):
        if not ADDRESS.search(text, max(0, found.start() - 80), found.start()):
            yield Signal("kloc", 3.0, found.start(), found[0])


class Form(NamedTuple):
    """A printed form that speaks for damage: looked for at its rarest part, then as a whole."""

    name: str
    weight: float
    rare: re.Pattern[str]
    whole: re.Pattern[str]
    reach: int


def _form(name: str, weight: float, rare: str, whole: str, reach: int = 16) -> Form:
    """Make a form whose whole begins within `reach` characters before its rare part."""
    return Form(name, weight, re.compile(rare), re.compile(whole), reach)


TORN = (
    r"65,?438[ ]?±[ ]?0(?![.,]0*[1-9])"
    rf"|65438[ ]to[ ](?:0[0-9]{{3}}(?![0-9])|{NAME})"
    r"|65[.,]?438[ ](?:a|y|hasta)[ ]0[.,]?[0-9]{3}(?![0-9])"
    r"|65438[ ]0(?:[0-9]{1,2}(?=[ ][a-z])|[ ]?[℃%])|65438[ ]?[^\W0-9_][^0-9+=(\n]{0,50}\+0"
    rf"|65438[ +]*(?:(?:El|En|de|[0-9]{{1,2}})[ ])*{SPANISH_TAIL}(?![a-z])"
    rf"|{SPANISH_TAIL}(?:[^0-9\n]{{0,30}}|[ ]de[ ][0-9]{{4}}[ ])[12]{{0,2}}65438(?![0-9+])"
)
"""The constant torn from its 0: by words, by the name of a month, or with its sign misprinted."""
PLURAL = "[a-z]+[aeo]s(?![a-z])"
BARE = (
    r"(?<![0-9.,/:=!#-])(?<![Nn]o\.[ ])(?<!ZIP[ ])"
    rf"(?!6\.5438)(?:[0-9]{{1,3}}[.,])?[0-9]{{0,2}}{CONSTANT}(?:00)?"
    r"(?:[ ](?:thousand|million|billion|trillion|mil|millones)(?![a-z])"
    rf"|(?<=,[0-9]{{3}})[ ](?=[a-z])|(?<=\.[0-9]{{3}})[ ](?={PLURAL})|(?<=[12]65438)[ ](?=[a-z]))"
)
"""A figure that is the constant, of which the 0 is gone, and counts or measures something."""
BRIEF = (
    r"2[12][0-9](?<=[a-z,] 2[12][0-9])(?![0-9%:°]|[.,][0-9])"
    rf"(?=[ ]?[,.;)\n]|$|[ ](?:{NO_NOUN}|[a-z]+ed(?![a-z])))"
)
"""A year without its zero, behind which nothing is counted."""
DOUBLED = r"200[12][0-9](?<![0-9,.][0-9]{5})(?![0-9-]|[.,][0-9]|[ ]?%)"
BEFORE_YEAR = rf"(?:(?<!\S)(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil)|{NAME}(?:[ ][0-3]?[0-9])?,?)[ ]"
GLUED = (
    r"(?<!\S)[a-z]{2,}1(?:[0-9]{1,2}(?:,000|0000?)(?![0-9,.A-Za-z])"
    rf"|[0-9.,]*(?:%[a-z]{{2}}|00(?={MEASURE})|[ ](?:{WORDED_SCALE}))|0/[a-z]{{4}}"
    r"|[0-9]{1,4}[ ]?(?:[0-9]{1,2}[ ]?)?′)"
)
"""A blank lost before an initial 1, where zeros, a scale or degrees put the digits in doubt."""
NUMBER_FIRST = r"(?<!\S)[0-9]{1,4}1(?:[a-z]{5,}|[A-Z][a-z]{3,})(?![0-9_(])"
LETTER = rf"(?<![0-9A-Za-z.,/_-])(?:[0-9]+l[0-9]*|l[0-9]{{2,}})(?={MEASURE})"
OVER = rf"0/(?:[0-9]+(?={MEASURE})|[0-9]{{3,}}(?=[ ][a-z]{{2}}))"

FORMS = (
    # One with its digits behind it is not torn.
    _form("constant", 3.0, r"65(?=[.,]?438(?!\+[0-9]{1,2}[^0-9 ]|\+[0-9]{3}))", TORN, 40),
    _form("bare_constant", 1.0, f"{CONSTANT}(?:00)?[ ]", BARE, 8),
    # Its digits misprinted, beside the rest of the number.
    _form("bare_constant", 1.0, "654[.,]3?38[ ]", r"654[.,]3?38[ ][0-9][.,][0-9]{3}(?![0-9])"),
    # A minus for the plus of a year; behind a state it is a postal code.
    _form("bare_constant", 1.0, "65438-0", r"(?<![0-9])(?<![A-Z]{2} )65438-09[0-9]{2}(?![0-9-])"),
    # What is left of /kloc-0/: a year over zero, zero over what is counted.
    _form("kloc", 2.0, "/0", r"[IiBb][nNyY][ ](?:19|20)/0(?![0-9/])"),
    _form("glued", 1.0, r"0/(?=[0-9])(?<!\S0/)", OVER, 8),
    # What is left of 65438+0 is its 0: two points in one measured number.
    _form("glued", 1.0, r"10\.(?<=[0-9]10\.)", rf"[0-9]\.[0-9]+10\.[0-9]+(?={MEASURE})"),
    # Zeros were deleted: in the year of a date, in a year, in a group of thousands.
    _form("lost_zeros", 2.0, BRIEF, rf"{NAME}(?:[ ][0-3]?[0-9]{SUFFIX},)?[ ]2[12]"),
    _form("brief_year", 0.7, BRIEF, "(?:[Ii]n|[Bb]y|(?:quarter|half|year|end|beginning) of) 2[12]"),
    _form("lost_zeros", 2.0, rf", (?={SIZE})", "[a-z]{2} [0-9]{1,3}(?:,[0-9]{3})*, [a-z]+"),
    # Thousands whose comma stands behind four digits or more: one may be a slip.
    _form("ill_grouped", 0.5, ",[05]00", r"(?<![0-9.,])[0-9]{4,6},[05]00(?![0-9,.][0-9])"),
    # 20021 in the place of a year.
    _form("doubled_year", 2.0, rf"{DOUBLED}(?=[ ]?year(?!s))|2000[0-9](?=year)", "200"),
    _form("doubled_year", 1.0, rf"{DOUBLED}(?![ ]{PLURAL}|[ ]people)", rf"{BEFORE_YEAR}200"),
    # The letter l among the digits of what is measured.
    _form("letter", 2.0, "l(?<=[0-9 ]l)(?=[0-9 %])", LETTER),
    _form("glued", 1.0, "1(?<=[a-z]1)", GLUED),
    # A number glued to the word after it: 21project.
    _form("glued", 1.0, "1(?=[A-Za-z]{4})(?<=[0-9]1)", NUMBER_FIRST),
    # A unit word in zeros behind a lost point.
    _form("glued", 1.0, r"1000 (?<=\. 1000 )", rf"[0-9]{{2,4}}\. 1000(?={MEASURE})"),
)


LOST_ZEROS = tuple(form for form in FORMS if form.name in ("brief_year", "lost_zeros"))
"""What tells whether a text loses its zeros, however much else speaks for damage."""


def forms(text: str, table: tuple[Form, ...] = FORMS) -> Iterator[Signal]:
    """Weigh the forms of the table."""
    for name, weight, rare, whole, reach in table:
        for hit in rare.finditer(text):
            around = whole.finditer(text, max(0, hit.start() - reach), hit.end() + 2 * reach)
            found = next((one for one in around if one.start() <= hit.start() < one.end()), None)
            if found:
                yield Signal(name, weight, found.start(), found[0])


SIGNALS: tuple[Callable[[str], Iterator[Signal]], ...] = (constant, kloc, forms, gaps)


def weigh(text: str) -> Gate:
    """Return whether the text is clean, suspect or garbled, and the signals that say so.

    >>> weigh("In 20 12 it reached 65,438+05 countries.").state
    'garbled'
    >>> weigh("at 05:05.065438+00, 20 12-inch pizzas").state
    'clean'
    """
    signals: list[Signal] = []
    total = 0.0
    for signal in chain.from_iterable(function(text) for function in SIGNALS):
        signals.append(signal)
        total += signal.weight
        if total > ENOUGH:
            break
    state: State = "garbled" if total >= GARBLED else "suspect" if total >= SUSPECT else "clean"
    if total > ENOUGH:
        signals = [signal for signal in signals if signal.name != "brief_year"]
        signals += islice(forms(text, LOST_ZEROS), 2)
    families = {signal.name for signal in signals if signal.weight > 0}
    if total > ENOUGH and scaled_in_zeros(text):
        families.add("unit_word")
    return Gate(state, round(total, 2), tuple(signals), frozenset(families))
