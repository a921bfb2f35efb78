"""Weighs blanks before an inner 1, and unit words in zeros, against what clean texts have.

One of the gate's signals; nothing is repaired here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.repair.dates import NAME
from pipelines.repair.forms import UNIT, WORDED_SCALE, alternatives
from pipelines.repair.signals import GARBLED, Signal
from pipelines.repair.words import MONTHS, PERIOD_WORDS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

Weighed = tuple[str, float]
GAP = re.compile(r"1(?<=[0-9.] 1)(?<![^0-9][0-9] [0-9] 1)")
"""A 1 behind a blank and a digit; of a row of single digits (1 1 1) none is damage."""
MEASURE = rf"[ ]?(?:{UNIT}|{WORDED_SCALE})"
"""What shows that the number before it is measured."""
COUNTS = {"person", "visit", "household", "piece", "enterprise", "hour", "day", "month", "times"}
SIZE = alternatives(w for w, (_, code) in UNITS.items() if code not in COUNTS and w != "won")
"""Units that begin no clause, as people may: behind a stop they are those of the number there."""
NO_NOUN = (
    "(?:this|that|than|then|was|were|is|are|has|had|have|its|it|and|not|but|for|from|until|some"
    "|when|where|which|with|will|can|may|per|each|after|before|during|out|the|who|into|onto|also"
    "|to|at|by|as|in|on|of)(?![a-z])"
)
"""Words that no number counts."""
SCALED = re.compile(" 1 (?:10,?)?000 ")
LEFT = re.compile(
    r"(?<![0-9A-Za-z.,/(\[=*+_-])"
    r"(?P<left>(?:[1-9][0-9]*+|0(?=\.))(?:[.,][0-9]++)*+)(?P<point>\.?)[ ]\Z"
)
RIGHT = re.compile(
    r"(?P<right>1[0-9]*+(?:[.,][0-9]++)*+(?:[ ]1[0-9]*+(?:[.,][0-9]++)*+)*+)"
    r"(?P<more>(?:[ ][0-9]++(?:[.,][0-9]++)*+)*+)"
)
COMPOUND = re.compile(
    r"-[A-Za-z]|/[0-9]|(?!k?m[2²]|[cmk]m|kg)[A-Za-z]{1,2}(?![a-z])|[ ]years ago|:[0-9]"
    r"|[)(=_*'\"`\\\\^|×]|[ ]?['’]s?(?![a-z])"
)
"""What shows that a number is not the end of the one before it: 20 12-inch, 3 1/2, 7 1px."""
OWN_NUMBER = re.compile(
    r"(?:(?<![A-Za-z])(?i:top|last|first|bottom|at|table|article|chapter|section|figure|step|grade"
    r"|class|unit|volume|part|book|level|rule|line|item|verse|psalms?|highway|route|road|exit)"
    r"|(?<![0-9])[12][ ][A-Z][a-z]+)[ ]\Z"
)
"""Words that take a number of their own, after which another number may begin: top 20 16 are."""
PAREN_YEAR = re.compile(
    r"\((?<=[A-Za-z] \()(?:(?:1[0-9]{2} 1|20[0-3] 1|1[5-9] 1[0-9]|1 1[0-9] ?1)[-–) ]"
    r"|20 1 ?[0-9](?:\)|[ ]?[-–][ ]?(?:19|20)))"
)
"""A year in brackets, which in code would be a list of two numbers."""
ENCLOSED = (
    re.compile('"[0-9](?: 1)+"'),
    re.compile("“[0-9](?: 1)+”"),
    re.compile(r"\((?<=[a-z]{2} \()(?=[0-9 ]{4,6}[)B])[1-9][0-9]?(?: 1[0-9]?)+(?: BC)?\)"),
)
"""A name in figures between quotes ("2 1 1" for the 211 universities), or a year in brackets."""
NO_ORDINAL = re.compile(r"(?:1|.* 1)(?:th|st century)(?![a-z])")
SPLIT_YEAR = re.compile(r"(?:19|20) 1 ?[0-9]|(?:1[89]|20)[0-9] 1")
UNITED = re.compile(r".* 1 (?:10,?)?000")
YI = re.compile("(?:.* )?1 100")
MEASURED = re.compile("[ ]?[%℃]|[ ][A-Za-z]{2}")
"""What must follow a gap behind a decimal, where it is no scale word: 63.5 10,000 is sound."""
POINTED = re.compile(rf"[ ]?(?:{SIZE}|{WORDED_SCALE})")
"""A point may end a sentence, and the next may begin with a count, but not with a size."""
DATED = re.compile("[ ](?:19|20)[0-9]{2}(?![0-9])")
"""A year behind two numbers: they are its day and month."""
VERSES = re.compile("[-–][0-9]{1,2}(?![0-9 ,.])")
"""The last verse, behind a chapter and the first."""
WHOLE_YEAR = re.compile("(?:19[4-9]|20[0-3])[0-9]")
YEAR_MONTH = re.compile(r"1[0-2](?: (?:was|is|months?|[a-z]+ly|[a-z]+ed)(?![a-z])|[.;\n]|$)")
FOREIGN = re.compile(" million (?:pesos|euros|dollars|de )")
"""Where thousands are marked by blanks, 1 100 million is no yi."""
IDENTIFIER = re.compile(
    r"[0-9.,]{10}|[0-9.,]+ .{13}|[0-9]{4}(?: [0-9]{4}){2,}|[0-9]+(?:\.[0-9]+){2}"
)
"""More digits than a figure has, a card's number, a version."""
OTHER_GAP = re.compile(
    r"(?<![0-9A-Za-z.,])(?<!(?:19|20) )(?<!(?:19|20)[0-9] )(?!1 )"
    r"[0-9]{1,3}[ ][02-9][0-9]*+(?![0-9]*[-/:])"
)
"""A blank between digits that stands before another than 1, and not behind a year."""
INNER = re.compile(r"1(?<=[0-9]1)")
WORD = re.compile("[A-Za-z]{2}|[\u4e00-\u9fff\uac00-\ud7a3]")
BESIDE = re.compile(r"(?<![A-Za-z0-9])[b-zB-Z][ ]\Z|[0-9][ ](?<!19[0-9]{2} )(?<!20[0-9]{2} )\Z")
"""A lone letter, or a number that is no year: what stands behind is one of a row."""
FEWEST = 0.15
"""Of the inner 1s of a text, at least this share stands behind a blank where blanks were set."""


def gaps(text: str) -> Iterator[Signal]:
    """Weigh blanks before an inner 1, against blanks before other digits and unbroken inner 1s.

    Of the blanks that the engine sets, 95 in 100 stand before a 1; in rows of numbers
    and in thousands marked by blanks, about 30 in 100.
    """
    found = [signal for hit in GAP.finditer(text) if (signal := _gap(text, hit.start()))]
    found += [Signal("split_year", GARBLED, y.start(), y[0]) for y in PAREN_YEAR.finditer(text)]
    for enclosed in ENCLOSED:
        found += [Signal("gap", 1.0, one.start(), one[0]) for one in enclosed.finditer(text)]
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


def scaled_in_zeros(text: str) -> bool:
    """Whether a unit word stands in zeros behind a gap: 63 1 10,000."""
    return any(text[found.start() - 1].isdigit() for found in SCALED.finditer(text, 1))


def _gap(text: str, place: int) -> Signal | None:
    left = LEFT.search(text, max(0, place - 18), place)
    right = RIGHT.match(text, place, place + 60)
    if left is None or right is None or _in_a_row(text, left.start(), right.end()):
        return None
    before = text[max(0, left.start() - 16) : left.start()]
    if BESIDE.search(before) or (not left["point"] and OWN_NUMBER.search(before)):
        return None
    after = text[right.end("right") : right.end("right") + 24]
    is_compound = COMPOUND.match(after) and not NO_ORDINAL.match(right["right"] + after)
    number = f"{left['left']}{left['point']} {right['right']}"
    if is_compound or IDENTIFIER.match(number):
        return None
    is_measured = MEASURED.match(after) and not number.endswith((" 10,000", " 10000"))
    if "." in left["left"] and not (is_measured or UNITED.fullmatch(number)):
        return None
    name, weight = _kind(left, right["right"], right["more"], after, number)
    return Signal(name, weight, left.start(), number) if weight else None


def _in_a_row(text: str, start: int, end: int) -> bool:
    """Whether no word stands near, on the same line."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2]
    after = text[end : end + 40].partition("\n")[0]
    return bool(before.strip() or after.strip(" .")) and not WORD.search(f"{before}\n{after}")


def _kind(left: re.Match[str], right: str, more: str, after: str, number: str) -> Weighed:
    """Return the name and weight of a gap: what its pieces and the text behind it may be."""
    if UNITED.fullmatch(number) or (right.endswith("1") and after.startswith(" 000")):
        return "unit_word", GARBLED
    is_hundred = YI.fullmatch(number) and after.startswith(" million")
    if re.match("[0-9]{4,},", f"{left['left']}{right}") or (is_hundred and FOREIGN.match(after)):
        return "", 0.0
    if is_hundred:
        return "yi_word", 1.0
    if SPLIT_YEAR.fullmatch(number):
        return "split_year", _split_year(left, more, after, number)
    if left["point"]:
        return "gap", GARBLED if POINTED.match(after) else 0.0
    if WHOLE_YEAR.fullmatch(left["left"]):
        is_month = YEAR_MONTH.match(right + after) and not more
        return ("year_month", GARBLED) if is_month else ("", 0.0)
    return _count(left["left"], right, more, after)


def _split_year(left: re.Match[str], more: str, after: str, number: str) -> float:
    """Weigh a year in two pieces: fully where the place asks for a year, or the last digit is off.

    The text alone does not tell `20 16` of the top 20, 16 of them.
    """
    if DATED.match(more):
        return 0.0
    return 2.0 if PERIOD_AFTER.match(after) or _names_a_period(left) or number[-2] == " " else 1.0


def _count(left: str, right: str, more: str, after: str) -> Weighed:
    """Weigh a count in pieces: fully where it is long, or something counted follows."""
    is_year = re.fullmatch("19[0-9]{2}", right) and len(left) <= 2
    if is_year or more or VERSES.match(after):
        return "", 0.0
    if re.match(r"[0-9]{3}(?![0-9])", right) and len(left) <= 3 and "." not in left:
        scaled = re.match(" (?:million|billion) (?:yuan|RMB|mu)", after)
        return "gap_or_thousands", 1.0 if scaled else 0.3
    number = f"{left}{right}".replace(" ", "")
    is_long = len(number) > SURE or not number.isdigit()
    return "gap", 2.0 if is_long or COUNTED.match(after) else 1.0


SURE = 4
"""More digits than this are no two numbers by chance side by side."""
COUNTED = re.compile(
    rf"{MEASURE}|(?:th|st century|[ ]c?m)(?![a-z])|[ ]?[\u4e00-\u9fff\uac00-\ud7a3]"
    rf"|[ ](?!{NO_NOUN})"
    r"[a-z]{3,}(?:-[a-z]+)*(?![a-z]|[ ](?:later|ago|before|earlier|after)(?![a-z]))"
)
PERIOD_AFTER = re.compile(
    r"[ ]?(?:years?(?!s?[ ](?:ago|old|later))|[年년]|[-–—~][ ]?(?:19|20)[ 0-9]|[ ]to[ ](?:19|20))"
    rf"|,[ ][a-z]|[ ](?:{NAME})|[ ](?:was|is)[ ]|[ ]?[.;\n]|$"
)


def _names_a_period(left: re.Match[str]) -> bool:
    """Whether a word for a period stands before a number, or nothing but a line's start."""
    before = left.string[max(0, left.start() - 24) : left.start()]
    if not before or before[-1] in "\n(（、，。" or before.endswith(". "):
        return True
    word = before.rstrip().rpartition(" ")[2].rpartition("\n")[2].lstrip("(")
    return word in PERIODS or word.rstrip(",.") in MONTHS


PERIODS = (PERIOD_WORDS | {"on", "On"}) - {"the", "The", "around", "for", "For"}
