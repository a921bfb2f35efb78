"""The rules for damaged years, months and dates.

A rule sees the text of a figure alone and proposes texts; each docstring tells the damage.
"""

from __future__ import annotations

import re

from pipelines.repair.dates import (
    DAY_FIRST,
    FUSED_DAY,
    MONTH_COMMA,
    NUMBERED_MONTH,
    NUMERIC,
    SPANISH_DATE,
    TORN_MONTH,
    TORN_YEAR,
    YEAR_BETWEEN,
    YEAR_FIRST,
    YEAR_LEAD,
    clean_year,
)
from pipelines.repair.undo_abroad import DAY_TOKEN
from pipelines.repair.words import MONTH_NAMES, SPANISH_MONTHS

TAIL_MONTHS = {
    "January": ("November",),
    "February": ("December",),
    "00": ("October",),
    "01": ("November",),
    "02": ("December",),
}
"""What follows a token as a name or as figures; the rest of the months is open."""


OPEN_MONTH = ("January", "October")


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
    names: tuple[str, ...] = TAIL_MONTHS.get(tail, OPEN_MONTH)
    if found["one"]:
        names = ("November",) if names is OPEN_MONTH else ()
    if found["reversed_year"]:
        return (f"December {found['reversed_year']}",)
    day = f" {found['day']}" if found["day"] else ""
    if found["slash"]:
        year = f", {clean_year(found['lead'])}" if found["lead"] else ""
        days = (found["day"], f"1{found['day']}")
        return tuple(f"{name} {number}{year}" for name in names for number in days)
    rest = (found["rest"] or "") if day else (found["rest"] or "").lstrip(",")
    if found["lead"] and not rest:
        year = clean_year(found["lead"])
        rest = f", {year}" if day else f" {year}"
    return tuple(f"{name}{day}{rest}" for name in names)


ORDERS = re.compile(
    f"{MONTH_COMMA}|{FUSED_DAY}|{YEAR_FIRST}|{YEAR_BETWEEN}|{NUMBERED_MONTH}|{NUMERIC}|{DAY_FIRST}"
    f"|{SPANISH_DATE}"
)


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
    found = ORDERS.fullmatch(text) if HINT.search(text) else None
    if not found:
        return ()
    if found["sano"]:
        day = f"{_number(found['el'])} de " if found["el"] else ""
        return (f"{day}{found['sano']} de {clean_year(found['del'])}",)
    if found["dated"]:
        month = MONTH_NAMES[int(found["number"].replace(" ", "")) - 1]
        day = f" {found['tag']}," if found["tag"] else ""
        return (f"{month}{day} {clean_year(found['dated'])}",)
    if found["comma"]:
        return (f"{found['comma']} {clean_year(found['comma_year'])}",)
    if found["fused"]:
        return (f"{found['of']} {int(found['on'])}, {found['fused']}",)
    if found["iso_year"]:
        month, day = (_number(found[part]) for part in ("iso_month", "iso_day"))
        return (f"{clean_year(found['iso_year'])}-{month:0>2}-{day:0>2}",)
    if found["bare_year"]:
        return (f"{found['bare_year']}-{found['bare_month']:0>2}-{found['bare_day']:0>2}",)
    if found["first"]:
        year = f", {clean_year(found['then'])}" if found["then"] else ""
        return (f"{found['behind']} {found['first']}{year}",)
    month = found["month"] or found["named"]
    day = found["date"] or found["last"] or found["late_day"]
    if not day:
        return (f"{month} {clean_year(found['year'])}",)
    return (f"{month} {day}, {clean_year(found['year'] or found['amid'])}",)


def _number(printed: str) -> str:
    return DAY_TOKEN.sub("1", printed).replace(" ", "")


ORDINAL_ONE = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)(?=1(?![0-9A-Za-z]))")


def ordinal_one(text: str) -> tuple[str, ...]:
    """Undo a day whose 1 came behind the ordinal: June 2nd1 is June 21.

    >>> ordinal_one("June 2nd1")
    ('June 21',)
    """
    undone = ORDINAL_ONE.sub("", text)
    return (undone,) if undone != text else ()


PLUS_YEAR = re.compile(r"([A-Z][a-z]+,? )?2065438\+200([0-9])")
APART_MONTH = re.compile(r"65438\+(?: [a-z]+)+ 10")
TORN_DATE = re.compile(
    r"(20)65[.,]?438\+((?:[A-Za-z]+ )*?)"
    rf"((?:{'|'.join([*MONTH_NAMES, *SPANISH_MONTHS])})(?: [0-9]{{1,2}}| del?)?)?,? ?200([0-9])"
)
SPLIT_YEAR = re.compile(r"((?:19|20)[0-9]?)6:?5438((?:[ ][A-Za-z]+)*)[ ]?\+0([0-9]?)((?:[ ].*)?)")
TURNED_YEAR = re.compile(r"5438\+0 in (20[0-9])6")
TORN_NOUN = re.compile(r"65,?438((?: [a-z]+)+) ?\+0([0-9]*)")
SPREAD_YEAR = re.compile(TORN_YEAR)


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
    plus = PLUS_YEAR.fullmatch(text)
    if plus:
        return (f"{(plus[1] or '').replace(',', '')}201{plus[2]}",)
    apart = APART_MONTH.fullmatch(text)
    if apart:
        return ("January", "October")
    dated = TORN_DATE.fullmatch(text)
    if dated:
        year = f"{dated[1]}1{dated[4]}"
        if dated[3]:
            return (f"{dated[3]}{',' if dated[3][-1].isdigit() else ''} {year}",)
        return (f"{year} {dated[2]}".rstrip(),)
    split = SPLIT_YEAR.fullmatch(text)
    if split and len(split[1]) + len(split[3]) == 3:
        return (f"{split[1]}1{split[3]}{split[2]}{split[4]}",)
    turned = TURNED_YEAR.fullmatch(text)
    if turned:
        return (f"{turned[1]}1",)
    noun = TORN_NOUN.fullmatch(text)
    if noun:
        return (f"1{noun[2]}{noun[1]}",)
    spread = SPREAD_YEAR.fullmatch(text)
    return _put_together(spread) if spread else ()


def _put_together(found: re.Match[str]) -> tuple[str, ...]:
    if found["apart"]:
        return (f"1{found['apart']}",)
    if found["glued_month"]:
        day = f" {found['glued_day']}," if found["glued_day"] else ""
        return (f"{found['glued_month']}{day} 1{found['rest']}",)
    if found["in_month"]:
        return (f"{found['in_month']} {found['on_day']}, 1{found['torn']}",)
    words = found["words"].strip() if found["words"] else ""
    words = f" {words[0].lower()}{words[1:]}" if words else ""
    return (f"1{found['torn'] or found['rest']}{words}",)


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
        tail = dated[2]
        if not tail:
            return (f"{dated[1]} 2000",) if "," in dated[1] else ()
        if len(tail) == 1 and "," in dated[1] and tail != "0":
            years = (f"200{tail}", f"20{tail}0") if tail in "12" else (f"200{tail}",)
            return tuple(f"{dated[1]} {year}" for year in years)
        return (f"{dated[1]} 20{tail}",) if len(tail) == 2 and tail[0] in "12" else ()
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
    number = int(found[2].replace(" ", ""))
    return (f"{MONTH_NAMES[number - 1]} {found[1].replace(' ', '')}",)


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
