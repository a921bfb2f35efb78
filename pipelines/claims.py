"""What each figure of a text says: indicator, area, period, unit, and where each was found.

    text + figures + verdicts + code lists  ->  one row of frames.CLAIMS a figure

Nearest wins, a tie is `two readings`. A quarantined figure has a claim too: judgement needs to
know what it would say. Values are not looked at here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from pipelines import frames
from pipelines.mentions import Mention, around, distance, find_mentions, phrases_of
from pipelines.prose_periods import PeriodFigure, nearest_period, period_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.codelists import Codelists
    from pipelines.extract.prose import Text

# Why a figure is no observation, in the words of the claim; the meaning beside it.
REASONS: Final[Mapping[str, str]] = {
    "is a period": "the figure says when, not how much",
    "is a change": "the figure is an addition to a level, or percentage points",
    "is a fall": "growth printed without its sign",
    "is a forecast": "the sentence says what is expected, not what was",
    "no indicator": "no phrase of the code list that fits the figure's unit is near it",
    "no area": "the text names no area",
    "no period": "nothing near the figure says exactly when",
    "no unit": "the figure's unit is not in the code list",
    "two readings": "two phrases or periods are equally near",
}
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
POINTS: Final = re.compile(r"\s*(?:percentage[- ]points?|points?\b|个?百分点)", re.IGNORECASE)
FORECAST: Final = re.compile(
    r"(?<![A-Za-z])(?:will (?:be|reach|exceed|grow|hit|rise|surpass)|expected to|forecast|"
    r"predict(?:s|ed)?|project(?:s|ed) to|is likely to)(?![A-Za-z])|预计|预期|将达|有望|目标",
    re.IGNORECASE,
)
AVERAGE: Final = re.compile(
    r"average annual|annual average|average yearly|compound|CAGR|年均|复合", re.IGNORECASE
)
RESPECTIVELY: Final = re.compile(r"respectively|分别", re.IGNORECASE)
NAMED: Final = re.compile(
    r"(?:according to|data (?:from|of|by)|sources?:|(?:published|released|issued) by|"
    r"据|根据|来源[:：]?)"
    r"[^.。]{0,30}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a claim needs of a row of `indicator.csv`."""

    unit: str
    unit_kind: str
    growth_indicator: str | None
    is_event: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure as claims see it."""

    number: int
    start: int
    end: int
    kind: str
    unit: str | None
    unit_kind: str | None
    qualifier: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Setting:
    """A text with everything that its figures may refer to."""

    text: Text
    publisher: str
    indicators: Mapping[str, Indicator]
    mentions: Mapping[str, Sequence[Mention]]  # by kind, in order
    starts: Mapping[str, Sequence[int]]
    periods: Sequence[PeriodFigure]


def document_claims(
    text: Text,
    figures: pl.DataFrame,
    verdicts: pl.DataFrame,
    lists: Codelists,
    publisher: str,
) -> pl.DataFrame:
    """Give `frames.CLAIMS`: one row a figure, whole or with a reason of REASONS."""
    judged = figures.join(verdicts, on=["snapshot", "figure"], how="left", maintain_order="left")
    setting = _setting(text, judged, lists, publisher)
    kinds = dict(lists.unit.select("code", "kind").iter_rows())
    rows = [_claim(setting, _subject(row, kinds)) for row in judged.iter_rows(named=True)]
    return pl.DataFrame([{"snapshot": text.snapshot, **row} for row in rows], schema=frames.CLAIMS)


def publisher_of(text: Text, lists: Codelists) -> str:
    """The code of the publisher that a document declares, or `doc-` and its hash.

    A name that is not in the code list is no publisher of ours: the document stands for itself.
    """
    names = dict(lists.publisher.select(pl.col("name").str.to_lowercase(), "code").iter_rows())
    phrases = lists.phrase.filter(pl.col("kind") == "publisher")
    names |= dict(phrases.select(pl.col("phrase").str.to_lowercase(), "code").iter_rows())
    for name in text.publisher_names:
        if code := names.get(name.lower()):
            return str(code)
    return f"doc-{text.snapshot[:12]}"


def _setting(text: Text, judged: pl.DataFrame, lists: Codelists, publisher: str) -> Setting:
    found = find_mentions(text.characters, phrases_of(lists.phrase))
    mentions = {
        kind: [mention for mention in found if mention.kind == kind]
        for kind in ("indicator", "area", "publisher")
    }
    return Setting(
        text=text,
        publisher=publisher,
        indicators={
            code: Indicator(unit, kind, growth, start is not None)
            for code, unit, kind, growth, start in lists.indicator.select(
                "code", "unit", "unit_kind", "growth_indicator", "event_start"
            ).iter_rows()
        },
        mentions=mentions,
        starts={kind: [each.start for each in of_kind] for kind, of_kind in mentions.items()},
        periods=period_figures(text.characters, judged),
    )


def _subject(row: Mapping[str, Any], kinds: Mapping[str, str]) -> Subject:
    unit, kind = row["unit"], row["kind"]
    return Subject(
        number=row["figure"],
        start=row["start"],
        end=row["end"],
        kind=kind,
        unit=unit,
        unit_kind=kinds.get(unit) if unit else kind,
        qualifier=row["qualifier"] or "",
        sentence=row["sentence"],
    )


def _claim(setting: Setting, subject: Subject) -> dict[str, Any]:
    """One figure's claim. The first thing that is missing is the reason; the rest is still told."""
    claim: dict[str, Any] = {"figure": subject.number, "publisher": _publisher(setting, subject)}
    claim["qualifier"] = subject.qualifier
    if subject.kind == "period":
        return claim | {"reason": "is a period"}
    if subject.unit is not None and subject.unit_kind is None:
        return claim | {"reason": "no unit", "unit": subject.unit}
    code, where, reason = _indicator(setting, subject)
    if code is None:
        return claim | {"reason": reason, "unit": subject.unit}
    indicator = setting.indicators[code]
    claim |= {"indicator": code, "indicator_from": where}
    claim |= {"unit": subject.unit or indicator.unit}
    claim |= {"unit_from": "span" if subject.unit else "declaration"}
    area, claim["area_from"], no_area = _area(setting, subject)
    period, claim["period_from"], no_period = _period(setting, subject, indicator)
    claim |= {"area": area}
    if period is not None:
        claim |= {"period": period.period, "frequency": period.frequency}
    reasons = (reason, _meant_otherwise(setting, subject), no_area, no_period)
    return claim | {"reason": next((each for each in reasons if each), None)}


def _indicator(setting: Setting, subject: Subject) -> tuple[str | None, str | None, str | None]:
    """The code of the nearest fitting phrase, where it was found, and the reason if none or two."""
    growth = subject.unit_kind == "percent" and _is_growth(setting.text.characters, subject)
    sentence = setting.text.sentences[subject.sentence]
    paragraph = setting.text.paragraphs[setting.text.paragraph_at(subject.start)]
    for where, span in (("sentence", sentence), ("paragraph", (paragraph[0], sentence[0]))):
        near = around(
            setting.mentions["indicator"], setting.starts["indicator"], subject.start, span
        )
        codes = {m: _meant(setting, m, subject, growth=growth) for m in near}
        fitting = [m for m, (competes, _) in codes.items() if competes]
        if not fitting:
            if near and where == "sentence":
                break  # the sentence speaks of something else
            continue
        winners = _nearest(setting.text.characters, subject, fitting)
        found = {codes[mention][1] for mention in winners}
        if len(found) > 1 or _is_listed(setting, subject, span, fitting):
            return None, None, "two readings"
        code = found.pop()
        return code, where if code else None, None if code else "no indicator"
    return None, None, "no indicator"


def _meant(
    setting: Setting, mention: Mention, subject: Subject, *, growth: bool
) -> tuple[bool, str | None]:
    """Whether a phrase competes for a figure, and the indicator it then means."""
    if mention.start < subject.end and subject.start < mention.end:
        return False, None  # the figure is part of the name
    indicator = setting.indicators[mention.code]
    if growth:
        named = mention.measure == "growth" and indicator.unit_kind == "percent"
        return True, mention.code if named else indicator.growth_indicator
    fits = indicator.unit_kind == subject.unit_kind and mention.measure != "growth"
    return fits, mention.code if fits else None


def _nearest(characters: str, subject: Subject, mentions: Sequence[Mention]) -> list[Mention]:
    span = (subject.start, subject.end)
    far = [distance(characters, span, (each.start, each.end)) for each in mentions]
    return [mention for mention, how_far in zip(mentions, far, strict=True) if how_far == min(far)]


def _is_listed(
    setting: Setting, subject: Subject, span: tuple[int, int], fitting: Sequence[Mention]
) -> bool:
    """Whether `respectively` hands out several subjects or periods in an order of its own."""
    after = setting.text.characters[subject.end : min(span[1], subject.end + REACH)]
    before = setting.text.characters[max(span[0], subject.start - REACH) : subject.start]
    if not RESPECTIVELY.search(before + "|" + after):
        return False
    dated = [each for each in setting.periods if span[0] <= each.start < span[1]]
    return len({mention.code for mention in fitting}) > 1 or len(dated) > 1


def _is_growth(characters: str, subject: Subject) -> bool:
    before = characters[max(0, subject.start - REACH) : subject.start]
    if LEVEL.search(before):
        return False
    return any(_in_clause(characters, subject, GROWTH))


def _in_clause(characters: str, subject: Subject, words: re.Pattern[str]) -> list[bool]:
    """The matches of words that no parting mark keeps away from the figure."""
    low, high = max(0, subject.start - REACH), subject.end + REACH
    span = (subject.start, subject.end)
    return [
        True
        for match in words.finditer(characters, low, min(high, len(characters)))
        if distance(characters, span, match.span())[0] == 0
    ]


def _meant_otherwise(setting: Setting, subject: Subject) -> str | None:
    """The reason why a figure with an indicator is still not a value of it."""
    characters = setting.text.characters
    sentence = setting.text.sentences[subject.sentence]
    before = characters[max(sentence[0], subject.start - REACH) : subject.start]
    if FORECAST.search(before):
        return "is a forecast"
    if POINTS.match(characters, subject.end):
        return "is a change"
    if subject.unit_kind == "percent":
        is_fall = _is_growth(characters, subject) and _in_clause(characters, subject, FALL)
        return "is a fall" if is_fall else None
    return "is a change" if CHANGE.search(before) else None


def _area(setting: Setting, subject: Subject) -> tuple[str | None, str | None, str | None]:
    mentions, starts = setting.mentions["area"], setting.starts["area"]
    sentence = setting.text.sentences[subject.sentence]
    paragraph = setting.text.paragraphs[setting.text.paragraph_at(subject.start)]
    spans = (
        ("sentence", sentence),
        ("paragraph", (paragraph[0], sentence[0])),  # what was said before holds on
        ("paragraph", paragraph),
        ("document", (0, paragraph[0])),
        ("document", (0, len(setting.text.characters))),
    )
    for where, span in spans:
        near = around(mentions, starts, subject.start, span)
        if near:
            codes = {each.code for each in _nearest(setting.text.characters, subject, near)}
            if len(codes) > 1:
                return None, None, "two readings"
            return codes.pop(), where, None
    return None, None, "no area"


def _period(
    setting: Setting, subject: Subject, indicator: Indicator
) -> tuple[PeriodFigure | None, str | None, str | None]:
    """The nearest period; of an event its year, as the event itself says the day."""
    characters = setting.text.characters
    sentence = setting.text.sentences[subject.sentence]
    average = characters[max(sentence[0], subject.start - REACH) : subject.end + REACH]
    if subject.unit_kind == "percent" and AVERAGE.search(average):
        return None, None, "no period"
    low = bisect_left(setting.periods, sentence[0], key=lambda each: each.start)
    high = bisect_left(setting.periods, sentence[1], key=lambda each: each.start)
    paragraph = setting.text.paragraphs[setting.text.paragraph_at(subject.start)]
    first = bisect_left(setting.periods, paragraph[0], key=lambda each: each.start)
    span = (subject.start, subject.end)
    found, where, reason = nearest_period(
        characters, span, sentence, setting.periods[low:high], setting.periods[first:low]
    )
    if found is not None and indicator.is_event:
        found = replace(found, frequency="event", period=(found.period or "")[:4])
    return found, where, reason


def _publisher(setting: Setting, subject: Subject) -> str:
    """The publisher whom the sentence names ("according to ..."), or the document's."""
    span = setting.text.sentences[subject.sentence]
    near = around(setting.mentions["publisher"], setting.starts["publisher"], subject.start, span)
    named = [
        each
        for each in near
        if NAMED.search(setting.text.characters[max(span[0], each.start - 60) : each.start])
    ]
    codes = (
        {each.code for each in _nearest(setting.text.characters, subject, named)} if named else ()
    )
    return codes.pop() if len(codes) == 1 else setting.publisher
