"""Reads numerals as exact decimals: digits with separators, Chinese numerals, ISO periods.

What stands around a numeral is read in grammar.
"""

from __future__ import annotations

import re

from pipelines.repair.words import CJK_DIGITS, CJK_POWERS, CJK_SCALES, FULL_WIDTH


def shift(number: str, power: int) -> str:
    """Return a decimal text times ten to a power, exactly, without exponent notation.

    >>> shift("1.68", 6), shift("1311", 9), shift("12.5", -2), shift("0", 6)
    ('1680000', '1311000000000', '0.125', '0')
    """
    whole, _, fraction = number.partition(".")
    if power >= 0:
        fraction = fraction.ljust(power, "0")
        whole, fraction = whole + fraction[:power], fraction[power:]
    else:
        whole = whole.rjust(-power + 1, "0")
        whole, fraction = whole[:power], whole[power:] + fraction
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole


GROUPED = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]+,[0-9]{3}"
)
EUROPEAN = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)|([0-9]{1,3}(?:\.[0-9]{3}){2,})")
BLANKS = re.compile("[ \u00a0\u2009\u202f]")


def plain(printed: str) -> str | None:
    """Return the decimal that a run of digits and separators stands for; None if none does.

    >>> plain("1,311.5"), plain("1.306.313.812"), plain("1 108,69"), plain("1,20,000")
    ('1311.5', '1306313812', '1108.69', '120000')
    >>> plain("9.725.78") is None
    True
    """
    if printed.isascii() and printed.isdigit():
        return printed.lstrip("0") or "0"
    text = BLANKS.sub("", printed.translate(FULL_WIDTH))
    if "," not in text:
        if text.count(".") <= 1:
            return shift(text, 0)
        european = EUROPEAN.fullmatch(text)
        return text.replace(".", "") if european else None
    if GROUPED.fullmatch(text):
        return shift(text.replace(",", ""), 0)
    european = EUROPEAN.fullmatch(text)
    if european:
        return shift(text.replace(".", "").replace(",", "."), 0)
    if text.count(",") == 1 and "." not in text:
        return shift(text.replace(",", "."), 0)
    return None


def han_number(numeral: str) -> str | None:
    """Return the decimal a Chinese numeral stands for; None if it is not one.

    >>> han_number("一万三千亿"), han_number("二〇一二"), han_number("三点五"), han_number("十二")
    ('1300000000000', '2012', '3.5', '12')
    """
    whole, _, fraction = numeral.partition("点")
    if fraction:
        decimals = "".join(str(CJK_DIGITS[c]) for c in fraction if c in CJK_DIGITS)
        scale = sum(CJK_SCALES[c] for c in fraction if c in CJK_SCALES)
        return shift(f"{han_number(whole) or 0}.{decimals}", scale)
    if all(c in CJK_DIGITS for c in whole):
        return "".join(str(CJK_DIGITS[c]) for c in whole).lstrip("0") or "0"
    return str(_han_whole(whole))


def _han_whole(numeral: str) -> int:
    total = section = digit = 0
    for c in numeral:
        if c in CJK_DIGITS:
            digit = CJK_DIGITS[c]
        elif c in CJK_POWERS:
            section += (digit or 1) * 10 ** CJK_POWERS[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * 10 ** CJK_SCALES[c]
            section = digit = 0
    return total + section + digit


def iso(year: str | None, month: int | None = None, day: str | int | None = None) -> str:
    """Return an ISO period, with dashes in place of a year that is not known.

    >>> iso("2013", 11, "11"), iso(None, 11), iso("2013")
    ('2013-11-11', '--11', '2013')
    """
    text = year or "-"
    if month:
        text += f"-{month:02d}"
    return f"{text}-{int(day):02d}" if day else text
