"""The forms in which figures are printed, as one pattern, and the reading of each form.

What stands around a figure is read in grammar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.numerals import han_number, iso, plain, shift
from pipelines.repair.words import FULL_WIDTH, MONTHS, SCALES, SUFFIXES, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipelines.repair.figure import Kind


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; Latin ones end at a word's end.

    Words with the same first letter stand in a group, so that another letter rules out all.

    >>> alternatives(("wan", "won", "万"))
    'w(?:an(?![A-Za-z])|on(?![A-Za-z]))|万(?:)'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        ends = "(?![A-Za-z])" if word[-1].isascii() else ""
        groups.setdefault(re.escape(word[0]), []).append(
            re.escape(word[1:]).replace(r"\ ", "[ ]") + ends
        )
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


DIGIT = "[0-9０-９]"
NUMBER = f"{DIGIT}++(?:[.,．，]{DIGIT}++)*+"
SPACED = (
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})++(?![0-9])(?:[.,][0-9]++)?+"
    r"(?![ ]1(?:[0-9]{0,1}|[0-9]{3,})(?![0-9]))"
)
MONTH = alternatives(MONTHS)
YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![0-9])"
UNIT = alternatives([*UNITS, "years", "year"])
WORDED_SCALE = alternatives(
    word for word in SCALES if not word[0].isdigit() and word != "millions de"
)
NUMBERED_SCALE = f"(?:100[ ]million|10[ ]million|10,000|10000)(?=[ ](?:{UNIT}))"
EUROPEAN = r"[0-9]{1,3}(?:\.[0-9]{3})+"
GLUED_SCALE = f"(?:{'|'.join(SUFFIXES)})(?![A-Za-z0-9])"
DASH = "[-–—~～−]"
LAST = f"(?!{DASH}?[0-9])(?![.,:/][0-9])"

FIGURE = rf"""
  (?P<iso>[0-9]{{4}}-[01][0-9]-[0-3][0-9](?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9.]++)?+
      (?:Z|[ ]?[+-][0-9]{{2}}:?(?:[0-9]{{2}})?+)?+)?+(?![0-9])
    |[0-9]{{8}}T[0-9]{{4,6}}(?:Z|[+-][0-9:]++)?+|(?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2]){LAST}
    |(?:19|20)[0-9]{{2}}\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01])(?![0-9]|[.,:/-][0-9]))
 |(?P<han_date>(?:[0-9０-９]{{4}}(?:[ ]?[年년])[ ]?|(?:19|20)[0-9]{{2}}[ ](?=[01]?[0-9]月))
      (?:[01０１]?{DIGIT}[ ]?[月월](?:[ ]?{DIGIT}{{1,2}}(?:[ ]?[日号일]|(?![0-9.%])))?+)?+
    |[01０１]?{DIGIT}[ ]?[月월](?:[ ]?{DIGIT}{{1,2}}[ ]?[日号일])?+)
 |(?P<serial>[0-9]++(?:[-/:.][0-9]++)*?(?:[-/:][0-9]++){{2,}}(?:[.+-][0-9:]++)*+(?![0-9])
    |(?!{EUROPEAN}(?![0-9.]))[0-9]++(?:\.[0-9]++){{3,}}(?![0-9])|[0-9]{{3,4}}-[0-9]{{5,}}(?![0-9]))
 |(?P<ratio>(?<![0-9.])(?!(?:19|20)[0-9]{{2}}[:：][ ])[0-9.]{{1,12}}+[:：][ ]?
    [0-9]{{1,12}}+(?:\.[0-9]{{1,6}}+)?+(?![0-9:]))
 |(?P<fraction>(?:[0-9]++[ ])?[0-9]++/[0-9]++(?![0-9/]))
 |(?P<day_month>[0-3]?[0-9](?:st|nd|rd|th)?[ ](?:(?:of|de)[ ])?(?:{MONTH})
    (?:(?:(?:,|[ ]del?)?[ ]|(?<=[a-z]))(?={YEAR}){YEAR})?+)
 |(?P<number>(?:(?<=from[ ])(?P<from>)|(?<=[$€£¥￥])(?P<money>))?+
    (?P<low>{SPACED}|{NUMBER}|(?<=[ (])\.[0-9]++(?![0-9.]))
    (?:(?P<dash>[ ]?[%％]?{DASH}[ ]?
        |(?(from)(?!)|[ ](?:to|or)[ ])(?={NUMBER}[ ]?(?:{UNIT}|{WORDED_SCALE}))
        |[%％]?[至到])
       (?P<high>{NUMBER})(?!{DASH}?[0-9]))?+
    (?(money)(?P<suffix>{GLUED_SCALE})?+)
    (?:[ ]?-?(?P<scale>{WORDED_SCALE})|[ ](?P<numbered>{NUMBERED_SCALE}))?+
    (?P<more>(?:(?<=ion|and)[ ](?:and[ ])?{NUMBER}[ ](?:million|thousand)(?![A-Za-z]))*+
       (?:(?<=thousand)[ ]and[ ][0-9]{{1,3}}(?![0-9.,]))?+)
    (?:[ ]?-?(?P<unit>{UNIT})|(?P<ordinal>st|nd|rd|th)(?![A-Za-z])|(?P<decade>'?s)(?![A-Za-z]))?+)
"""
HAN_NUMERAL = r"""
 |(?P<han>(?:百分之)?[零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟]++(?:点[零〇一二三四五六七八九]++)?+
    (?:[万萬亿億兆][零〇一二三四五六七八九十百千两]*+)*+(?:个百分点|元|倍|户|人次|人|亩|吨|公里|件|年|月|日)?+)
"""
LATIN = re.compile(FIGURE, re.VERBOSE)
HAN = re.compile(FIGURE + HAN_NUMERAL, re.VERBOSE)
HAS_HAN = re.compile("[\u4e00-\u9fff]")

DAY_MONTH = re.compile(rf"([0-9]+)\D*?({MONTH})\D*([0-9]*)")


LONGEST = 32
"""A numeral or fraction of more characters than this is not read as a number."""


class Quantity(NamedTuple):
    """What a figure's text says, without its place."""

    kind: Kind
    value: str | None
    unit: str | None = None
    low: str | None = None
    high: str | None = None


def _read_iso(match: re.Match[str]) -> Quantity:
    printed = match[0]
    if printed[4:5] == "-":
        return Quantity("period", printed[:10])
    if printed[4:5] == ".":
        year, month, day = printed.split(".")
        return Quantity("period", iso(year, int(month), day))
    return Quantity("period", iso(printed[:4], int(printed[4:6]), printed[6:8]))


def _read_han_date(match: re.Match[str]) -> Quantity:
    year, month, day = re.fullmatch(  # type: ignore[union-attr]
        r"(?:(\d+) ?[年년 ] ?)?(?:(\d+) ?[月월] ?)?(?:(\d+)(?: ?[日号일])?)?",
        match[0].translate(FULL_WIDTH).strip(),
    ).groups()
    return Quantity("period", iso(year, int(month) if month else None, day))


def _read_serial(match: re.Match[str]) -> Quantity:
    return Quantity("other", None)


def _read_ratio(match: re.Match[str]) -> Quantity:
    left, right = re.split("[:：] ?", match[0])
    return Quantity("ratio", plain(left) if right == "1" else None)


def _read_fraction(match: re.Match[str]) -> Quantity:
    *whole, fraction = match[0].split(" ")
    if len(fraction) > LONGEST:
        return Quantity("other", None)
    numerator, denominator = (int(part) for part in fraction.split("/"))
    if denominator == 0 or 10**6 % denominator:
        return Quantity("ratio", None)
    numerator += int(whole[0]) * denominator if whole else 0
    value = shift(str(numerator * (10**6 // denominator)), -6).rstrip("0").rstrip(".")
    return Quantity("ratio", value or "0")


def _read_day_month(match: re.Match[str]) -> Quantity:
    day, month, year = DAY_MONTH.match(match[0]).groups()  # type: ignore[union-attr]
    return Quantity("period", iso(year or None, MONTHS[month], day))


def _read_han(match: re.Match[str]) -> Quantity | None:
    printed = match[0]
    numeral = re.match(
        "(?:百分之)?([零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟点万萬亿億兆]+)(.*)",
        printed,
    )
    if numeral is None:
        return None
    digits, unit = numeral.groups()
    if len(digits) > LONGEST:
        return Quantity("other", None)
    if (len(digits) == 1 and not (unit or printed[0] == "百")) or digits in ("百", "千", "万"):
        return None
    value = han_number(digits)
    if printed.startswith("百分之"):
        return Quantity("percent", value, "percent")
    if unit in ("年", "月", "日"):
        return _han_period(value, unit)
    if unit in UNITS:
        kind, code = UNITS[unit]
        return Quantity(kind, value, code)
    return Quantity("count", value)


def _han_period(value: str | None, unit: str) -> Quantity:
    if unit == "年":
        is_year = value is not None and len(value) == 4
        return Quantity("period", value) if is_year else Quantity("count", value, "year")
    return (
        Quantity("period", iso(None, int(value or 0)))
        if unit == "月"
        else Quantity("count", value, "day")
    )


def _scaled(number: str | None, match: re.Match[str]) -> str | None:
    scale = match["scale"] or match["numbered"]
    if number is None:
        return None
    if match["suffix"]:
        number = shift(number, SUFFIXES[match["suffix"]])
    if scale:
        number = shift(number, SCALES[scale])
    more = match["more"]
    return _added(number, more) if more else number


MORE = re.compile(r"([0-9.,]+)(?: (million|thousand))?")


def _added(number: str, more: str) -> str:
    """Add what two unit words say: 2 billion 618 million."""
    if len(number) + len(more) > 2 * LONGEST:
        return number
    total = int(number.partition(".")[0])
    for digits, scale in MORE.findall(more):
        part = plain(digits)
        total += int(shift(part, SCALES.get(scale, 0)).partition(".")[0]) if part else 0
    return str(total)


def _read_number(match: re.Match[str]) -> Quantity:
    unit = match["unit"]
    value = plain(match["low"])
    if match["scale"] or match["numbered"] or match["suffix"]:
        value = _scaled(value, match)
    if unit in ("year", "years"):
        kind: Kind = "count"
        code: str | None = "year"
    elif unit:
        kind, code = UNITS[unit]
    elif match["ordinal"] or value is None:
        kind, code = "other", None
    else:
        kind, code = "count", None
    if match["dash"]:
        return _range(match, kind, code)
    if match["decade"]:
        return Quantity("period", None, None, value, f"{(value or '0')[:-1]}9")
    return Quantity(kind, value, code)


def _range(match: re.Match[str], kind: Kind, code: str | None) -> Quantity:
    low, high = plain(match["low"]), plain(match["high"])
    if match["scale"] or match["numbered"]:
        low, high = _scaled(low, match), _scaled(high, match)
    if match["dash"].strip()[:1] in ("%", "％") and code is None:
        kind, code = "percent", "percent"
    if low and high and code is None and is_year(match["low"]) and is_year(match["high"]):
        kind = "period"
    return Quantity(kind, None, code, low, high)


def is_year(printed: str) -> bool:
    """Whether four bare digits may be a year.

    >>> is_year("2012"), is_year("2,012"), is_year("9000")
    (True, False, False)
    """
    return len(printed) == 4 and printed.isdigit() and "1000" <= printed <= "2100"


READERS: dict[str, Callable[[re.Match[str]], Quantity | None]] = {
    "iso": _read_iso,
    "han_date": _read_han_date,
    "serial": _read_serial,
    "ratio": _read_ratio,
    "fraction": _read_fraction,
    "day_month": _read_day_month,
    "number": _read_number,
    "han": _read_han,
}
