"""What each figure of a text says: indicator, area, period, unit, and where each was found.

    text + figures + verdicts + code lists  ->  one row of frames.CLAIMS a figure

Nearest wins, a tie is `two readings`. A quarantined figure has a claim too: judgement needs to
know what it would say. Values are not looked at here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from pipelines import frames, wording
from pipelines.mentions import MARKS, Mention, around, distance, find_mentions, phrases_of
from pipelines.prose_periods import PeriodFigure, nearest_period, period_figures, periods_in
from pipelines.wording import REACH

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
# A phrase more clauses away than this names the subject of something else.
CLAUSES: Final = 4


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
    if subject.unit == "percentage_point":
        return claim | {"reason": "is a change", "unit": subject.unit}
    if subject.unit is not None and subject.unit_kind is None:
        return claim | {"reason": "no unit", "unit": subject.unit}
    code, where, reason = _indicator(setting, subject)
    if code is None:
        return claim | {"reason": reason, "unit": subject.unit}
    indicator = setting.indicators[code]
    claim |= {"indicator": code, "indicator_from": where}
    counted = subject.kind == "count" and subject.unit != indicator.unit
    unit = None if counted else subject.unit
    claim |= {"unit": unit or indicator.unit, "unit_from": "span" if unit else "declaration"}
    area, claim["area_from"], no_area = _area(setting, subject)
    period, claim["period_from"], no_period = _period(setting, subject, indicator)
    claim |= {"area": area}
    if period is not None:
        claim |= {"period": period.period, "frequency": period.frequency}
    reasons = (reason, _meant_otherwise(setting, subject), no_area, no_period)
    return claim | {"reason": next((each for each in reasons if each), None)}


def _indicator(setting: Setting, subject: Subject) -> tuple[str | None, str | None, str | None]:
    """The code of the nearest fitting phrase, where it was found, and the reason if none or two."""
    growth = subject.kind == "percent" and wording.is_growth(
        setting.text.characters, _span(subject)
    )
    sentence = setting.text.sentences[subject.sentence]
    paragraph = setting.text.paragraphs[setting.text.paragraph_at(subject.start)]
    for where, span in (("sentence", sentence), ("paragraph", (paragraph[0], sentence[0]))):
        near = around(
            setting.mentions["indicator"], setting.starts["indicator"], subject.start, span
        )
        if where == "paragraph" and not wording.ANAPHOR.match(setting.text.characters, sentence[0]):
            break
        codes = {m: _meant(setting, m, subject, growth=growth) for m in near}
        fitting = [m for m, (competes, _) in codes.items() if competes]
        if not fitting:
            if near and where == "sentence":
                break  # the sentence speaks of something else
            continue
        winners = _nearest(setting.text.characters, subject, fitting)
        found = {codes[mention][1] for mention in winners}
        if len(found) > 1:
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
    marks, *_ = distance(setting.text.characters, _span(subject), (mention.start, mention.end))
    if marks > (0 if _is_share(setting, subject) else CLAUSES):
        return False, None
    indicator = setting.indicators[mention.code]
    if growth:
        named = mention.measure == "growth" and indicator.unit_kind == "percent"
        return True, mention.code if named else indicator.growth_indicator
    fits = indicator.unit_kind == subject.unit_kind and mention.measure != "growth"
    if fits and subject.kind == "count" and subject.unit != indicator.unit:
        fits = subject.unit in (None, "piece") and _counts(setting, mention, subject)
    return fits, mention.code if fits else None


def _is_share(setting: Setting, subject: Subject) -> bool:
    before = setting.text.characters[max(0, subject.start - REACH) : subject.start]
    return subject.kind == "percent" and wording.SHARE.search(before) is not None


def _counts(setting: Setting, mention: Mention, subject: Subject) -> bool:
    """Whether a number without a unit of its own counts what a phrase names.

    It does where the phrase follows at once, with at most an area between ("212 Chinese Taobao
    villages"), or where it stands before and nothing follows that could be counted instead.
    """
    characters = setting.text.characters
    if mention.start >= subject.end:
        between = characters[subject.end : mention.start].strip()
        areas = around(
            setting.mentions["area"],
            setting.starts["area"],
            subject.end,
            (subject.end, mention.start),
        )
        return not between or between in {characters[each.start : each.end] for each in areas}
    between = characters[mention.end : subject.start]
    is_near = len(between) <= REACH // 2 and not MARKS.search(between)
    return is_near and wording.STOP.match(characters, subject.end) is not None


def _nearest(characters: str, subject: Subject, mentions: Sequence[Mention]) -> list[Mention]:
    far = [distance(characters, _span(subject), (each.start, each.end)) for each in mentions]
    least = min(far)
    return [each for each, how_far in zip(mentions, far, strict=True) if how_far == least]


def _is_listed(setting: Setting, subject: Subject) -> bool:
    """Whether `respectively` hands out several subjects, areas or periods in their own order."""
    low, high = setting.text.sentences[subject.sentence]
    span = (max(low, subject.start - REACH), min(high, subject.end + REACH))
    if not wording.RESPECTIVELY.search(setting.text.characters, *span):
        return False
    dated = {each.period or "" for each in periods_in(setting.periods, (low, high))}
    named = [
        {
            each.code
            for each in around(setting.mentions[kind], setting.starts[kind], low, (low, high))
        }
        for kind in ("indicator", "area")
    ]
    return any(len(each) > 1 for each in (dated, *named))


def _meant_otherwise(setting: Setting, subject: Subject) -> str | None:
    """The reason why a figure with an indicator is still not a value of it."""
    if _is_listed(setting, subject):
        return "two readings"
    sentence = setting.text.sentences[subject.sentence]
    return wording.meant_otherwise(
        setting.text.characters, _span(subject), sentence, is_percent=subject.kind == "percent"
    )


def _span(subject: Subject) -> tuple[int, int]:
    return subject.start, subject.end


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
    reach = (max(sentence[0], subject.start - REACH), subject.end + REACH)
    if subject.kind == "percent" and wording.AVERAGE.search(characters, *reach):
        return None, None, "no period"
    paragraph = setting.text.paragraphs[setting.text.paragraph_at(subject.start)]
    found, where, reason = nearest_period(
        characters,
        _span(subject),
        sentence,
        paragraph,
        setting.periods,
        is_event=indicator.is_event,
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
        if wording.NAMED.search(setting.text.characters[max(span[0], each.start - 60) : each.start])
    ]
    codes = (
        {each.code for each in _nearest(setting.text.characters, subject, named)} if named else ()
    )
    return codes.pop() if len(codes) == 1 else setting.publisher
