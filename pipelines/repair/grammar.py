"""Reads clean figures: numbers, scale words, units, currencies, qualifiers, ranges, periods.

English and Chinese. Nothing here knows of damage, and nothing is changed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.repair.figure import Figure
from pipelines.repair.forms import (
    HAN,
    HAS_HAN,
    LATIN,
    NUMBER,
    READERS,
    UNIT,
    WORDED_SCALE,
    YEAR,
    Quantity,
    is_year,
)
from pipelines.repair.numerals import iso, plain, shift
from pipelines.repair.words import (
    CURRENCY_SIGNS,
    MONTH_NAMES,
    MONTHS,
    PERIOD_WORDS,
    QUALIFIERS,
    SCALES,
    UNITS,
)

if TYPE_CHECKING:
    from pipelines.repair.figure import Kind, Qualifier


DATE_AFTER_MONTH = re.compile(
    rf"(?:(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9%]|[.][0-9]|,[0-9]{{3}})"
    rf"(?:,?[ ](?:of[ ])?(?P<year>{YEAR}))?+|(?:of[ ])?(?P<alone>{YEAR}))(?![,.]?[0-9]|[ ]?%)"
)
MONTH_GLUED = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(MONTH_NAMES)})\Z")
"""A month whose number came without a blank: May19."""
QUALIFIER_ENDS = frozenset(words.split()[-1] for words in QUALIFIERS)


def word_before(text: str, start: int) -> str:
    """Return the word that ends one blank before a place, or "".

    >>> word_before("sales in 2012", 9)
    'in'
    """
    end = start - 1
    if end < 1 or text[end] != " ":
        return ""
    return text[max(0, end - 16) : end].rpartition(" ")[2].rpartition("\n")[2].lstrip("(\"'“")


def qualifier_before(text: str, start: int, word: str) -> Qualifier:
    """Return what the words before a number say about its exactness."""
    if word and word.lower() in QUALIFIER_ENDS:
        lead = text[max(0, start - 20) : start - 1].lower().split(" ")
        for length in (3, 2, 1):
            found = QUALIFIERS.get(" ".join(lead[-length:]))
            if found and len(lead) >= length:
                return found
    if not word and start and text[start - 1] > "\u2fff":
        for length in (3, 2, 1):
            found = QUALIFIERS.get(text[start - length : start])
            if found:
                return found
    return ""


def scan(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """Return every figure of a clean stretch of text, in order, each intact.

    >>> [(f.printed, f.value, f.unit) for f in scan("It reached 1.68 million yuan, up 30%.")]
    [('1.68 million yuan', '1680000', 'CNY'), ('30%', '30', 'percent')]
    """
    stop = len(text) if end is None else end
    pattern = HAN if HAS_HAN.search(text, start, stop) else LATIN
    figures: list[Figure] = []
    place = start
    while place < stop:
        again = False
        for match in pattern.finditer(text, place, stop):
            figure = _figure(text, match, figures[-1].end if figures else start)
            if figure is None:
                continue
            figures.append(figure)
            if figure.end != match.end():
                place, again = figure.end, True
                break
        if not again:
            break
    return figures


def _figure(text: str, match: re.Match[str], floor: int) -> Figure | None:
    start, end = match.span()
    group = match.lastgroup or "number"
    before = text[start - 1] if start > floor else "\n"
    glued = before.isalpha() and before.isascii() and not before.islower()
    if glued and group != "iso" and text[start - 3 : start] not in CURRENCY_SIGNS:
        after = text[end : end + 1]
        if after.isalpha() and after.isascii():
            return None
        return Figure(start, end, match[0], "intact", "other", None, plain(match["low"] or "0"))
    quantity = READERS[group](match)
    if quantity is None:
        return None
    if group != "number":
        kind, value, unit, low, high = quantity
        return Figure(start, end, match[0], "intact", kind, None, value, unit, "", low, high)
    return _in_context(text, match, quantity, before, floor)


def _in_context(
    text: str, match: re.Match[str], quantity: Quantity, before: str, floor: int
) -> Figure:
    start, end = match.span()
    if low_alone := _is_no_range(match, quantity):
        end, quantity = match.end("low"), low_alone
    elif match["from"] is not None and quantity.unit is None:
        quantity = _shared(text, match, quantity)
    kind, value, unit, low, high = quantity
    word = word_before(text, start) if before == " " else ""
    apart = f" {word}" if word in ("of", "de") and is_year(match["low"]) else ""
    named = word_before(text, start - len(apart)) if apart else word
    stuck = MONTH_GLUED.search(text, max(floor, start - 10), start) if before.islower() else None
    month = MONTHS.get(stuck[0] if stuck else named)
    first = stuck.start() if stuck else start - 1 - len(named) - len(apart)
    if month and unit is None and first >= floor:
        date = DATE_AFTER_MONTH.match(text, start, match.endpos)
        if date and low is None:
            value = iso(date["year"] or date["alone"], month, date["day"])
            printed = text[first : date.end()]
            return Figure(first, date.end(), printed, "intact", "period", None, value)
    if unit is None or unit == "year":
        kind, unit = _period_or_count(text, match, word, before, quantity)
    first = _sign(text, start, before, word, floor)
    if first < start:
        mark = text[first:start].strip()
        if mark in CURRENCY_SIGNS:
            if unit is None:
                kind, unit = "amount", CURRENCY_SIGNS[mark]
        else:
            value = f"-{value}" if value not in (None, "0") else value
    qualifier = "range" if low is not None else qualifier_before(text, start, word)
    return Figure(
        first, end, text[first:end], "intact", kind, None, value, unit, qualifier, low, high
    )


SHARED = re.compile(
    rf"[ ]to[ ]{NUMBER}(?:[ ]?-?(?P<scale>{WORDED_SCALE}))?+(?:[ ]?-?(?P<unit>{UNIT}))?+"
)


def _shared(text: str, match: re.Match[str], quantity: Quantity) -> Quantity:
    """Return the first of "from 3 to 5 million people" with the words that stand at the second."""
    found = SHARED.match(text, match.end(), match.endpos)
    if found is None or match["scale"] or quantity.value is None or is_year(match["low"]):
        return quantity
    value = shift(quantity.value, SCALES[found["scale"]]) if found["scale"] else quantity.value
    if found["unit"] in UNITS:
        kind, unit = UNITS[found["unit"]]
        return Quantity(kind, value, unit)
    return quantity._replace(value=value)


def _is_no_range(match: re.Match[str], quantity: Quantity) -> Quantity | None:
    """Return the first number alone where "X to Y" falls: 5 yuan in 2011 to 7 yuan."""
    if (match["dash"] or "").strip() not in ("to", "or"):
        return None
    low, high = plain(match["low"]), plain(match["high"])
    if low is None or high is None or Decimal(low) < Decimal(high):
        return None
    return Quantity("period" if is_year(match["low"]) else "count", low)


def _period_or_count(
    text: str, match: re.Match[str], word: str, before: str, quantity: Quantity
) -> tuple[Kind, str | None]:
    kind, unit, low = quantity.kind, quantity.unit, match["low"]
    if kind == "period" or match["scale"] or match["dash"] or not is_year(low):
        glued = text[match.end() : match.end() + 1]
        named = before in "\"'“‘#" or (glued.isascii() and glued.isupper())
        if kind == "count" and unit is None and named:
            return "other", None
        return kind, unit
    follows = text[match.end() : match.end() + 2]
    if unit == "year":
        return "period", None
    if (
        word in PERIOD_WORDS
        or word in ("Q1", "Q2", "Q3", "Q4")
        or follows[:1] in ("年", ")", "）", "")
    ):
        return "period", None
    closes = follows[:1] in ".,;:!?\n-" and not follows[1:2].isdigit()
    return ("period", None) if closes and "1500" <= low <= "2100" else (kind, unit)


def _sign(text: str, start: int, before: str, word: str, floor: int) -> int:
    if before in "$€£¥￥":
        for sign in ("US$", "HK$"):
            if text.startswith(sign, start - 3) and start - 3 >= floor:
                return start - 3
        return start - 1
    if before in "-−" and (start == 1 or text[start - 2] in " \n\t("):
        return start - 1
    if word in CURRENCY_SIGNS and start - 1 - len(word) >= floor:
        return start - 1 - len(word)
    for sign in ("RMB", "人民币"):
        if before == sign[-1] and text.startswith(sign, start - 3) and start - 3 >= floor:
            return start - 3
    return start
