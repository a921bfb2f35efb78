"""The rules for dates in Chinese, Korean and Spanish.

A rule sees the text of a figure alone and proposes texts; each docstring tells the damage.
"""

from __future__ import annotations

import re

from pipelines.repair.dates import (
    CJK_DATE,
    SPANISH_MONTH,
    clean_year,
    either,
    months_of,
    ones,
    parts,
)
from pipelines.repair.words import SPANISH_MONTHS

CJK = re.compile(CJK_DATE)
SPANISH = re.compile(either(*SPANISH_MONTH))


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
    said = parts(found)
    numbers = months_of(said["month"], one="one" in said)
    year = said.get("year") or said.get("after")
    day = f"{said['day']} de " if "day" in said and numbers == (12,) else ""
    after = f" de {clean_year(year)}" if year else ""
    return tuple(f"{day}{list(SPANISH_MONTHS)[number - 1]}{after}" for number in numbers)


def _cjk(found: re.Match[str]) -> tuple[str, ...]:
    korean = found["mark"] == "월"
    printed = found["cjk_month"].replace(" ", "")
    token = CJK_TOKEN.fullmatch(printed)
    numbers = months_of(token[2], one=bool(token[1])) if token else (int(ones(printed)),)
    year = f"{clean_year(found['cjk_year'])}{'년' if korean else '年'}" if found["cjk_year"] else ""
    day = ones(found["cjk_day"] or "") + (found["late"] or "")
    day = f"{day}{'일' if korean else '日'}" if day else ""
    return tuple(f"{year}{number}{found['mark']}{day}" for number in numbers)


CJK_TOKEN = re.compile(r"(1?)(?:6?5,?438\+|/[Kk]?[Oo]?[LlOo][Oo][Cc]-0/?)([0-9]*)")
