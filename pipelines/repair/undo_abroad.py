"""The rules for dates in Chinese, Korean and Spanish.

A rule sees the text of a figure alone and proposes texts; each docstring tells the damage.
"""

from __future__ import annotations

import re

from pipelines.repair.dates import CJK_DATE, CONSTANT, KLOC, SPANISH_MONTH, clean_year
from pipelines.repair.words import SPANISH_MONTHS

CJK = re.compile(CJK_DATE)
SPANISH = re.compile(SPANISH_MONTH)


def month_abroad(text: str) -> tuple[str, ...]:
    """Undo a month with a Chinese or Korean marker, or one that was read as a Spanish name.

    >>> month_abroad("65438+2 월 2 1"), month_abroad("20 18 년 12 월 28 일")
    (('12월21일',), ('2018년12월28일',))
    >>> month_abroad("65438+10月"), month_abroad("1966 165438+Octubre")
    (('1月', '10月'), ('noviembre de 1966',))
    >>> month_abroad("de febrero de 65438")
    ('diciembre',)
    """
    found = CJK.fullmatch(text)
    if found:
        return _cjk(found)
    found = SPANISH.fullmatch(text)
    if not found:
        return ()
    tail = (found["mes"] or found["atras"]).lower()
    numbers = _numbers(
        bool(found["uno"] or found["once"]), {"octubre": "10", "febrero": "2"}.get(tail, "1")
    )
    year = found["anno"] or found["de"] or found["ano"]
    printed = found["dia"] or found["numero"]
    day = f"{printed} de " if printed and tail == "febrero" else ""
    after = f" de {clean_year(year)}" if year else ""
    return tuple(f"{day}{list(SPANISH_MONTHS)[number - 1]}{after}" for number in numbers)


def _numbers(one: bool, tail: str) -> tuple[int, ...]:
    """Return the months that a token with a tail may stand for."""
    if one:
        return (11,)
    if tail == "00":
        return (10,)
    return {"2": (12,), "1": (11,)}.get(tail.lstrip("0"), (1, 10))


def _cjk(found: re.Match[str]) -> tuple[str, ...]:
    korean = found["mark"] == "월"
    printed = found["cjk_month"].replace(" ", "")
    token = CJK_TOKEN.fullmatch(printed)
    whole = DAY_TOKEN.sub("1", printed)
    numbers = _numbers(bool(token[1]), token[2]) if token else (int(whole),)
    year = f"{clean_year(found['cjk_year'])}{'년' if korean else '年'}" if found["cjk_year"] else ""
    day = DAY_TOKEN.sub("1", found["cjk_day"] or "").replace(" ", "") + (found["late"] or "")
    day = f"{day}{'일' if korean else '日'}" if day else ""
    return tuple(f"{year}{number}{found['mark']}{day}" for number in numbers)


CJK_TOKEN = re.compile(r"(1?)(?:6?5,?438\+|/[Kk]?[LlOo][Oo][Cc]-0/?)([0-9]*)")
DAY_TOKEN = re.compile(rf"{CONSTANT}\+0?|{KLOC}|l|(?:st|nd|rd|th)")
