"""The judge: law 7, and nothing decided otherwise.

A damaged figure without a power of ten at stake is repaired where one reading fits; every
other one is quarantined with its candidates and what speaks for and against them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.repair import evidence
from pipelines.repair.damage import stretches
from pipelines.repair.dates import NAME
from pipelines.repair.evidence import Surroundings
from pipelines.repair.figure import Candidate, Evidence, Figure
from pipelines.repair.gate import Gate, weigh
from pipelines.repair.grammar import qualifier_before, scan, word_before
from pipelines.repair.holding import quarantined, said, with_dates_joined, with_residues
from pipelines.repair.inverse import Reading, readings, set_apart
from pipelines.repair.stake import (
    SCALE_WORD,
    TRACE,
    ZEROS,
    never_decided,
    power_at_stake,
    read_text,
    unsure,
)
from pipelines.repair.undo_period import BRIEF_YEAR
from pipelines.repair.words import CURRENCY_SIGNS, MONTHS, PERIOD_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.repair.torn import Stretch

UNIQUE = "the damage has exactly one inverse that reads as a figure; a second would have held it"


Read = tuple[Reading, Figure]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts of one text, gated as a whole."""

    gate: Gate
    figures: tuple[Figure, ...]


def judge(text: str) -> Judgement:
    """Return the gate of a text and one figure, with its verdict, for every number in it.

    >>> judge("In 2065,438+02 it had 65,438+05 shops.").figures[0].value
    '2012'
    """
    gate = weigh(text)
    if gate.state == "clean":
        return Judgement(gate, tuple(scan(text)))
    figures: list[Figure] = []
    place = 0
    for figure in damaged(text, gate):
        figures += scan(text, place, figure.start)
        figures.append(figure)
        place = figure.end
    figures += scan(text, place)
    if gate.state == "garbled":
        figures = with_residues(text, figures)
    figures = with_dates_joined(text, figures)
    found = ((_with_evidence(text, figures, at)) for at in range(len(figures)))
    return Judgement(gate, tuple(found))


NEAR = 6
"""So many figures on each side, within the paragraph, may be evidence for a held one."""
FAR = 600
"""And they stand at most so many characters away."""


def _with_evidence(text: str, figures: list[Figure], place: int) -> Figure:
    """Return a held figure with what its paragraph says for and against each candidate.

    It decides nothing: a power of ten is chosen in again, where two facts can be counted.
    """
    figure = figures[place]
    if figure.verdict != "quarantined" or not figure.candidates:
        return figure
    start, end = figure.start, figure.end
    first = text.rfind("\n", max(0, start - FAR), start) + 1 or max(0, start - FAR)
    last = text.find("\n", end, end + FAR)
    last = end + FAR if last < 0 else last
    near = [
        other
        for other in figures[max(0, place - NEAR) : place + NEAR + 1]
        if other.verdict == "intact" and first <= other.start < last
    ]
    around = Surroundings(text[first:start], figure.kind, figure.unit, near)
    found = evidence.weigh(figure.candidates, around)
    return replace(figure, candidates=evidence.ranked(figure.candidates, found), evidence=found)


def damaged(text: str, gate: Gate) -> Iterator[Figure]:
    """Yield a figure, repaired or quarantined, for each damaged stretch of the text."""
    for stretch in stretches(text):
        figure = _verdict(text, stretch, gate)
        if figure is not None:
            yield _in_words(text, figure)


def _in_words(text: str, figure: Figure) -> Figure:
    """Return a figure with what the words before it say: its qualifier, its currency."""
    word = word_before(text, figure.start)
    if not word:
        return figure
    qualifier = figure.qualifier or qualifier_before(text, figure.start, word)
    currency = CURRENCY_SIGNS.get(word) if figure.unit is None else None
    if qualifier == figure.qualifier and currency is None:
        return figure
    kind = "amount" if currency else figure.kind
    return replace(figure, qualifier=qualifier, kind=kind, unit=figure.unit or currency)


def repair_text(text: str) -> str:
    """Return the text with the figures that can be repaired put in.

    >>> repair_text("In 20 13 years it had 65,438+05 shops.")
    'In 2013 it had 15 shops.'
    """
    gate = weigh(text)
    if gate.state != "garbled":
        return text
    pieces: list[str] = []
    place = 0
    for stretch in stretches(text):
        if never_decided(stretch):
            continue
        chosen = _chosen(text, stretch, gate)
        if chosen is not None:
            pieces += (text[place : stretch.start], chosen[0].text)
            place = stretch.end
    pieces.append(text[place:])
    return "".join(pieces)


def _verdict(text: str, stretch: Stretch, gate: Gate) -> Figure | None:
    rescaled = "unit_word" in gate.families
    if gate.state == "garbled" and not stretch.open:
        figure = _decided(text, stretch, gate)
        if figure is not None:
            return figure
    if not readings(stretch.printed) and not _is_trace(stretch):
        return None
    if gate.state == "suspect" and not stretch.open and _says_the_same(stretch.printed):
        return None
    return quarantined(stretch, rescaled=rescaled)


def _says_the_same(printed: str) -> bool:
    """Whether a text says as it stands what its only reading says: 1 100 mu, thousands apart."""
    plain, read = read_text(printed), _only_reading(printed, rescaled=False)
    return plain is not None and read is not None and plain.value == read[1].value


def _is_trace(stretch: Stretch) -> bool:
    """Whether a stretch that no rule reads is damaged all the same."""
    printed = stretch.printed
    return stretch.open or bool(
        TRACE.search(printed) or ZEROS.search(printed) or SCALE_WORD.search(printed)
    )


def _decided(text: str, stretch: Stretch, gate: Gate) -> Figure | None:
    """Return the repaired figure where one reading fits and nothing holds it."""
    chosen = _chosen(text, stretch, gate)
    if chosen is None:
        return None
    reading, figure, facts = chosen
    done = repaired(stretch, reading, figure)
    return replace(done, evidence=facts) if facts else done


def _chosen(
    text: str, stretch: Stretch, gate: Gate
) -> tuple[Reading, Figure, tuple[Evidence, ...]] | None:
    """Return the reading that decides a stretch, as a figure, and what chose it of several."""
    if BRIEF_YEAR.fullmatch(stretch.printed) and not gate.loses_zeros:
        return None
    found = _only_reading(stretch.printed, rescaled="unit_word" in gate.families)
    facts: tuple[Evidence, ...] = ()
    if found is None:
        found, facts = _by_season(text, stretch)
    if found is None:
        return None
    reading, figure = found
    if figure.unit and _is_impossible(text, stretch.start, figure):
        return None
    if _is_doubted(text, stretch, figure):
        return None
    if _is_glued(text, stretch.start):
        if "loc-" in stretch.printed and text[stretch.start] == "1":
            return None
        reading = set_apart(reading)
    return (reading, figure, facts) if _stands(text, stretch, reading.text, figure) else None


MONTH_GLUED = re.compile(f"(?:{NAME})")
COUNTED = re.compile(
    r"[ ](?!degrees|points|times|meters|hours|minutes|seconds|miles|inches|acres|pounds|grams)"
    r"[a-z]{4,}s(?![a-z])"
)
SHORT_YEAR = re.compile("(?:19|20)[0-9]")
PART_OF_DATE = re.compile(r"[ ]?(?:years?[ ])?[0-9]{1,2}[ ]?(?:day|month|/month)|[ ]?[월月]")


SHARE_DIGITS = 3
"""A share read from several pieces that has more digits before the point is two numbers."""
PIECE = re.compile("[0-9.,] (?=[0-9])")
MOST_PIECES = 4
"""A number has no more blanks than this: a longer row is several numbers."""
LONG_DECIMAL = re.compile(r"[0-9]{6,}\.")
"""Of so many digits, with a point and no unit, a level and a share side by side are likelier."""
POINT_BEFORE = re.compile(r"[0-9]\.[ ]\Z")
GROUP_BEFORE = re.compile(r"[ ][0-9],[ ]\Z")
YEAR = re.compile("(?:19|20)[0-9]{2}")


def _is_doubted(text: str, stretch: Stretch, figure: Figure) -> bool:
    """Whether what stands around a figure asks for more than its only reading gives."""
    value = figure.value or ""
    if figure.unit == "percent" and " " in stretch.printed:
        return len(value.partition(".")[0]) > SHARE_DIGITS
    if text.startswith("/month", stretch.end) or len(PIECE.findall(stretch.printed)) > MOST_PIECES:
        return True
    if figure.unit is None and " " in stretch.printed and LONG_DECIMAL.match(value):
        return True
    before = text[max(0, stretch.start - 4) : stretch.start]
    if not YEAR.match(value) and POINT_BEFORE.search(before):
        return True
    if "." in value and GROUP_BEFORE.search(before):
        return True
    if value.isdigit() and MONTH_GLUED.match(text, stretch.end):
        return True
    if "." in value and figure.unit is None and "438+0" in stretch.printed:
        return COUNTED.match(text, stretch.end) is not None
    if SHORT_YEAR.fullmatch(value) and stretch.printed[:2] in ("19", "20"):
        return word_before(text, stretch.start) in PERIOD_WORDS
    if figure.kind != "period":
        return word_before(text, stretch.start) in MONTHS
    return PART_OF_DATE.match(text, stretch.end) is not None


def _is_impossible(text: str, start: int, figure: Figure) -> bool:
    """Whether the unit does not allow the only reading, so that one was overlooked."""
    around = Surroundings(text[max(0, start - 40) : start], figure.kind, figure.unit, ())
    said = evidence.unit_range(Candidate("", figure.value or "", 0.0), around)
    return said is not None


def _by_season(text: str, stretch: Stretch) -> tuple[Read | None, tuple[Evidence, ...]]:
    """Choose between January and October by the season of the sentence, or the end of a range."""
    if "5438+" not in stretch.printed:
        return None, ()
    read = [(one, f) for one in readings(stretch.printed) if (f := read_text(one.text))]
    if len(read) < 2 or any(figure.kind != "period" for _, figure in read):
        return None, ()
    candidates = [Candidate(one.text, f.value or "", one.cost) for one, f in read]
    before = text[max(0, stretch.start - 80) : stretch.start].rpartition("\n")[2]
    after = text[stretch.end : stretch.end + 40].partition("\n")[0]
    facts = evidence.weigh(candidates, Surroundings(before, "period", None, (), after))
    against = {fact.candidate for fact in facts if fact.stance == "against"}
    left = [pair for pair in read if pair[0].text not in against]
    return (left[0], facts) if len(left) == 1 else (None, ())


@lru_cache(maxsize=1 << 14)
def _only_reading(printed: str, *, rescaled: bool) -> Read | None:
    read = [(one, figure) for one in readings(printed) if (figure := read_text(one.text))]
    if len(read) != 1 or unsure(printed, read[0][0]):
        return None
    if DATED.match(read[0][1].value or ""):
        return read[0]
    return None if power_at_stake(printed, read[0][0], rescaled=rescaled) else read[0]


DATED = re.compile("[0-9]{4}-[0-9]{2}|--[0-9]{2}-")
"""The zeros of a date are its own: 2000 has no power of ten at stake."""


MONTH = "|".join(MONTHS)
RISKY_AFTER = re.compile(
    rf"[0-9A-Za-z/+:-]|[.,][0-9]|,?[ ](?:[0-9]|{MONTH})|[ ](?:of|to|or|and)[ ][0-9A-Z]"
    r"|[ ](?:million|thous|bill|trill)"
)
RISKY_LEADS = tuple(f"{lead} " for lead in (*"0123456789,$€£", *MONTHS, "RMB", "USD", "CNY"))
GLUED_LEAD = re.compile("[0-9A-Za-z.:/+-]")


def _stands(text: str, stretch: Stretch, mended: str, figure: Figure) -> bool:
    """Whether the repaired text, put in its place, is one intact figure that says the same."""
    start, end = stretch.start, stretch.end
    leads = text.endswith(RISKY_LEADS, 0, start) or GLUED_LEAD.match(text, max(0, start - 1), start)
    if not leads and not RISKY_AFTER.match(text, end):
        return True
    before = text[max(0, start - 24) : start]
    figures = scan(f"{before}{mended}{text[end : end + 24]}")
    stop = len(before) + len(mended)
    place = stop - len(mended.lstrip())
    over = [f for f in figures if f.start < stop and f.end > place]
    if not over and mended.lstrip() in MONTHS:
        return True
    if len(over) != 1 or said(over[0]) != said(figure):
        return False
    lead = f"{before}{mended}"[over[0].start : place].strip()
    return over[0].start == place or lead in CURRENCY_SIGNS


def _is_glued(text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    return (before.isascii() and before.islower()) or before == "."


def repaired(stretch: Stretch, reading: Reading, figure: Figure) -> Figure:
    """Return the figure of a stretch as a reading has it."""
    return Figure(
        stretch.start,
        stretch.end,
        stretch.printed,
        "repaired",
        figure.kind,
        reading.text,
        figure.value,
        figure.unit,
        figure.qualifier,
        figure.value_low,
        figure.value_high,
        (Candidate(reading.text, said(figure), round(reading.cost, 2)),),
        (Evidence("unique inverse", "for", reading.text, UNIQUE),),
        reading.repairs,
    )
