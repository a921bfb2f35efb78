"""Constructed prose with planted figures, clean or garbled, for the laws and the benchmarks.

The sentences are nobody's and the figures mean nothing; what matters is that the true value of
each is known before it is printed, so that no expected value comes from the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Final

from pipelines.repair.channel import MECHANISMS, Mechanism

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POWERS: Final = {"": 0, " thousand": 3, " million": 6, " billion": 9}
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NOUNS: Final = ("looms", "boats", "orchards", "pupils", "mills", "bridges", "teachers", "wells")
PLACES: Final = ("Ashford", "Brill", "Corsham", "Dunmere", "Elsworth", "Fenwick", "Garrow", "Holm")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure with the word before it and what is counted, and what it truly means.

    `value` is an exact decimal in the plain unit, or an ISO period.
    """

    text: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A phrase as it stands in a page; `mechanism` damaged it, or nothing did."""

    start: int
    end: int
    clean: Phrase
    printed: str
    mechanism: Mechanism | None


@dataclass(frozen=True, slots=True)
class Page:
    """A text and what was planted in it, in the order of the text."""

    text: str
    planted: tuple[Planted, ...]


def plain(value: Decimal) -> str:
    """Print a decimal without exponent and without idle zeros."""
    whole, _, fraction = format(value, "f").partition(".")
    return f"{whole}.{fraction.rstrip('0')}".rstrip(".")


def digits(random: Random, length: int) -> str:
    """Draw a whole number in which the digit 1 is as frequent as the channel likes it."""
    drawn = "".join(random.choices("0123456789", (2, 6, 2, 2, 2, 2, 2, 2, 2, 2), k=length))
    return drawn.lstrip("0") or "1"


def year(random: Random) -> Phrase:
    """Draw a year: 'in 2012'."""
    drawn = random.randint(1978, 2025)
    return Phrase(f"in {drawn}", "period", str(drawn))


def month(random: Random) -> Phrase:
    """Draw a month of a year: 'in December 2013'."""
    at, drawn = random.randint(1, 12), random.randint(1978, 2025)
    return Phrase(f"in {MONTHS[at - 1]} {drawn}", "period", f"{drawn}-{at:02}")


def day(random: Random) -> Phrase:
    """Draw a date: 'on May 6, 2019'."""
    at, drawn, number = random.randint(1, 12), random.randint(1978, 2025), random.randint(1, 28)
    return Phrase(
        f"on {MONTHS[at - 1]} {number}, {drawn}", "period", f"{drawn}-{at:02}-{number:02}"
    )


def percent(random: Random) -> Phrase:
    """Draw a share or a growth rate below 100: 'by 17.6%'."""
    places = random.randint(0, 2)
    text = str(random.randint(1, 99))
    if places:
        text += f".{random.randint(1, 10**places - 1):0{places}}"
    lead = random.choice(("by", "reached", "was"))
    return Phrase(f"{lead} {text}%", "percent", plain(Decimal(text)))


def count(random: Random) -> Phrase:
    """Draw a count without a scale word: 'had 1,558 looms'."""
    number = int(digits(random, random.randint(1, 7)))
    text = f"{number:,}" if number > 9999 or random.random() < 0.7 else str(number)
    lead = random.choice(("had", "counted", "kept"))
    return Phrase(f"{lead} {text} {random.choice(NOUNS)}", "count", str(number))


def amount(random: Random) -> Phrase:
    """Draw an amount or a count with a scale word: 'paid 16.8 million yuan'."""
    word = random.choice((" million", " million", " billion"))
    text = f"{int(digits(random, random.randint(1, 4))):,}"
    if random.random() < 0.7:
        text += f".{digits(random, random.randint(1, 2))}"
    value = Decimal(text.replace(",", "")).scaleb(POWERS[word])
    if random.random() < 0.5:
        return Phrase(f"paid {text}{word} yuan", "amount", plain(value))
    return Phrase(f"served {text}{word} people", "count", plain(value))


def power_of_ten(random: Random) -> Phrase:
    """Draw a power of ten, which the channel prints as the bare constant: '100 million people'."""
    power = random.randint(4, 11)
    text = ("10,000", "100,000", "1 million", "10 million", "100 million")[min(power - 4, 4)]
    text = {9: "1 billion", 10: "10 billion", 11: "100 billion"}.get(power, text)
    return Phrase(f"served {text} people", "count", str(10**power))


def low_percent(random: Random) -> Phrase:
    """Draw a percentage of 1 or 10 and a fraction, which the channel makes one: 'by 10.7%'."""
    text = f"{random.choice((1, 10))}.{random.randint(1, 9)}"
    return Phrase(f"by {text}%", "percent", text)


KINDS: Final[dict[str, Callable[[Random], Phrase]]] = {
    "year": year,
    "month": month,
    "day": day,
    "percent": percent,
    "count": count,
    "amount": amount,
    "power_of_ten": power_of_ten,
    "low_percent": low_percent,
}

SENTENCES: Final = (
    "The weavers of {place} {count} {year} , and the guild {amount} for them",
    "Trade at the quay of {place} grew {percent} {year} ; the ferry {amount}",
    "A new lock at {place} opened {day} and the keeper’s boy {count}",
    "The share of tenants there {percent} – while the estate {count} {month}",
    "Those who farmed near {place} {count} , and the mill {amount} that season",
    "Nobody in {place} remembers when the old orchard went under the river",
    "The brewers of {place} {amount} {year} , and the harbour {count}",
    "Rents at {place} rose {percent} and the chapel {count} by then",
    "The road over the ridge was mended {month} and the toll house {amount}",
    "What the clerk of {place} wrote down that autumn nobody has read since",
)
_PIECES: Final = tuple(
    tuple(piece.strip("{}") if piece.startswith("{") else piece for piece in sentence.split(" "))
    for sentence in SENTENCES
)

# Several families of the token side by side: enough for any gate.
GARBLED_PREFACE: Final = (
    "In 20 14 the library lent 365,438+0 books a day and kept 2/kloc-0 reading rooms. "
    "By 2065,438+05 it had 65,438+07 of them, of which 1 1 stood open at night. "
)

# Spans that look damaged and are not, each with one random part. They carry no true value:
# nothing in them may change.
LOOKALIKES: Final = (
    "The log says 2019-03-11T10:15:{two}.065438+00:00 and then stops.",
    "Row written 2021-07-14 01:50:05.1{two}65438+00 by the loader.",
    "Call 020 7946 01{two} before noon.",
    "Part 65438-0{two} fits the older pump.",
    "The formula is x = 65438 + 0.{two} * y.",
    "The stone stands at 51.1{two}65438, -1.0{two}.",
    "The region has 1 1{two} 517 inhabitants.",
    "Der Preis lag bei 1.1{two},56 EUR.",
    "Release 1.1{two}.11 came out late.",
    "Order 1{two}65438 shipped in full.",
    "See pages 11, 12 and 1{two} of the annex.",
    "The 20 1-letter codes are listed in table 1{two}.",
    "The score was 11-1{two} at the end.",
    "The hex address is 0x65438{two}.",
    "It runs at cron(0 16 1,{two} * ? *) and calls root(1, 128, {two}) then.",
    '<path d="m 3 1 c 0.554{two} 0 1 0.445312 1 1 v 12"/>',
    "The rows are\n0 1.1433 0.{two}\n1 1.0814 0.60\n2 1.4968 0.56\n3 168 168.35",
    "The flags are --ids 444455556666 1234567890{two} here.",
    "Set coeff1 = ct1 + part1 * {two} and return S.Exp1 there.",
    "Die Werte: 3 1{two} 4 1 5 9 2 6 5.",
)


def _lookalike(random: Random) -> str:
    return random.choice(LOOKALIKES).replace("{two}", f"{random.randint(0, 59):02}")


@cache
def bitten(mechanism: Mechanism) -> tuple[Callable[[Random], Phrase], ...]:
    """Give the kinds of figures that a mechanism bites, by trying some of each."""
    random = Random(0)  # noqa: S311 -- no secret depends on it
    return tuple(
        kind
        for kind in KINDS.values()
        if any(
            mechanism.garble(text, choice) != text
            for text in (kind(random).text for _ in range(200))
            for choice in range(6)
        )
    )


def garbled(random: Random, mechanism: Mechanism) -> tuple[Phrase, str]:
    """Draw a phrase that the mechanism bites, and its damage."""
    while True:
        phrase = random.choice(bitten(mechanism))(random)
        printed = mechanism.garble(phrase.text, random.randrange(24))
        if printed != phrase.text:
            return phrase, printed


def _sentence(
    random: Random, start: int, share: float, mechanisms: tuple[Mechanism, ...]
) -> tuple[str, list[Planted]]:
    planted: list[Planted] = []
    written = ""
    for piece in random.choice(_PIECES):
        glue = "" if not written or piece in {",", ";"} else " "
        if piece == "place":
            written += glue + random.choice(PLACES)
        elif piece in KINDS:
            clean = KINDS[piece](random)
            printed, by = clean.text, None
            if mechanisms and random.random() < share:
                by = random.choice(mechanisms)
                clean, printed = garbled(random, by)
            at = start + len(written) + len(glue)
            planted.append(Planted(at, at + len(printed), clean, printed, by))
            written += glue + printed
        else:
            written += glue + piece
    return written + ". ", planted


def page(
    random: Random,
    sentences: int,
    *,
    share: float = 0.0,
    mechanisms: tuple[Mechanism, ...] = (),
    preface: str = "",
    lookalikes: float = 0.0,
) -> Page:
    """Write a page: `share` of its figures are damaged by one of the mechanisms each.

    `lookalikes` is the share of sentences behind which a span follows that only looks damaged.
    """
    parts, planted, length = [preface], [], len(preface)
    for at in range(sentences):
        text, found = _sentence(random, length, share, mechanisms)
        if lookalikes and random.random() < lookalikes:
            text += _lookalike(random) + " "
        if at % 8 == 7:
            text = text[:-1] + "\n\n"
        parts.append(text)
        planted += found
        length += len(text)
    return Page("".join(parts), tuple(planted))


def pages(seed: int, size: int, *, share: float = 0.05) -> Iterator[str]:
    """Write pages of about 60 kB until `size` bytes are reached, for the benchmarks."""
    random, written = Random(seed), 0  # noqa: S311 -- no secret depends on it
    kinds = tuple(m for m in MECHANISMS if m.leaves_trace)
    while written < size:
        text = page(random, 600, share=share, mechanisms=kinds).text
        written += len(text)
        yield text
