"""The channel, forward: what the translation engine does to a clean figure.

Undoing the damage is the business of the rules; nothing here reads a garbled text, and no
choice is made here: `choice` says which of the seen forms of the damage is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

Garble = Callable[[str, int], str]

CONSTANT: Final = "65438+0"
POINTED: Final = ("6.5438", "65.438", "654.38", "6543.8")
_NUMBER: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_SCALED: Final = re.compile(_NUMBER.pattern + r"(?: (?:thousand|million|billion|trillion)\b)?")
_YEAR: Final = re.compile(r"(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9,]|\.[0-9])")
_POWERS: Final = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One way in which the channel damages a figure, under its letter in the study of the channel.

    `garble(phrase, choice)` gives the damaged phrase, or the same one where the mechanism does
    not bite. `leaves_trace` is false where the result looks like any other figure, and
    `keeps_digits` is false where it holds too little to list the true value.
    """

    letter: str
    name: str
    garble: Garble
    leaves_trace: bool = True
    keeps_digits: bool = True


def _in_number(phrase: str, change: Callable[[str], str]) -> str:
    """Change the first number of a phrase and nothing else.

    >>> _in_number("nearly 1,558 pupils", lambda number: f"<{number}>")
    'nearly <1,558> pupils'
    """
    return _NUMBER.sub(lambda found: change(found.group()), phrase, count=1)


def _value(scaled: str) -> tuple[Decimal, str]:
    """Give the plain value of a number with its scale word, and the word.

    >>> _value("16.8 million")
    (Decimal('16800000'), 'million')
    """
    number, _, word = scaled.partition(" ")
    return Decimal(number.replace(",", "")).scaleb(_POWERS[word]) + 0, word


def _plain(value: Decimal) -> str:
    """Print a decimal without exponent and without idle zeros.

    >>> _plain(Decimal("1.8E+3")), _plain(Decimal("1610.60"))
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

    return _in_number(phrase, garble)


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
    found = _SCALED.search(phrase)
    if found is None or phrase[found.end() : found.end() + 1] == "%":
        return phrase
    value, _ = _value(found.group())
    digits = _plain(value).replace(".", "").strip("0")
    words = [w for w in ("million", "billion") if abs(value.adjusted() - _POWERS[w]) <= 2]
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
    return _YEAR.sub(
        lambda year: re.sub(r"^201([0-9])$", r"2065.438+0.\1", year.group()), phrase, count=1
    )


def inner_blank(phrase: str, choice: int = 0) -> str:
    """Put a blank before every inner 1 (D): the token is spoken as a word of its own.

    >>> inner_blank("in 2012"), inner_blank("17.1%"), inner_blank("8,112 shops")
    ('in 20 12', '17. 1%', '8, 1 12 shops')
    """
    garbled = _in_number(phrase, lambda number: re.sub(r"(?<=[0-9.])1", " 1", number))
    return re.sub(r",(1(?= 1))", r", \1", garbled)


def lost_blank(phrase: str, choice: int = 0) -> str:
    """Glue an initial 1 to the word before it (W), the mirror of the inner blank.

    >>> lost_blank("reached 17.6%"), lost_blank("reached 27.6%")
    ('reached17.6%', 'reached 27.6%')
    """
    return re.sub(r"(?<=[A-Za-z]) (?=1)", "", phrase, count=1)


def kloc_token(phrase: str, choice: int = 0) -> str:
    """Print the first 1 as the token /kloc-0/, whole, torn, or moved behind the noun (K).

    Inside a number the token was seen torn only before a zero and at the end.

    >>> kloc_token("21 colleges"), kloc_token("1,000,000 visits"), kloc_token("2010")
    ('2/kloc-0 colleges', '/kloc-0,000,000 visits', '20/kloc-0/0')
    >>> kloc_token("155 doctors", 1), kloc_token("2010", 1), kloc_token("17 departments", 2)
    ('0/55 doctors', '20/0', '7 departments/kloc-0')
    """
    found = _NUMBER.search(phrase)
    if found is None or "1" not in found.group():
        return phrase
    head, tail = found.group().split("1", 1)
    before, after = phrase[: found.start()], phrase[found.end() :]
    form = choice % 3
    if form == 1 and not head and tail[:1].isdigit():
        return f"{before}0/{tail}{after}"
    if form == 1 and head and tail in {"", "0"}:
        return f"{before}{head}/{tail}{after}"
    if form == 2 and not head and tail[:1].isdigit() and after.strip():
        return f"{before}{tail}{after}/kloc-0"
    token = "/kloc-0/" if tail[:1].isdigit() else "/kloc-0"
    return f"{before}{head}{token}{tail}{after}"


_MONTH_FORMS: Final = {
    "January": ("65438+1October", "65438+ 10", "June 5438+ 10"),
    "October": ("June 5438+1October", "65438+ 10"),
    "November": ("165438+1October", "165438+10"),
    "December": ("65438+February", "June 65438+February"),
}


def month_word(phrase: str, choice: int = 0) -> str:
    """Print the tail of a month's number as the name of another month (F).

    The engine reads what follows the constant as a month, and at times its leading 6 as June.
    Forms that end in a digit were seen only where no day and no year follows.

    >>> month_word("December 22"), month_word("December 22", 1), month_word("November", 1)
    ('65438+February 22', 'June 65438+February 22', '165438+10')
    >>> month_word("January"), month_word("October", 1), month_word("May 2019")
    ('65438+1October', '65438+ 10', 'May 2019')
    """
    found = re.search("|".join(_MONTH_FORMS), phrase)
    if found is None:
        return phrase
    forms = _MONTH_FORMS[found.group()]
    if re.match(r" ?[0-9]", phrase[found.end() :]):
        forms = tuple(form for form in forms if form[-1].isalpha())
    return phrase[: found.start()] + forms[choice % len(forms)] + phrase[found.end() :]


def slipped_unit(phrase: str, choice: int = 0) -> str:
    """Print a figure counted in yi or wan with another scale word (H), and no trace of it.

    The unit word is translated and the number is not rescaled: yi as billion or million,
    wan as million or nothing, hundreds of wan as tens of thousands.

    >>> slipped_unit("115.8 billion yuan"), slipped_unit("1610.6 billion", 1)
    ('1158 billion yuan', '16106 million')
    >>> slipped_unit("13,800 people", 2), slipped_unit("16 million yuan", 4)
    ('1.38 million people', '160000 yuan')
    """
    power, word, times = (
        (8, " billion", 1),
        (8, " million", 1),
        (4, " million", 1),
        (4, "", 1),
        (4, "", 100),
    )[choice % 5]

    def slip(found: re.Match[str]) -> str:
        value, _ = _value(found.group())
        fits = value.adjusted() >= power
        return f"{_plain(value.scaleb(-power) * times)}{word}" if fits else found.group()

    return _SCALED.sub(slip, phrase, count=1)


def scale_in_zeros(phrase: str, choice: int = 0) -> str:
    """Print wan or yi as a number in zeros behind the displaced digits (H with D).

    >>> scale_in_zeros("6.31 million people"), scale_in_zeros("121 million", 1)
    ('63 1 10,000 people', '1.2 1 100 million')
    >>> scale_in_zeros("2.5 million")
    '2.5 million'
    """
    found = _SCALED.search(phrase)
    if found is None:
        return phrase
    value, _ = _value(found.group())
    power, word = ((4, "10,000"), (8, "100 million"))[choice % 2]
    number = _plain(value.scaleb(-power))
    spread = inner_blank(number)
    if value.adjusted() < power or not spread.endswith(" 1"):
        return phrase
    return f"{phrase[: found.start()]}{spread} {word}{phrase[found.end() :]}"


def bare_constant(phrase: str, choice: int = 0) -> str:
    """Print a power of ten as the constant alone: `+0` and the zeros are absorbed (E).

    >>> bare_constant("100 million yuan"), bare_constant("10,000 students")
    ('654.38 billion yuan', '6,543,800 students')
    >>> bare_constant("100,000 graduates"), bare_constant("120,000 graduates")
    ('654.38 million graduates', '120,000 graduates')
    """
    found = _SCALED.search(phrase)
    if found is None:
        return phrase
    value, _ = _value(found.group())
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
    """Cut a number off behind its first constant (E): what followed the 1 is gone.

    >>> cut_off("579.11 yuan"), cut_off("18 students", 1)
    ('579.65438+ yuan', '65,438 students')
    """

    def cut(number: str) -> str:
        head, one, _ = number.partition("1")
        if choice % 2 and one and not head:
            return "65,438"
        return f"{head}65438+" if one else number

    return _in_number(phrase, cut)


def torn_constant(phrase: str, choice: int = 0) -> str:
    """Tear the constant of a leading 1 by a blank, a word, or the noun counted (A).

    >>> torn_constant("17 kinds"), torn_constant("1988", 1), torn_constant("1.2 times", 2)
    ('65438 07 kinds', '65438 to 0988', '65438+ 0.2 times')
    >>> torn_constant("1 parking spaces", 3), torn_constant("17 ships", 3)
    ('65438 parking spaces +0', '65438 ships +07')
    """
    found = _NUMBER.search(phrase)
    if found is None or found.group()[0] != "1":
        return phrase
    tail = found.group()[1:]
    before, after = phrase[: found.start()], phrase[found.end() :]
    form = choice % 4
    if form == 1 and _YEAR.fullmatch(found.group()):
        return f"{before}65438 to 0{tail}{after}"
    if form == 3 and (tail + "0").isdigit() and re.match(r" (?!thousand|[mb]illion)[a-z]", after):
        return f"{before}65438{after} +0{tail}"
    return f"{before}65438{'+' if form == 2 else ''} 0{tail}{after}"


def torn_year(phrase: str, choice: int = 0) -> str:
    """Print the tail of a year of the tens as a year of its own behind the date (A).

    >>> torn_year("May 6, 2019"), torn_year("May 6, 2009")
    ('2065438+On May 6, 2009', 'May 6, 2009')
    """
    date = rf"((?:{_MONTHS}) [0-9]{{1,2}}), 201([0-9])(?![0-9])"
    return re.sub(date, r"2065438+On \1, 200\2", phrase, count=1)


def swallowed_digits(phrase: str, choice: int = 0) -> str:
    """Run an inner constant into the digits before it, which swallow its own first ones (A).

    Where these are the swallowed ones themselves, the constant looks whole and the damage is
    another figure's: such a 1 is let through.

    >>> swallowed_digits("30.01%"), swallowed_digits("158.41 tons", 1)
    ('30.05438+0%', '158.4438+0 tons')
    >>> swallowed_digits("2.61")
    '2.61'
    """
    lost, rest = (("6", "5438+0"), ("65", "438+0"))[choice % 2]
    inner = rf"(?<=[0-9.])(?<!{lost})1"
    return _in_number(phrase, lambda number: re.sub(inner, rest, number, count=1))


def doubled_zero(phrase: str, choice: int = 0) -> str:
    """Print a year of the twenties with a zero too many (G), the most frequent scramble.

    >>> doubled_zero("in 2021"), doubled_zero("in 2019")
    ('in 20021', 'in 2019')
    """
    return _YEAR.sub(lambda year: re.sub(r"^202([0-9])$", r"2002\1", year.group()), phrase, count=1)


def lost_one(phrase: str, choice: int = 0) -> str:
    """Lose a 1 altogether (G).

    >>> lost_one("2011 Plan"), lost_one("118 days")
    ('201 Plan', '18 days')
    """
    return _in_number(phrase, lambda number: number.replace("1", "", 1) or number)


def leftover_zero(phrase: str, choice: int = 0) -> str:
    """Print 1 as 10: of the token only `+0` survives (L), and the figure looks like any other.

    >>> leftover_zero("1.67 million"), leftover_zero("3.14 million")
    ('10.67 million', '3.104 million')
    """
    return _in_number(phrase, lambda number: number.replace("1", "10", 1))


def silent_month(phrase: str, choice: int = 0) -> str:
    """Print January or October as June, a genuine month's name (S).

    >>> silent_month("October 2016")
    'June 2016'
    """
    return re.sub(r"\b(?:January|October)\b", "June", phrase, count=1)


def silent_digit(phrase: str, choice: int = 0) -> str:
    """Print a 1 as a 0, or drop it with the zero behind it (S).

    >>> silent_digit("July 2014"), silent_digit("10,900 schools", 1)
    ('July 2004', '900 schools')
    """

    def change(number: str) -> str:
        plain = number.replace(",", "")
        if choice % 2 and re.match(r"10[1-9][0-9]", plain):
            return plain[2:]
        return re.sub(r"(?<=[0-9])1", "0", number, count=1)

    return _in_number(phrase, change)


def lost_marker(phrase: str, choice: int = 0) -> str:
    """Lose the signs for year and month between a year and one of its last three months (N).

    >>> lost_marker("December 1987"), lost_marker("December 2013", 1)
    ('1987 12', '2013 and 12')
    """
    joint = (" ", " and ", "- ")[choice % 3]
    names = _MONTHS.split("|")

    def print_anew(found: re.Match[str]) -> str:
        return f"{found[2]}{joint}{names.index(found[1]) + 1}"

    date = r"(October|November|December) ((?:19|20)[0-9]{2})(?![0-9])"
    return re.sub(date, print_anew, phrase, count=1)


def letter_for_digit(phrase: str, choice: int = 0) -> str:
    """Print a 1 at either end of a whole number as the letter l (O).

    >>> letter_for_digit("1031 mm"), letter_for_digit("1700 hours", 1)
    ('103l mm', 'l700 hours')
    """
    one = ("1$", "^1")[choice % 2]
    return _in_number(phrase, lambda n: re.sub(one, "l", n) if n.isdigit() and len(n) > 1 else n)


def point_for_comma(phrase: str, choice: int = 0) -> str:
    """Print the marks of thousands as points beside a decimal point (P).

    >>> point_for_comma("3,610.26 billion"), point_for_comma("1,600 mu")
    ('3.610.26 billion', '1,600 mu')
    """
    return _in_number(phrase, lambda n: n.replace(",", ".") if "." in n else n)


def lone_point_for_comma(phrase: str, choice: int = 0) -> str:
    """Print the only mark of thousands as a point (P), which makes a plain decimal of it.

    >>> lone_point_for_comma("1,600 mu"), lone_point_for_comma("3,610.26 billion")
    ('1.600 mu', '3,610.26 billion')
    """
    return _in_number(
        phrase, lambda n: n.replace(",", ".") if n.count(",") == 1 and "." not in n else n
    )


def lost_zero_in_date(phrase: str, choice: int = 0) -> str:
    """Delete the zeros of a year behind a month and a day (Z), a bug of its own.

    >>> lost_zero_in_date("November 11, 2017"), lost_zero_in_date("October 1, 2009")
    ('November 11, 217', 'October 1, 29')
    """
    date = rf"(?:{_MONTHS}) [0-9]{{1,2}}, 20[0-9]{{2}}(?![0-9])"
    return re.sub(date, lambda d: d[0][:-4] + d[0][-4:].replace("0", ""), phrase, count=1)


def lost_zero(phrase: str, choice: int = 0) -> str:
    """Delete the zeros of a whole number (Z), which leaves another number.

    >>> lost_zero("90%"), lost_zero("505 points"), lost_zero("316,000 mu")
    ('9%', '55 points', '316,000 mu')
    """
    return _in_number(phrase, lambda n: (n.replace("0", "") or n) if n.isdigit() else n)


MECHANISMS: Final = (
    Mechanism("B", "constant", constant),
    Mechanism("C", "moved point", moved_point),
    Mechanism("C", "moved point in percent", moved_point_in_percent),
    Mechanism("C", "moved point in year", moved_point_in_year),
    Mechanism("D", "inner blank", inner_blank),
    Mechanism("W", "lost blank", lost_blank),
    Mechanism("K", "kloc token", kloc_token),
    Mechanism("F", "month word", month_word),
    Mechanism("H", "slipped unit", slipped_unit, leaves_trace=False),
    Mechanism("H", "scale in zeros", scale_in_zeros),
    Mechanism("E", "bare constant", bare_constant),
    Mechanism("E", "cut off", cut_off, keeps_digits=False),
    Mechanism("A", "torn constant", torn_constant),
    Mechanism("A", "torn year", torn_year),
    Mechanism("A", "swallowed digits", swallowed_digits),
    Mechanism("G", "doubled zero", doubled_zero),
    Mechanism("G", "lost one", lost_one, leaves_trace=False, keeps_digits=False),
    Mechanism("L", "leftover zero", leftover_zero, leaves_trace=False),
    Mechanism("S", "silent month", silent_month, leaves_trace=False),
    Mechanism("S", "silent digit", silent_digit, leaves_trace=False, keeps_digits=False),
    Mechanism("N", "lost marker", lost_marker),
    Mechanism("O", "letter for digit", letter_for_digit),
    Mechanism("P", "point for comma", point_for_comma),
    Mechanism("P", "lone point for comma", lone_point_for_comma, leaves_trace=False),
    Mechanism("Z", "lost zero in date", lost_zero_in_date),
    Mechanism("Z", "lost zero", lost_zero, leaves_trace=False),
)
