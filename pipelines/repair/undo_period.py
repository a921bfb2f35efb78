"""The rules for damaged years, months and dates.

A rule sees the text of a figure alone and proposes texts; each docstring tells the damage.
"""

from __future__ import annotations

import re

from pipelines.repair.dates import (
    APART_MONTH,
    ORDERS,
    TORN_MONTH,
    TORN_YEARS,
    YEAR_LEAD,
    clean_year,
    either,
    months_of,
    ones,
    parts,
    written,
)
from pipelines.repair.words import MONTH_NAMES, SPANISH_MONTHS

TORN = re.compile(f"(?:{YEAR_LEAD})?{TORN_MONTH}")


def month(text: str) -> tuple[str, ...]:
    """Undo a month whose number was read as a name: 65438+February is 12, and 1 meets 10.

    The leading 6 may have become June.

    >>> month("65438+February"), month("165438+1October 29th"), month("June 5438+ 10")
    (('December',), ('November 29th',), ('January', 'October'))
    >>> month("20021and February 65438+"), month("June 65438+February, 2022")
    (('December 2021',), ('December 2022',))
    """
    found = TORN.fullmatch(text)
    if not found:
        return ()
    tail = "February" if found["reversed"] else found["tail"] or ""
    names = [MONTH_NAMES[number - 1] for number in months_of(tail, one=bool(found["one"]))]
    year = found["reversed_year"] or (clean_year(found["lead"]) if found["lead"] else "")
    days = (found["day"], f"1{found['day']}") if found["slash"] else (found["day"] or "",)
    rest = (found["rest"] or "") if found["day"] else (found["rest"] or "").lstrip(",")
    if rest:
        return tuple(f"{written(name, days[0])}{rest}" for name in names)
    return tuple(written(name, day, year) for name in names for day in days)


ORDER = re.compile(either(*ORDERS))
HINT = re.compile(
    r"[A-Z][a-z]| de|month|\.[^.]*\.|year|[0-9 ][-/][ ]?[0-9l6]|^(?:19|20)[0-9]{2} [0-9]"
)


def date_order(text: str) -> tuple[str, ...]:
    """Write a date whose parts stand in the Chinese order in the order of English.

    >>> date_order("20 18 March 16"), date_order("March 20 17 17")
    (('March 16, 2018',), ('March 17, 2017',))
    >>> date_order("194 1 year 1 month"), date_order("1 1 May 20 16"), date_order("20 18- 1 1-2")
    (('January 1941',), ('May 1 1, 2016',), ('2018-11-02',))
    """
    found = ORDER.fullmatch(text) if HINT.search(text) else None
    if not found:
        return ()
    said = parts(found)
    month, day, year = said["month"], said.get("day"), said.get("year")
    year = clean_year(year) if year else ""
    if "stroke" in said and day:
        return (f"{year}-{ones(month):0>2}-{ones(day):0>2}",)
    if month in SPANISH_MONTHS:
        return (f"{ones(day)} de {month} de {year}" if day else f"{month} de {year}",)
    month = MONTH_NAMES[int(ones(month)) - 1] if month[0].isdigit() else month
    return (written(month, day or "", year),)


ORDINAL_ONE = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)(?=1(?![0-9A-Za-z]))")


def ordinal_one(text: str) -> tuple[str, ...]:
    """Undo a day whose 1 came behind the ordinal: June 2nd1 is June 21.

    >>> ordinal_one("June 2nd1")
    ('June 21',)
    """
    undone = ORDINAL_ONE.sub("", text)
    return (undone,) if undone != text else ()


TORN_YEAR = re.compile(either(*TORN_YEARS))
TORN_OFF = re.compile("1(?:[A-Z]| in )")


def torn_year(text: str) -> tuple[str, ...]:
    """Undo a year torn by a word: its last digit was read as a year or stands after the noun.

    >>> torn_year("2065438+On May 6, 2009"), torn_year("2026:5438+0")
    (('May 6, 2019',), ('2021',))
    >>> torn_year("20265438 college entrance examination applicants +0")
    ('2021 college entrance examination applicants',)
    """
    if "438" not in text and not TORN_OFF.match(text):
        return ()
    if re.fullmatch(APART_MONTH, text):
        return ("January", "October")
    found = TORN_YEAR.fullmatch(text)
    return _put_together(**parts(found)) if found else ()


def _put_together(
    head: str = "", last: str = "", date: str = "", words: str = ""
) -> tuple[str, ...]:
    year, words = f"{head}1{last}", words.strip()
    if head and len(year) != 4:
        return ()
    if date:
        return (f"{date}{',' if re.search('[0-9]', date) else ''} {year}",)
    return (f"{year} {words[:1].lower()}{words[1:]}".rstrip(),)


DOUBLED_YEAR = re.compile(r"(.* )?200([0-2][0-9])(?:[ ]?(?:year|and|,))?")


def doubled_year(text: str) -> tuple[str, ...]:
    """Undo 20021 for 2021: a year that came back with a digit too many.

    >>> doubled_year("20021"), doubled_year("20021year")
    (('2021',), ('2021',))
    """
    found = DOUBLED_YEAR.fullmatch(text)
    return (f"{found[1] or ''}20{found[2]}",) if found else ()


ZEROLESS_YEAR = re.compile(r"([A-Z][a-z]+(?: [0-3]?[0-9](?:st|nd|rd|th)?,)?) 2([0-9]{0,2})")
BRIEF_YEAR = re.compile("2[12][0-9]")
ZEROLESS_GROUP = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*), ([a-z].*)")


def lost_zeros(text: str) -> tuple[str, ...]:
    """Undo the deleted zeros of a date: 211 for 2011, 29 for 2009; and of 316, mu.

    A group of less than three digits may have lost zeros of its own.

    >>> lost_zeros("November 1, 211"), lost_zeros("October 214"), lost_zeros("316, mu")
    (('November 1, 2011',), ('October 2014',), ('316,000 mu',))
    >>> lost_zeros("October 22"), lost_zeros("218"), lost_zeros("50, yuan")
    ((), ('2018',), ('50,000 yuan', '500,000 yuan'))
    """
    dated = ZEROLESS_YEAR.fullmatch(text)
    if dated:
        years = dict.fromkeys((f"20{dated[2]:0>2}", f"20{dated[2]:0<2}"))
        whole = "," in dated[1] or len(dated[2]) == 2
        return tuple(f"{dated[1]} {year}" for year in years if whole and year < "2030")
    if BRIEF_YEAR.fullmatch(text):
        return (f"20{text[1:]}",)
    grouped = ZEROLESS_GROUP.fullmatch(text)
    if not grouped:
        return ()
    lost = ("", "0", "00")[: max(1, 4 - len(grouped[1]))]
    return tuple(f"{grouped[1]}{zeros},000 {grouped[2]}" for zeros in lost)


SHORT_YEAR = re.compile(r"(19|20) ?1(?: years?)?")


def short_year(text: str) -> tuple[str, ...]:
    """Propose the years that 20 1 may have been: its last digit is gone.

    >>> short_year("20 1 year")
    ('2010', '2011', '2001', '201')
    """
    found = SHORT_YEAR.fullmatch(text)
    return tuple(f"{found[1]}{tail}" for tail in ("10", "11", "01", "1")) if found else ()


JUNE_DAY = re.compile(r"June ([0-9])(, [0-9]{4})")
JUNE_YEAR = re.compile(r"June, ((?:19|20)[0-9]{2})")


def june_artefact(text: str) -> tuple[str, ...]:
    """Propose the months that a June with a comma behind it may have been.

    The leading 6 of a constant became June; the rest of the month is gone.

    >>> june_artefact("June, 2016"), june_artefact("June 5, 2019")
    (('June 2016', 'October 2016', 'January 2016'), ('June 5, 2019', 'June 15, 2019'))
    """
    day = JUNE_DAY.fullmatch(text)
    if day:
        return (text, f"June 1{day[1]}{day[2]}")
    found = JUNE_YEAR.fullmatch(text)
    return tuple(f"{name} {found[1]}" for name in ("June", "October", "January")) if found else ()


YEAR_AND_MONTH = re.compile(
    r"((?:19|20)[ ]?[0-9][ ]?[0-9])(?: and | to |, | |- ?)(1 ?[0-2])(?: months?)?"
)


def year_month(text: str) -> tuple[str, ...]:
    """Undo the lost words for year and month: 1987 12 is December 1987.

    >>> year_month("1987 12"), year_month("20 13 and 12"), year_month("20 18 and 2 1 year")
    (('December 1987',), ('December 2013',), ())
    """
    found = YEAR_AND_MONTH.fullmatch(text)
    if not found:
        return ()
    return (written(MONTH_NAMES[int(ones(found[2])) - 1], year=clean_year(found[1])),)


GLUED_DAY = re.compile(rf"((?:{'|'.join(MONTH_NAMES)}),?)(1(?:[0-9,].*|[ ]?day))")


def glued_day(text: str) -> tuple[str, ...]:
    """Set the blank that was lost between a month and a day that begins with 1.

    >>> glued_day("May19, 2016"), glued_day("May 19, 2016")
    (('May 19, 2016',), ())
    """
    found = GLUED_DAY.fullmatch(text)
    return (f"{found[1]} {found[2]}",) if found else ()


YEAR_WORD = re.compile(r"((?:19|20)[0-9]{2}) ?years?")


def year_word(text: str) -> tuple[str, ...]:
    """Drop the word year that stayed behind a year.

    >>> year_word("2013 years")
    ('2013',)
    """
    found = YEAR_WORD.fullmatch(text)
    return (found[1],) if found else ()
