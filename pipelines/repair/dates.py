"""The grammar of damaged dates: what a year, a day and a month look like in print.

One grammar for those who look for damage and those who undo it; nothing is decided here.
"""

from __future__ import annotations

import re

from pipelines.repair.words import MONTH_NAMES, SPANISH_MONTHS


def either(*forms: str) -> str:
    """Return forms as one pattern, where the name of a group ends with its form's number."""
    numbered = (re.sub("([?]P[<=][a-z]+)", rf"\1_{n}", form) for n, form in enumerate(forms))
    return "|".join(numbered)


def parts(found: re.Match[str]) -> dict[str, str]:
    """Return what the groups of a match with one of several forms hold, by their names.

    >>> parts(re.fullmatch(either("(?P<day>[0-9])", "(?P<month>[A-Z])"), "M"))
    {'month': 'M'}
    """
    return {name.partition("_")[0]: said for name, said in found.groupdict().items() if said}


NAME = "(?:" + "|".join(MONTH_NAMES) + ")"
CONSTANT = r"6[.,]?5[.,]?4[.,]?3[.,]?8"
KLOC = r"(?:/[Kk]?[Oo]?[LlOo][Oo][Cc]-0/?+|(?<![0-9./])0/(?=[0-9]))"
TOKEN_FOR_1 = rf"(?:{CONSTANT}\+0|{KLOC})"
SUFFIX = r"(?:st|nd|rd|th)?"
DIGIT = rf"(?:[0-9]|{TOKEN_FOR_1}|l(?![a-z]))"
DAY = rf"(?:[0-3]?[0-9](?:st|nd|rd|th)1|{DIGIT}(?:[ ]1|{DIGIT})?)(?![0-9])"
ONE = rf"(?:{CONSTANT}\+0(?:\.(?=[0-9]))?|{KLOC}|l)"
ANY_YEAR = (
    rf"(?:200[12][ ]1(?=[ ]?year)|(?:1[89]|2,?0|{TOKEN_FOR_1},?[89],?)"
    rf"(?:[ ]?(?:1|{ONE})[ ]?(?:[0-9]|{ONE})|[0-9](?:[ ]1|,?{ONE}|[0-9]))"
    r"|(?:19|20)/0|200[12][0-9])"
)
YEAR = rf"{ANY_YEAR}(?![0-9]|[.,][0-9])"
BARE_MONTH = "1(?:February|October)"
BARE_ONE = (
    rf"(?:(?<=(?:19|20)[0-9]{{2}})(?={BARE_MONTH})"
    rf"|(?<![0-9])(?=1February[ ][0-3]?[0-9](?:st|nd|rd|th)?+(?![0-9.]|,?[ ]?[0-9])))1"
)
"""A 1 glued to a month's name, behind a year or before a day of December: it is the month's own."""
YEAR_LEAD = (
    rf"(?P<lead>{ANY_YEAR})(?:(?:,|[ ]?and|[ ]?years?)?[ ]|,?(?=1?65438\+)|(?={BARE_MONTH}))"
)
"""A year before its month: the Chinese order."""

DAY_ENDS = r"(?![0-9%]|[.,:][0-9]|[-/])"
DATE_ENDS = r"(?=[ ]?[,;)\n](?![0-9])|[ ]?\.(?![0-9])|$)"
MONTH_COMMA = rf"(?P<month>(?!June){NAME}),[ ](?P<year>{ANY_YEAR})"
YEAR_FIRST = (
    # A year and a day run together before the month: 201318 April.
    rf"(?P<year>20[0-2][0-9])(?P<day>[0-3][0-9])[ ](?P<month>{NAME})(?![a-z])",
    # The Chinese order with a month's name: 20 18 March 16.
    rf"(?P<year>{ANY_YEAR})(?:[ ]?years?)?,?[ ]?(?:(?:On|Since|By)[ ])?(?P<month>{NAME})"
    rf"(?:[ ]?(?P<day>{DAY}{SUFFIX})(?:[ ]?day(?![a-z]))?{DAY_ENDS}"
    r"(?!,?[ ](?:19|20)[0-9]|[ ]?(?:million|yuan))|(?![a-z]|,?[ ](?:Day|[0-9]|and|to)))",
    # Year and month as numbers with their words: 194 1 year 1 month.
    rf"(?P<year>{ANY_YEAR})(?:[ ]?years?)?[ ](?P<month>1[ ]?[0-2]|[1-9])[ ]?months?"
    rf"(?:[ ](?P<day>{DAY})(?:[ ]?days?|{DATE_ENDS}))?(?![0-9a-z])",
    # A date in figures: 20 18- 1 1-12, 2018 11 12.
    rf"(?P<year>{ANY_YEAR})[ ]?(?P<stroke>[-/.])[ ]?"
    rf"(?P<month>(?:{ONE}|1)[ ]?(?:[0-2]|{ONE})|0?[1-9])[ ]?(?P=stroke)[ ]?"
    rf"(?P<day>{DAY}){DAY_ENDS}",
    r"(?P<year>(?:19|20)[0-9]{2})[ ](?!1[ ]1(?![0-9]))(?P<month>1[0-2]|[1-9])[ ]"
    rf"(?P<day>[0-3]?[0-9])(?:{DATE_ENDS}|(?=[ ][A-Z][a-z]))",
)
YEAR_BETWEEN = (
    rf"(?P<month>{NAME})(?:[ ]of)?[ ](?P<year>{ANY_YEAR})(?:,?|[ ]and)[ ](?P<day>{DAY}{SUFFIX})"
    rf"(?:[ ](?:year|day))?{DATE_ENDS}"
)
"""The year between month and day: March 20 17 17."""
DAY_FIRST = (
    rf"(?!{TOKEN_FOR_1}[ ]?(?:January|February|October))"
    rf"(?P<day>{DAY}{SUFFIX})(?:[ ]of)?(?:[ ]|(?<=[0-9][0-9]))(?P<month>{NAME})"
    rf"(?:,?[ ](?P<year>{YEAR})|(?![a-z]|[ ](?:Day|[0-9])))"
)
"""Day, month, year: 1 1 May 20 16."""
BEGINNING = (
    f"(?=19|2,?0|{TOKEN_FOR_1},?9)(?:{either(*YEAR_FIRST)})"
    f"|(?=[0-9]{{1,2}}[^0-9.,]|[0-9]?[6/l]){DAY_FIRST}"
)
"""A date that begins with its year or its day."""
VERB = "(?:is|was|has|had|and|it|in|to|of|at|with|on|when|by)"
MONTH_TAIL = (
    r"(?:January|February|(?:1[ ]?)?October"
    rf"|(?<=[+ ])10(?=[ ]?(?:month|$|[\n(,;)](?![0-9]{{3}})|\.(?![0-9]))|/|[ ]{VERB}[ ])"
    r"|(?:(?<=\+)|(?<=-0)|(?<=/))0?(?=[ ]?month)"
    r"|(?<=June 5438\+)0[0-2](?=,?[ ](?:19|20)[0-9]{2}))"
)
TORN_MONTH = (
    rf"(?:(?:June[ ,]*|(?<![0-9.,])|(?<=(?:19|20)[0-9]{{2}})|(?<=(?:19|20)[0-9]{{2}},))"
    rf"(?P<one>1)?(?:6?5438\+?|/[Kk]?[Oo]?[LlOo][Oo][Cc]-0/?|{BARE_ONE})"
    r"[ ]*(?:(?:[Ii]n|On|As of|By)[ ])?"
    rf"(?P<tail>{MONTH_TAIL})(?:[ ]?months?)?"
    r"|(?P<reversed>February),?[ ]65438\+?+(?:(?P<reversed_year>(?:19|20)[0-9]{2}))?(?![0-9])"
    r"|June/[Kk]?[Oo]?[LlOo][Oo][Cc]-0/?)"
    rf"(?:(?P<slash>/)?[ ]?(?P<day>{DAY}{SUFFIX})"
    r"(?![0-9%]|[.,][0-9]|[ ]?month|[ ]1[0-9](?![0-9])))?"
    rf"(?P<rest>,?[ ]{YEAR})?"
)
"""A month whose number was read as a name: 65438+February, June 5438+ 10, 165438+1October."""
CJK_MONTH = (
    rf"(?:1[ ]?[0-2]|0?[1-9]|1?6?5,?438\+[ ]?(?:10|0?[0-2])?(?!{TOKEN_FOR_1})"
    rf"|{TOKEN_FOR_1}(?:{TOKEN_FOR_1}|[0-2])?)"
)
CJK_DATE = (
    rf"(?:(?P<cjk_year>{ANY_YEAR})[ ]?(?:[年년][ ]?|(?=1?65438)"
    r"|(?<=[ ])(?=[0-9]{1,2}[ ]?[月월][ ]?[0-9]{1,2}[ ]?[日号일])))?"
    rf"(?P<cjk_month>{CJK_MONTH})[ ]?(?P<mark>[月월])"
    rf"(?:[ ]?(?P<cjk_day>{DAY})(?![0-9%]|[.,:][0-9])(?:[ ]?[日号일](?P<late>1(?![0-9]))?)?)?"
)
"""A date with Chinese or Korean markers, in which the markers and the tokens may stand anywhere."""
SPANISH_TAIL = "(?:[Oo]ctubre|[Ff]ebrero|[Ee]nero)"
SPANISH_MONTH = (
    rf"(?:(?P<year>{ANY_YEAR}),?[ ])?(?P<one>1)?65438[ ]?\+?[ ]?(?:El[ ]1[ ]|E[ln][ ])?"
    rf"(?:(?P<day>[0-3]?[0-9])[ ])?(?:de[ ])?(?P<month>{SPANISH_TAIL})(?![a-z])"
    rf"(?:[ ]de[ ](?P<after>{YEAR}))?",
    rf"(?:(?P<day>[0-3]?[0-9])[ ])?de[ ](?P<month>{SPANISH_TAIL})[ ]de[ ]"
    r"(?:(?P<year>(?:19|20)[0-9]{2})[ ])?(?P<one>1)?65438\+?(?![0-9])",
)
"""A month that was read as a Spanish name: 165438+Octubre, febrero de 65438."""
SPANISH_DATE = (
    rf"(?:(?P<day>{DAY})[ ]de[ ])?(?P<month>{'|'.join(SPANISH_MONTHS)})[ ]del?[ ](?P<year>{YEAR})"
)
"""A Spanish date whose month is sound: 1 1 de noviembre de 20 13."""
ORDERS = (MONTH_COMMA, *YEAR_FIRST, YEAR_BETWEEN, DAY_FIRST, SPANISH_DATE)
ABROAD_BEFORE = (
    rf"(?:(?:[0-3]?[0-9][ ])?de[ ]{SPANISH_TAIL}[ ]de[ ](?:(?:19|20)[0-9]{{2}}[ ])?"
    rf"|(?:(?<![0-9.,]){DAY}[ ]de[ ])?[a-z]{{4,10}}[ ]del?[ ]"
    rf"|{ANY_YEAR}(?:[ ]?[年년][ ]?|[ ])|{CJK_MONTH}[ ]?[月월][ ]?)\Z"
)
"""What such a date may begin with, before a damaged part."""
APART_MONTH = r"65438\+(?:[ ][a-z]+){1,4}[ ]10(?![0-9%]|[.,][0-9])"
"""January or October with words inside: 65438+ at the end of 10."""
ANY_MONTH = "|".join((*MONTH_NAMES, *SPANISH_MONTHS))
YEAR_ENDS = r"(?![0-9%]|[.,][0-9]|[ ](?:million|billion|thousand))"
TORN_YEARS = (
    # Its last digit was read as a year.
    rf"(?P<date>{NAME}),?[ ](?P<head>20)65438\+200(?P<last>[0-9])",
    r"(?P<head>20)65[.,]?438\+(?P<words>(?:[A-Za-z]+[ ])*?)"
    rf"(?P<date>(?:{ANY_MONTH})(?:[ ][0-9]{{1,2}}|[ ]del?)?)?,?[ ]?200(?P<last>[0-9])(?![0-9])",
    # Its constant was torn, and what it counts stands within.
    r"(?:(?P<head>(?:19|20)[0-9]?)6(?::5438|5438(?=[ ]))|65,?438(?=[ ][a-z]))"
    rf"(?P<words>(?:[ ][A-Za-z]+){{0,5}})[ ]?\+0(?P<last>[0-9]*){YEAR_ENDS}",
    r"5438\+0[ ]in[ ](?P<head>20[0-9])6(?![0-9])",
    rf"65[.,]?438[+-]?[ ]?(?:(?P<date>{NAME}[ ]?[0-9]{{1,2}}){SUFFIX},?[ ]?"
    rf"|(?:[A-Za-z]+[ ]){{1,5}}|(?<=-))0[.,]?(?P<last>[0-9]{{3}}){YEAR_ENDS}",
    # Its 1 stands alone before the words.
    rf"1(?:(?:In[ ])?(?P<date>{NAME}(?:[ ]{DAY}{SUFFIX})?),?"
    rf"|(?P<words>(?:[A-Z][a-z]+|[ ]in)(?:[ ][a-z]+){{1,4}}))[ ]"
    rf"(?P<last>[89][0-9]{{2}}){YEAR_ENDS}",
)
"""The 1 of a year torn from it by words: From 65438 to 0988, 1In the autumn of 952."""


TOKEN = re.compile(rf"6?[.,]?5[.,]?4[.,]?3[.,]?8[ ]?\+?[ ]?0?[.,]?|{KLOC}|l")
ORDINAL = re.compile("st|nd|rd|th")


def ones(printed: str) -> str:
    """Return the digits of a part of a date, with a 1 for each token.

    >>> [ones(one) for one in ("1 2", "65438+05", "2nd1", "/kloc-0/1")]
    ['12', '15', '21', '11']
    """
    return TOKEN.sub("1", ORDINAL.sub("", printed)).replace(" ", "")


def clean_year(printed: str) -> str:
    """Return the four digits of a damaged year.

    >>> [clean_year(one) for one in ("20 13", "2065,438+09", "20021", "20/kloc-0/5")]
    ['2013', '2019', '2021', '2015']
    """
    digits = ones(printed if "loc" in printed else printed.replace("/0", "10")).replace(",", "")
    return digits if len(digits) == 4 else f"20{digits[3:]}"


TAILS = {"february": 2, "febrero": 2, "january": 1, "enero": 1, "october": 10, "octubre": 10}
"""What the engine reads the figures behind a token as."""


def months_of(tail: str, *, one: bool = False) -> tuple[int, ...]:
    """Return the months that a token may stand for with what is read behind it, and a 1 before it.

    >>> months_of("February"), months_of("1October"), months_of("00"), months_of("10", one=True)
    ((12,), (1, 10), (10,), (11,))
    """
    digits = tail.isdigit()
    number = int(tail) if digits else TAILS.get(tail.lower().removeprefix("1").strip(), 0)
    if number in (0, 10):
        return (11,) if one else (10,) if tail == "00" else (1, 10)
    return () if one else (10 + number,)


def written(month: str, day: str = "", year: str = "") -> str:
    """Return a date in the order of English.

    >>> written("May", "4", "2013"), written("May", year="2013")
    ('May 4, 2013', 'May 2013')
    """
    return f"{month} {day}, {year}" if day and year else f"{month} {day or year}".rstrip()
