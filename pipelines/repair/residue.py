"""What damage leaves at a figure that reads well: in a garbled text such a figure is held.

A safety net behind damage: it names no mechanism, and it decides nothing but to hold.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.repair.damage import IMPOSSIBLE
from pipelines.repair.places import TAIL
from pipelines.repair.torn import Stretch, stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.repair.figure import Figure

CONSTANT = re.compile("65438|54380|^(?:1?5438|6543)(?![0-9])")
ODD_GROUPS = re.compile(
    rf"{IMPOSSIBLE.pattern}|"
    r"[0-9],(?:[0-9]{1,2}(?![0-9])|[0-9]{4})|\.[0-9]+,[0-9]|(?<![0-9.,:-])00+(?![0-9.:])"
    r"|^1\.[0-9]{3}(?:$|[ ](?!million|billion|trillion|thousand|mil|%))"
    r"|^20[0-2](?![0-9](?:0[1-9]|1[0-2])[0-3][0-9]$)[0-9]{3,8}$|^(?:1[89]|20)[0-9]{2}\.(?!0?[1-9]$|1[0-2]$)[0-9]{1,2}$"
)
"""Groups of digits that a translated figure does not have."""
SOUND_SERIAL = re.compile(
    r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9]\.[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}:[0-9]{1,2}\.[0-9]{1,2}"
)
"""A time to the hundredth, or a ratio of two decimals."""
ODD_SERIAL = re.compile(r"[.][0-9]+:[0-9]|:[0-9]+[.][0-9]|/0(?![0-9])|\.[0-9]+,")
MIXED = re.compile("[0-9]+ 1[0-9]*/[0-9]")
"""A whole number and a fraction, or a gap before the 1 of the fraction."""
TOUCHED_BEFORE = re.compile(r"[0-9][+±]\Z|[0-9]/\Z|[LlOo][Oo][Cc]-\Z")
TOUCHED_AFTER = re.compile(
    r"(?:[IiOo]n|[Aa]t|[Bb]y|[Ff]rom|was|is|and|the)(?![a-z])|O[0-9]"
    r"|[+±](?:[0-9 ]|February|October|January)|/(?:0|[Kk]?[Oo]?[Ll][Oo][Cc])"
    r"|(?<=[0-9])/(?:[a-z]{2}|m[²2])"
)
QUARTER = re.compile(r"[QH][1-4]\Z")
LEVEL = 3
"""A number of so many characters beside a decimal is its level, as tables print them."""
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
"""Whole groups of thousands: no digit that stands apart belongs to them."""
DECIMAL_COMMA = re.compile(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4})(?![0-9])(?!.*mil)")
ROMANCE = re.compile(r"[ ](?:de|del|el|los|un|una|en|las)[ ]")
"""Spanish prints a comma where English prints a point."""
BRIEF_YEAR = re.compile(r",[ ][89][0-9]{2}(?![0-9%]|[.,][0-9])")
"""A year without its 1, behind a day."""
MONTH_LEFT = re.compile(r",[ ]1?[0-9][ ](?:In[ ])?(?:June|February|October)(?![a-z])")
"""A month in figures, and behind it the name that the engine made of what was left."""
BESIDE = 40
RUN_ON = re.compile(rf"[0-9.,:+±]{{{BESIDE}}}")
"""So many digits and marks on end are no text: nothing is held among them."""
BARE = re.compile("[0-9][0-9.,]*")
YEAR = re.compile("1[5-9][0-9]{2}|20[0-3][0-9]")
COUNTED = re.compile(r"[ ]?[A-Za-z%\u4e00-\u9fff\uac00-\ud7a3℃]")
LONGEST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def residues(text: str, figures: Sequence[Figure]) -> Iterator[Stretch]:
    """Yield the stretches of intact figures that damage seems to touch, in order.

    >>> from pipelines.repair.grammar import scan
    >>> text = "the total of 137 1 and of 2090,000"
    >>> [one.printed for one in residues(text, scan(text))]
    ['137 1', '2090,000']
    """
    place = -1
    for figure, after in pairwise((*figures, None)):
        if figure is None or figure.verdict != "intact" or figure.start < place:
            continue
        if RUN_ON.match(text, figure.end) or RUN_ON.match(text, figure.start - BESIDE):
            continue
        if after and after.verdict == "intact" and _side_by_side(text, figure, after):
            place = after.end
        elif not (_is_odd(text, figure) or _is_touched(text, figure)):
            continue
        end = max(place, figure.end)
        tail = TAIL.match(text, end)
        yield stretch(text, figure.start, tail.end() if tail else end, is_open=True)


def _side_by_side(text: str, figure: Figure, after: Figure) -> bool:
    """Whether two bare numbers stand one blank apart, and the first is no year before a count."""
    if text[figure.end : after.start] != " " or not BARE.fullmatch(figure.printed):
        return False
    if not BARE.match(after.printed) or GROUPED.fullmatch(figure.printed):
        return False
    if QUARTER.search(text, max(0, figure.start - 1), figure.end):
        return False
    if "." in after.printed and (after.printed[0] != "1" or after.unit == "percent"):
        return len(figure.printed) < LEVEL
    is_count = after.unit is not None or COUNTED.match(text, after.end)
    return not (YEAR.fullmatch(figure.printed) and is_count)


def _is_odd(text: str, figure: Figure) -> bool:
    printed = figure.printed
    if CONSTANT.search(printed.replace(",", "").replace(".", "")):
        return True
    if figure.kind == "period":
        return _no_day(figure.value or "")
    if MIXED.match(printed) or printed.startswith("0/"):
        return True
    if figure.kind in ("other", "ratio") and figure.value is None:
        return bool(ODD_SERIAL.search(printed) and not SOUND_SERIAL.fullmatch(printed))
    odd = ODD_GROUPS.search(printed) is not None
    near = text[max(0, figure.start - BESIDE) : figure.end + BESIDE]
    return odd and not (DECIMAL_COMMA.match(printed) and ROMANCE.search(near))


def _no_day(value: str) -> bool:
    """Whether a date is one that no calendar has."""
    found = re.fullmatch(r".*-([0-9]{2})-([0-9]{2})", value)
    if found is None:
        return False
    month, day = int(found[1]), int(found[2])
    return not (1 <= month <= 12 and 1 <= day <= LONGEST_DAYS[month - 1])


def _is_touched(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.start - 4) : figure.start]
    after = [TOUCHED_AFTER]
    after += [MONTH_LEFT] if YEAR.fullmatch(figure.printed) else []
    after += [BRIEF_YEAR] if figure.kind == "period" else []
    return bool(TOUCHED_BEFORE.search(before) or any(a.match(text, figure.end) for a in after))
