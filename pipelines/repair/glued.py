"""Finds numbers that are glued to a word, where a blank was lost and more may be gone with it.

It says where the damage lies, not what it meant.
"""

from __future__ import annotations

import re

from pipelines.repair.forms import WORDED_SCALE
from pipelines.repair.grammar import word_before
from pipelines.repair.places import TAIL
from pipelines.repair.torn import MOVED, Stretch, stretch
from pipelines.repair.words import PERIOD_WORDS

AFTER = re.compile(r"[0-9.]*1%?(?!st|nd|rd|th)(?:[a-z]{2,}|[A-Z][a-z]{2,})")
BEFORE = re.compile(r"1(?:[0-9]{1,4}(?:[ ]?[°])?(?:[ ][0-9]{1,2})?[ ]?[′']|[0-9.,]*+)")
DOUBTFUL = re.compile(
    r"^1(?![0-9.,])|^[0-9.]{1,6},000(?![0-9.,])|^[0-9]{1,3}00(?![0-9.,%a-z])|0000(?![0-9.,])"
    r"|^1\.[0-9]{3}(?![0-9])|\.[0-9]{4}"
    rf"|[ -](?:{WORDED_SCALE})"
)
"""A glued number of which digits may be gone: a lone 1, zeros at the end, a point in a count."""
YEAR = re.compile("(?:19|20)[0-9]1[a-z]")
MOVED_ONE = re.compile(
    r"(?<=[a-rt-z]s)1[0-9](?=[ ,.;)](?![0-9%]))"
    r"|1(?:person|people)?(?=[.,;)\n](?![0-9])|$)|1(?:person|people)(?![a-z])"
)
NO_NOUN = re.compile(r" (?:[a-z]{1,3}|from|with|over|only)\Z")


def glued(text: str, start: int, floor: int) -> Stretch | None:
    """Find a number glued to the word after it, or before it, where a 1 or zeros are in doubt.

    >>> glued("about160,000 yuan", 5, 0).printed
    '160,000 yuan'
    """
    moved = _moved_one(text, start, floor) if text.startswith("1", start) else None
    if moved:
        return moved
    found = AFTER.match(text, start)
    if found and not found[0].endswith("and") and not _is_year(text, start, floor):
        return stretch(text, start, found.end(), is_open=True)
    before = text[start - 1] if start > floor else "\n"
    if not (before.isascii() and before.islower()) or text[start] != "1":
        return None
    found = BEFORE.match(text, start)
    number = found[0].rstrip(".,") if found else ""
    end = start + len(number)
    if text.startswith((" 1", ". 1", "+", "±", "/"), end):
        return None
    tail = TAIL.match(text, end)
    end = tail.end() if tail else end
    if text[end : end + 1].islower() and number[-1] not in "′'":
        return None
    doubtful = number[-1] in "′'" or DOUBTFUL.search(text[start:end])
    return stretch(text, start, end, is_open=True) if doubtful else None


def _is_year(text: str, start: int, floor: int) -> bool:
    """Whether a whole year stands behind a word for a period: in 2011raised."""
    return YEAR.match(text, start) is not None and word_before(text, start) in PERIOD_WORDS


def _moved_one(text: str, start: int, floor: int) -> Stretch | None:
    """Find a 1 glued behind the noun of a number that it may belong to."""
    one = MOVED_ONE.match(text, start)
    moved = MOVED.search(text[max(floor, start - 60) : start]) if one else None
    if one is None or moved is None or NO_NOUN.search(moved[0]):
        return None
    return stretch(text, start - len(moved[0]), one.end(), is_open=True)
