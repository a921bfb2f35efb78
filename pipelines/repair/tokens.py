"""What the translation engine makes of a digit 1, forward: the token, whole, moved, torn or cut.

What it does to units, months, zeros and marks is in slips.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTANT: Final = "65438+0"
POINTED: Final = ("6.5438", "65.438", "654.38", "6543.8")
NUMBER: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
SCALED: Final = re.compile(NUMBER.pattern + r"(?: (?:thousand|million|billion|trillion)\b)?")
NOUN: Final = "(?!thousand|[mb]illion|trillion)[a-z]"
YEAR: Final = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9,]|\.[0-9])")
POWERS: Final = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


def in_number(phrase: str, change: Callable[[str], str]) -> str:
    """Change the first number of a phrase and nothing else.

    >>> in_number("nearly 1,558 pupils", lambda number: f"<{number}>")
    'nearly <1,558> pupils'
    """
    return NUMBER.sub(lambda found: change(found.group()), phrase, count=1)


def value_of(scaled: str) -> tuple[Decimal, str]:
    """Give the plain value of a number with its scale word, and the word.

    >>> value_of("16.8 million")
    (Decimal('16800000'), 'million')
    """
    number, _, word = scaled.partition(" ")
    return Decimal(number.replace(",", "")).scaleb(POWERS[word]) + 0, word


def plainly(value: Decimal) -> str:
    """Print a decimal without exponent and without idle zeros.

    >>> plainly(Decimal("1.8E+3")), plainly(Decimal("1610.60"))
    ('1800', '1610.6')
    """
    whole, _, fraction = format(value, "f").partition(".")
    return f"{whole}.{fraction.rstrip('0')}".rstrip(".")


def _ungrouped(digits: str) -> str:
    return digits


def _last_three_apart(digits: str) -> str:
    return f"{digits[:-3]},{digits[-3:]}"


def _threes_from_the_left(digits: str) -> str:
    return ",".join(digits[at : at + 3] for at in range(0, len(digits), 3))


def _threes_from_the_right(digits: str) -> str:
    return _threes_from_the_left(digits[::-1])[::-1]


GROUPINGS: Final = (
    _last_three_apart,
    _threes_from_the_left,
    _threes_from_the_right,
    _ungrouped,
)


def constant(phrase: str, choice: int = 0) -> str:
    """Print each 1 as 65438+0 and group the digits left of each plus sign anew (B).

    Before translation the engine puts a token in place of the digit 1; on the way back its
    number formatter takes what stands left of the plus sign for one long number.

    >>> constant("2012"), constant("31"), constant("347156", 1)
    ('2065,438+02', '365,438+0', '347,654,38+056')
    >>> constant("1,558 households"), constant("416.332 million", 3)
    ('65,438+0,558 households', '465438+06.332 million')
    """
    grouping = GROUPINGS[choice % len(GROUPINGS)]

    def regroup(head: str) -> str:
        return head if "." in head else grouping(head.replace(",", ""))

    def garble(number: str) -> str:
        *heads, tail = number.replace("1", CONSTANT).split("+")
        return "+".join([*(regroup(head) for head in heads), tail])

    return in_number(phrase, garble)


def mixed_tokens(phrase: str, choice: int = 0) -> str:
    """Print the 1s of one number by different families: the constant, a blank, or intact (B).

    Most pages show two families side by side, and some numbers do.

    >>> mixed_tokens("2011", 1), mixed_tokens("2011", 3), mixed_tokens("2011", 2)
    ('20 165,438+0', '2065,438+0 1', '20165,438+0')
    """

    def garble(number: str) -> str:
        *parts, last = number.split("1")
        out = ""
        for at, part in enumerate(parts):
            out += part
            form = choice // 3**at % 3
            gapped = form == 1 and out[-1:].isdigit()
            out += CONSTANT if form == 0 else " 1" if gapped else "1"
        *heads, tail = (out + last).split("+")
        return "+".join([*(_regrouped_after_blanks(head) for head in heads), tail])

    return in_number(phrase, garble)


def _regrouped_after_blanks(head: str) -> str:
    *whole, run = head.split(" ")
    free = "." in run or len(run) < 6
    return " ".join([*whole, run if free else _last_three_apart(run.replace(",", ""))])


def moved_point(phrase: str, choice: int = 0) -> str:
    """Print a big figure with a point inside the constant, its power of ten thrown away (C).

    The engine takes the constant and what follows the 1 for two addends and scales each of
    them by itself. The digits survive; the factor between the true and the naive
    reading was seen from 0.01 to 100.

    >>> moved_point("16.8 million"), moved_point("125,000 people")
    ('6.5438+0.68 million', '6.5438+0.25 million people')
    >>> moved_point("1.4 billion", 5), moved_point("2.5 billion")
    ('65.438+0.4 billion', '2.5 billion')
    """
    found = SCALED.search(phrase)
    if found is None or phrase[found.end() : found.end() + 1] == "%":
        return phrase
    value, _ = value_of(found.group())
    digits = plainly(value).replace(".", "").strip("0")
    words = [w for w in ("million", "billion") if abs(value.adjusted() - POWERS[w]) <= 2]
    if not words or digits[0] != "1" or digits == "1":
        return phrase
    prefix = POINTED[choice % len(POINTED)]
    word = words[choice // len(POINTED) % len(words)]
    return f"{phrase[: found.start()]}{prefix}+0.{digits[1:]} {word}{phrase[found.end() :]}"


def moved_point_in_percent(phrase: str, choice: int = 0) -> str:
    """Print 1.7% and 10.7% alike, with a point inside the constant (C).

    >>> moved_point_in_percent("up 1.7%", 2), moved_point_in_percent("up 10.7%", 2)
    ('up 654.38+0.7%', 'up 654.38+0.7%')
    """
    prefix = POINTED[choice % len(POINTED)]
    return re.sub(r"(?<![0-9.,])10?\.([0-9]+)%", rf"{prefix}+0.\1%", phrase, count=1)


def moved_point_in_year(phrase: str, choice: int = 0) -> str:
    """Print a year of the tens with a point inside the constant (C).

    >>> moved_point_in_year("in 2019"), moved_point_in_year("in 2009")
    ('in 2065.438+0.9', 'in 2009')
    """
    return YEAR.sub(
        lambda year: re.sub(r"^201([0-9])$", r"2065.438+0.\1", year.group()), phrase, count=1
    )


def inner_blank(phrase: str, choice: int = 0) -> str:
    """Put a blank before every inner 1 (D): the token is spoken as a word of its own.

    >>> inner_blank("in 2012"), inner_blank("17.1%"), inner_blank("8,112 shops")
    ('in 20 12', '17. 1%', '8,1 12 shops')
    """
    return in_number(phrase, lambda number: re.sub(r"(?<=[0-9.])1", " 1", number))


def lost_blank(phrase: str, choice: int = 0) -> str:
    """Glue an initial 1 to the word before it (W), the mirror of the inner blank.

    >>> lost_blank("reached 17.6%"), lost_blank("reached 27.6%")
    ('reached17.6%', 'reached 27.6%')
    """
    return re.sub(r"(?<=[A-Za-z]) (?=1)", "", phrase, count=1)


def kloc_token(phrase: str, choice: int = 0) -> str:
    """Print the first 1 as the token /kloc-0/, whole, torn, or moved behind the noun (K).

    Inside a number the token was seen torn only before a last zero and before a noun.

    >>> kloc_token("21 colleges"), kloc_token("1,000,000 visits"), kloc_token("2010")
    ('2/kloc-0 colleges', '/kloc-0,000,000 visits', '20/kloc-0/0')
    >>> kloc_token("155 doctors", 1), kloc_token("2010", 1), kloc_token("101 towns", 1)
    ('0/55 doctors', '20/0', '10/towns')
    >>> kloc_token("17 departments", 2)
    '7 departments/kloc-0'
    """
    found = NUMBER.search(phrase)
    if found is None or "1" not in found.group():
        return phrase
    number = found.group()
    head, tail = number.split("1", 1)
    before, after = phrase[: found.start()], phrase[found.end() :]
    noun = re.match(rf" {NOUN}", after)
    form = choice % 3
    if form == 1 and noun and head + tail and number.endswith("1"):
        return f"{before}{number[:-1]}/{after.lstrip()}"
    if form == 1 and head and tail == "0" and YEAR.fullmatch(number):
        return f"{before}{head}/{tail}{after}"
    if form == 1 and not head and tail[:1].isdigit():
        return f"{before}0/{tail}{after}"
    if form == 2 and noun and not head and re.match("[1-9]", tail):
        return f"{before}{tail}{after}/kloc-0"
    token = "/kloc-0/" if tail[:1].isdigit() else "/kloc-0"
    return f"{before}{head}{token}{tail}{after}"


def bare_constant(phrase: str, choice: int = 0) -> str:
    """Print a power of ten as the constant alone: `+0` and the zeros are absorbed (E).

    >>> bare_constant("100 million yuan"), bare_constant("10,000 students")
    ('654.38 billion yuan', '6,543,800 students')
    >>> bare_constant("100,000 graduates"), bare_constant("120,000 graduates")
    ('654.38 million graduates', '120,000 graduates')
    """
    found = SCALED.search(phrase)
    if found is None:
        return phrase
    value, _ = value_of(found.group())
    forms = {
        4: ("6,543,800",),
        5: ("654.38 million",),
        7: ("6,543,800",),
        8: ("654.38 billion",),
        11: ("654.38 billion",),
    }.get(value.adjusted())
    if forms is None or value != Decimal(1).scaleb(value.adjusted()):
        return phrase
    return phrase[: found.start()] + forms[choice % len(forms)] + phrase[found.end() :]


def cut_off(phrase: str, choice: int = 0) -> str:
    """Cut a number that is part of no date off behind its first constant (E): the rest is gone.

    >>> cut_off("579.11 yuan"), cut_off("18 students", 1)
    ('579.65438+ yuan', '65,438 students')
    """

    if re.search(MONTHS, phrase):
        return phrase

    def cut(number: str) -> str:
        head, one, _ = number.partition("1")
        if choice % 2 and one and not head:
            return "65,438"
        return f"{head}65438+" if one else number

    return in_number(phrase, cut)


def torn_constant(phrase: str, choice: int = 0) -> str:
    """Tear the constant of a leading 1 by a blank, a word, or the noun counted (A).

    A number behind a month is let through: that damage is the month's.

    >>> torn_constant("17 kinds"), torn_constant("1988", 1), torn_constant("1.2 times", 2)
    ('65438 07 kinds', '65438 to 0988', '65438+ 0.2 times')
    >>> torn_constant("1 parking spaces", 3), torn_constant("17 ships", 3)
    ('65438 parking spaces +0', '65438 ships +07')
    """
    found = NUMBER.search(phrase)
    if found is None or found.group()[0] != "1" or re.search(MONTHS, phrase[: found.start()]):
        return phrase
    tail = found.group()[1:]
    before, after = phrase[: found.start()], phrase[found.end() :]
    form = choice % 4
    if form == 1 and YEAR.fullmatch(found.group()):
        return f"{before}65438 to 0{tail}{after}"
    if form == 3 and (tail + "0").isdigit() and re.match(rf" {NOUN}", after):
        return f"{before}65438{after} +0{tail}"
    return f"{before}65438{'+' if form == 2 else ''} 0{tail}{after}"


def torn_year(phrase: str, choice: int = 0) -> str:
    """Print the tail of a year of the tens as a year of its own behind the date (A).

    >>> torn_year("May 6, 2019"), torn_year("May 6, 2009")
    ('2065438+On May 6, 2009', 'May 6, 2009')
    """
    date = rf"((?:{MONTHS}) [0-9]{{1,2}}), 201([0-9])(?![0-9])"
    return re.sub(date, r"2065438+On \1, 200\2", phrase, count=1)


def swallowed_digits(phrase: str, choice: int = 0) -> str:
    """Run an inner constant into the digits before it, which swallow its own first ones (A).

    Where these are the swallowed ones themselves, the constant looks whole and the damage is
    another figure's: such a 1 is let through.

    >>> swallowed_digits("30.01%"), swallowed_digits("158.41 tons", 1)
    ('30.05438+0%', '158.4438+0 tons')
    >>> swallowed_digits("2.61"), swallowed_digits("6.1")
    ('2.61', '6.1')
    """
    lost, rest = (("6", "5438+0"), ("65", "438+0"))[choice % 2]
    inner = rf"(?<=[0-9.])(?<!{lost})(?<!{lost}[.,])(?<!6[.,]5)1"
    return in_number(phrase, lambda number: re.sub(inner, rest, number, count=1))
