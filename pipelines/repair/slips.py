"""What the translation engine does beside the token, forward: units, months, zeros and marks.

What it makes of the digit 1 itself is in tokens.
"""

from __future__ import annotations

import re
from typing import Final

from pipelines.repair.tokens import (
    MONTHS,
    NOUN,
    SCALED,
    YEAR,
    in_number,
    inner_blank,
    plainly,
    value_of,
)

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
        value, _ = value_of(found.group())
        fits = value.adjusted() >= power
        return f"{plainly(value.scaleb(-power) * times)}{word}" if fits else found.group()

    return SCALED.sub(slip, phrase, count=1)


def scale_in_zeros(phrase: str, choice: int = 0) -> str:
    """Print wan or yi as a number in zeros behind the displaced digits (H with D).

    >>> scale_in_zeros("6.31 million people"), scale_in_zeros("121 million", 1)
    ('63 1 10,000 people', '1.2 1 100 million')
    >>> scale_in_zeros("2.5 million")
    '2.5 million'
    """
    found = SCALED.search(phrase)
    if found is None:
        return phrase
    value, _ = value_of(found.group())
    power, word = ((4, "10,000"), (8, "100 million"))[choice % 2]
    number = plainly(value.scaleb(-power))
    spread = inner_blank(number)
    if value.adjusted() < power or not re.fullmatch(r"[0-9.]{1,4} 1", spread):
        return phrase
    return f"{phrase[: found.start()]}{spread} {word}{phrase[found.end() :]}"


def doubled_zero(phrase: str, choice: int = 0) -> str:
    """Print a year of the twenties with a zero too many (G), the most frequent scramble.

    >>> doubled_zero("in 2021"), doubled_zero("in 2019"), doubled_zero("2021 boats")
    ('in 20021', 'in 2019', '2021 boats')
    """
    return re.sub(rf"(?<![0-9,.])202([0-9])(?![0-9,.]| {NOUN})", r"2002\1", phrase, count=1)


def lost_one(phrase: str, choice: int = 0) -> str:
    """Lose a 1 altogether (G).

    >>> lost_one("2011 Plan"), lost_one("118 days")
    ('201 Plan', '18 days')
    """
    return in_number(phrase, lambda number: number.replace("1", "", 1) or number)


def leftover_zero(phrase: str, choice: int = 0) -> str:
    """Print 1 as 10: of the token only `+0` survives (L), and the figure looks like any other.

    >>> leftover_zero("1.67 million"), leftover_zero("3.14 million"), leftover_zero("in 2001")
    ('10.67 million', '3.104 million', 'in 2001')
    """
    if re.search(MONTHS, phrase) or YEAR.search(phrase):
        return phrase
    return in_number(phrase, lambda number: number.replace("1", "10", 1))


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

    return in_number(phrase, change)


def lost_marker(phrase: str, choice: int = 0) -> str:
    """Lose the signs for year and month between a year and one of its last three months (N).

    The word "and" in their place was seen with a gap in the year, which shows the damage.

    >>> lost_marker("December 1987"), lost_marker("December 2013", 1), lost_marker("May 1987")
    ('1987 12', '20 13 and 12', 'May 1987')
    """

    def print_anew(found: re.Match[str]) -> str:
        year, month = found[2], MONTHS.split("|").index(found[1]) + 1
        gapped = inner_blank(year)
        if choice % 3 == 1 and gapped != year:
            return f"{gapped} and {month}"
        return f"{year}{'- ' if choice % 3 == 2 else ' '}{month}"

    date = r"(October|November|December) ((?:19|20)[0-9]{2})(?![0-9])"
    return re.sub(date, print_anew, phrase, count=1)


def letter_for_digit(phrase: str, choice: int = 0) -> str:
    """Print a 1 at either end of a whole number before a unit as the letter l (O).

    >>> letter_for_digit("1031 mm"), letter_for_digit("1700 hours", 1)
    ('103l mm', 'l700 hours')
    """
    number = (r"([0-9]{2,})1", r"1([0-9]{2,})")[choice % 2]
    letter = (r"\1l", r"l\1")[choice % 2]
    return re.sub(rf"(?<![0-9,.]){number}(?= {NOUN})", letter, phrase, count=1)


def point_for_comma(phrase: str, choice: int = 0) -> str:
    """Print the marks of thousands as points beside a decimal point (P).

    >>> point_for_comma("3,610.26 billion"), point_for_comma("1,600 mu")
    ('3.610.26 billion', '1,600 mu')
    """
    return in_number(phrase, lambda n: n.replace(",", ".") if "." in n else n)


def lone_point_for_comma(phrase: str, choice: int = 0) -> str:
    """Print the only mark of thousands as a point (P), which makes a plain decimal of it.

    >>> lone_point_for_comma("1,600 mu"), lone_point_for_comma("3,610.26 billion")
    ('1.600 mu', '3,610.26 billion')
    """
    return in_number(
        phrase, lambda n: n.replace(",", ".") if n.count(",") == 1 and "." not in n else n
    )


def lost_zero_in_date(phrase: str, choice: int = 0) -> str:
    """Delete the zeros of a year behind a month (Z), a bug of its own.

    Of a year behind a bare month at least three digits must stay, or it looks like a day.

    >>> lost_zero_in_date("November 11, 2017"), lost_zero_in_date("October 1, 2009")
    ('November 11, 217', 'October 1, 29')
    >>> lost_zero_in_date("October 2014"), lost_zero_in_date("October 2009")
    ('October 214', 'October 2009')
    """

    def change(date: re.Match[str]) -> str:
        year = date[2].replace("0", "")
        return date[1] + year if "," in date[1] or len(year) > 2 else date[0]

    date = rf"((?:{MONTHS}) (?:[0-9]{{1,2}}, )?)(20[0-9]{{2}})(?![0-9])"
    return re.sub(date, change, phrase, count=1)


def lost_zero_in_year(phrase: str, choice: int = 0) -> str:
    """Delete the zero of a year behind a preposition (Z): damage where a text has several.

    >>> lost_zero_in_year("in 2018"), lost_zero_in_year("in 1998"), lost_zero_in_year("2018 boats")
    ('in 218', 'in 1998', '2018 boats')
    """
    return re.sub(r"(?<=\b[Ii]n )20(?=[12][0-9](?![0-9,.]))", "2", phrase, count=1)


def lost_zero(phrase: str, choice: int = 0) -> str:
    """Delete the zeros of a whole number that is part of no date (Z), which leaves another number.

    >>> lost_zero("90%"), lost_zero("505 points"), lost_zero("316,000 mu")
    ('9%', '55 points', '316,000 mu')
    """
    if re.search(MONTHS, phrase) or lost_zero_in_year(phrase) != phrase:
        return phrase
    return in_number(phrase, lambda n: (n.replace("0", "") or n) if n.isdigit() else n)
