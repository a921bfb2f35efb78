"""The grammar of damaged dates: what a year, a day and a month look like in print.

One grammar for those who look for damage and those who undo it; nothing is decided here.
"""

from __future__ import annotations

import re

from pipelines.repair.words import MONTH_NAMES, SPANISH_MONTHS

NAME = "(?:" + "|".join(MONTH_NAMES) + ")"
CONSTANT = r"6[.,]?5[.,]?4[.,]?3[.,]?8"
KLOC = r"(?:/[Kk]?[LlOo][Oo][Cc]-0/?+|(?<![0-9./])0/(?=[0-9]))"
TOKEN_FOR_1 = rf"(?:{CONSTANT}\+0|{KLOC})"
SUFFIX = r"(?:st|nd|rd|th)?"
DAY = (
    rf"(?:[0-3]?[0-9](?:st|nd|rd|th)1|[0-9](?:[ ]1(?![0-9]))?[0-9]?"
    rf"|[0-3]?{TOKEN_FOR_1}(?:{TOKEN_FOR_1}|[ ]1|[0-9])?|[12]?l[0-9]?|[0-9]l)"
    r"(?![0-9])"
)
ONE = rf"(?:{CONSTANT}\+0(?:\.(?=[0-9]))?|{KLOC}|l)"
ANY_YEAR = (
    r"(?:200[12][ ]1(?=[ ]?year)"
    rf"|(?:1[89]|2,?0)(?:[ ]?(?:1|{ONE})[ ]?(?:[0-9]|{ONE})|[0-9](?:[ ]1|,?{ONE}|[0-9]))"
    rf"|(?:19|20)/0|{TOKEN_FOR_1},?[89],?(?:[ ]?1|{ONE}|[0-9]),?(?:[ ]?1|{ONE}|[0-9])"
    r"|200[12][0-9])"
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

YEAR_FIRST = (
    rf"(?P<year>{ANY_YEAR})(?:[ ]?years?)?,?[ ]?(?:(?:On|Since|By)[ ])?(?P<month>{NAME})"
    rf"(?:[ ]?(?P<date>{DAY}{SUFFIX})(?:[ ]?day(?![a-z]))?"
    r"(?![0-9%]|[.,][0-9]|,?[ ](?:19|20)[0-9]|[ ]?(?:million|yuan))"
    r"|(?![a-z]|,?[ ](?:Day|[0-9]|and|to)))"
)
"""The Chinese order with a month's name: 20 18 March 16."""
FUSED_DAY = rf"(?P<fused>20[0-2][0-9])(?P<on>[0-3][0-9])[ ](?P<of>{NAME})(?![a-z])"
"""A year and a day run together before the month: 201318 April."""
YEAR_BETWEEN = (
    rf"(?P<named>{NAME})(?:[ ]of)?[ ](?P<amid>{ANY_YEAR})(?:,?[ ](?P<last>{DAY}{SUFFIX})"
    rf"|[ ]and[ ](?P<late_day>{DAY})[ ](?:year|day))(?=[,;)\n]|\.(?![0-9])|$)"
)
"""The year between month and day: March 20 17 17."""
MONTH_COMMA = rf"(?P<comma>(?!June){NAME}),[ ](?P<comma_year>{ANY_YEAR})"
NUMBERED_MONTH = (
    rf"(?P<dated>{ANY_YEAR})(?:[ ]?years?)?[ ](?P<number>1[ ]?[0-2]|[1-9])[ ]?months?"
    rf"(?:[ ](?P<tag>{DAY})(?:[ ]?days?|(?=[,.;)\n]|$)))?(?![0-9a-z])"
)
"""Year and month as numbers with their words: 194 1 year 1 month."""
DAY_FIRST = (
    rf"(?!{TOKEN_FOR_1}[ ]?(?:January|February|October))"
    rf"(?P<first>{DAY}{SUFFIX})(?:[ ]of)?(?:[ ]|(?<=[0-9][0-9]))(?P<behind>{NAME})"
    rf"(?:,?[ ](?P<then>{YEAR})|(?![a-z]|[ ](?:Day|[0-9])))"
)
"""Day, month, year: 1 1 May 20 16."""
NUMERIC = (
    rf"(?:(?P<iso_year>{ANY_YEAR})[ ]?(?P<stroke>[-/.])[ ]?"
    rf"(?P<iso_month>(?:{ONE}|1)[ ]?(?:[0-2]|{ONE})|0?[1-9])"
    rf"[ ]?(?P=stroke)[ ]?(?P<iso_day>{DAY})(?![0-9]|[.,:][0-9]|[-/])"
    r"|(?P<bare_year>(?:19|20)[0-9]{2})[ ](?!1[ ]1(?![0-9]))"
    r"(?P<bare_month>1[0-2]|[1-9])[ ](?P<bare_day>[0-3]?[0-9])"
    r"(?=[ ]?[,;)\n](?![0-9])|\.[ \n]|[ ][A-Z][a-z]|$))"
)
"""A date in figures with its dashes: 20 18- 1 1-12."""
VERB = "(?:is|was|and|in|to|of|at|has|had|with|on|when|by)"
MONTH_TAIL = (
    r"(?:January|February|(?:1[ ]?)?October|(?<=(?:19|20)[0-9]{2}165438\+)10(?![0-9])"
    r"|(?<=[+ ])10(?=[ ]?month|/|[ ]?$|[ ]?[\n(,;)](?![0-9]{3})|[ ]?\.(?![0-9])"
    rf"|[ ]{VERB}[ ])|(?:(?<=\+)|(?<=-0)|(?<=/))0?(?=[ ]?month)"
    r"|(?<=June 5438\+)0[0-2](?=,?[ ](?:19|20)[0-9]{2}))"
)
TORN_MONTH = (
    rf"(?:(?:(?P<june>June[ ,]*)|(?<![0-9.,])|(?<=(?:19|20)[0-9]{{2}})|(?<=(?:19|20)[0-9]{{2}},))"
    rf"(?P<one>1)?(?:6?5438\+?|/[Kk]?[LlOo][Oo][Cc]-0/?|{BARE_ONE})"
    r"[ ]*(?:(?:[Ii]n|On|As of|By)[ ])?"
    rf"(?P<tail>{MONTH_TAIL})(?:[ ]?months?)?"
    r"|(?P<reversed>February),?[ ]65438\+?+(?:(?P<reversed_year>(?:19|20)[0-9]{2}))?(?![0-9])"
    r"|June(?P<kloc>/[Kk]?[LlOo][Oo][Cc]-0/?))"
    rf"(?:(?P<slash>/)?[ ]?(?P<day>(?:[0-3][ ]1|[12]?{CONSTANT}\+0[0-9]?"
    rf"|[0-9](?:st|nd|rd|th)1|[0-9]{{1,2}}){SUFFIX})"
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
    rf"(?:(?P<anno>{ANY_YEAR}),?[ ])?(?P<uno>1)?65438[ ]?\+?[ ]?"
    r"(?:El[ ]1[ ]|El[ ](?=[0-9]{1,2}[ ]de)|En[ ])?(?:(?P<numero>[0-3]?[0-9])[ ])?(?:de[ ])?"
    rf"(?P<mes>{SPANISH_TAIL})(?![a-z])(?:[ ]de[ ](?P<de>{YEAR}))?"
    r"|(?:(?P<dia>[0-3]?[0-9])[ ])?de[ ](?P<atras>[Oo]ctubre|[Ff]ebrero)[ ]de[ ]"
    r"(?:(?P<ano>(?:19|20)[0-9]{2})[ ])?(?P<once>1)?65438\+?(?![0-9])"
)
"""A month that was read as a Spanish name: 165438+Octubre, febrero de 65438."""
SPANISH_DATE = (
    rf"(?:(?P<el>{DAY})[ ]de[ ])?(?P<sano>{'|'.join(SPANISH_MONTHS)})[ ]del?[ ](?P<del>{YEAR})"
)
"""A Spanish date whose month is sound: 1 1 de noviembre de 20 13."""
TORN_YEAR = (
    r"65[.,]438[ ](?:y|a|to|and)[ ]0[.,]?(?P<apart>[0-9]{3})(?![0-9]|[.,][0-9])"
    rf"|65438[+-]?[ ]?(?:(?P<in_month>{NAME})[ ]?(?P<on_day>[0-9]{{1,2}}){SUFFIX},?[ ]?"
    r"|(?P<between>(?:[A-Za-z]+[ ]){1,5}|(?<=-)))0(?P<torn>[0-9]{3})(?![0-9]|[.,][0-9])"
    rf"|1(?:(?:In[ ])?(?P<glued_month>{NAME})(?:[ ](?P<glued_day>{DAY}{SUFFIX}))?,?"
    r"|(?P<words>(?:[A-Z][a-z]+|[ ]in)(?:[ ][a-z]+){1,4}))[ ]"
    r"(?P<rest>[89][0-9]{2})(?![0-9%]|[.,][0-9])"
)
"""The 1 of a year torn from it by words: From 65438 to 0988, 1In the autumn of 952."""
TOKEN = re.compile(rf"{CONSTANT}\+0[.,]?|{KLOC}|l")


def clean_year(printed: str) -> str:
    """Return the four digits of a damaged year.

    >>> [clean_year(one) for one in ("20 13", "2065,438+09", "20021", "20/kloc-0/5")]
    ['2013', '2019', '2021', '2015']
    """
    digits = TOKEN.sub("1", printed.replace("/0", "10") if "loc" not in printed else printed)
    digits = digits.replace(" ", "").replace(",", "")
    return digits if len(digits) == 4 else f"20{digits[3:]}"
