"""The words around a figure that say how it is meant: growth, a change, a fall, a forecast.

What the figure is about is decided in claims.py; phrases that name something are in the code
lists.
"""

from __future__ import annotations

import re
from typing import Final

from pipelines.mentions import distance

Span = tuple[int, int]

# How far around a figure the words are read that say how it is meant.
REACH: Final = 120
_RISE: Final = (
    r"growth|gr[eo]w(?:n|s|ing)?|r[io]sen?|rising|rises|increas(?:e[ds]?|ing)|up|gain(?:ed)?|"
    r"year[- ]on[- ]year|yoy|同比|增长|增幅|增速|增加|上升"
)
_FALL: Final = (
    r"f[ae]ll(?:en|s)?|declin(?:e[ds]?|ing)|drop(?:ped|s)?|decreas(?:e[ds]?|ing)|down|"
    r"下降|减少|降低|回落"
)
GROWTH: Final = re.compile(rf"(?<![A-Za-z])(?:{_RISE}|{_FALL})(?![A-Za-z])", re.IGNORECASE)
FALL: Final = re.compile(rf"(?<![A-Za-z])(?:{_FALL})(?![A-Za-z])", re.IGNORECASE)
# "rose to 12.9%" is a level again.
LEVEL: Final = re.compile(
    rf"(?:{_RISE}|{_FALL})\s+(?:from\s.{{1,40}}\s)?to\s+(?:\w+\s+){{0,2}}$|(?:上升|提高|下降|降)(?:到|至)$|增至$|达到?$",
    re.IGNORECASE,
)
CHANGE: Final = re.compile(
    rf"(?:{_RISE}|{_FALL})\s+(?:of|by)\s+(?:\w+\s+){{0,2}}$|(?:增加|减少|增长|下降)了?$",
    re.IGNORECASE,
)
# "30 billion more than in 2011" is a difference.
MORE: Final = re.compile(r"\s*(?:more|less|fewer|higher|lower|above|below)\b", re.IGNORECASE)
# A percentage after these is a share of what is named beside it, and no value of that.
SHARE: Final = re.compile(r"(?:account(?:s|ed|ing)? for|made up|占(?:比|到)?)\s*[^,.，。]{0,40}$")
# How a sentence begins that goes on about what the sentence before named.
ANAPHOR: Final = re.compile(
    r"\s*(?:It|They|Th(?:is|at|ese|ose)|The (?:figure|number|total|volume|value|amount|market))\b|"
    r"\s*[其该这]"
)
FORECAST: Final = re.compile(
    r"(?<![A-Za-z])(?:will (?:be|reach|exceed|grow|hit|rise|surpass)|expected to|forecast|"
    r"predict(?:s|ed)?|project(?:s|ed) to|is likely to)(?![A-Za-z])|预计|预期|将达|有望|目标",
    re.IGNORECASE,
)
AVERAGE: Final = re.compile(
    r"average annual|annual average|average yearly|compound|CAGR|年均|复合", re.IGNORECASE
)
RESPECTIVELY: Final = re.compile(r"respectively|分别", re.IGNORECASE)
# What follows a number that counts nothing further.
STOP: Final = re.compile(r"\s*(?:$|[,.;:!?)，。；：、）]|(?:in|by|at|as|on|and|while|for)\b)")
# Words that ascribe a figure to the publisher named after them.
NAMED: Final = re.compile(
    r"(?:according to|data (?:from|of|by)|sources?:|(?:published|released|issued) by|"
    r"据|根据|来源[:：]?)"
    r"[^.。]{0,30}$",
    re.IGNORECASE,
)


def is_growth(characters: str, span: Span) -> bool:
    """Whether a percentage is growth: a word of rising or falling in its clause, and no new level.

    >>> is_growth("sales rose by 30% in 2012", (14, 17)), is_growth("it rose to 30%", (11, 14))
    (True, False)
    """
    before = characters[max(0, span[0] - REACH) : span[0]]
    return not LEVEL.search(before) and _is_in_clause(characters, span, GROWTH)


def meant_otherwise(characters: str, span: Span, sentence: Span, *, is_percent: bool) -> str | None:
    """Give the reason why a figure is no value of the indicator that it stands beside.

    >>> meant_otherwise("sales rose by 5 yuan", (14, 20), (0, 20), is_percent=False)
    'is a change'
    """
    before = characters[max(sentence[0], span[0] - REACH) : span[0]]
    if FORECAST.search(before):
        return "is a forecast"
    if MORE.match(characters, span[1]):
        return "is a change"
    if is_percent:
        is_fall = is_growth(characters, span) and _is_in_clause(characters, span, FALL)
        return "is a fall" if is_fall else None
    return "is a change" if CHANGE.search(before) else None


def _is_in_clause(characters: str, span: Span, words: re.Pattern[str]) -> bool:
    """Whether one of the words stands near the figure with no parting mark between."""
    low, high = max(0, span[0] - REACH), min(len(characters), span[1] + REACH)
    return any(
        distance(characters, span, match.span())[0] == 0
        for match in words.finditer(characters, low, high)
    )
