"""What publishers' flags mean, as SDMX observation status codes. No reading and no judging here.

A flag that no table knows is kept and named, as `?` and the flag; none is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Marks:
    """A publisher's flags: the codes each stands for, and whether letters are run together."""

    codes: Mapping[str, tuple[str, ...]]
    runs: bool = False


# SDMX cross-domain code list CL_OBS_STATUS 2.2; then three codes that Eurostat's and other
# publishers' own editions of the list add to it (C, R, Z).
MEANINGS: Final[Mapping[str, str]] = {
    "A": "normal value",
    "B": "time series break",
    "D": "definition differs",
    "E": "estimated value",
    "F": "forecast value",
    "G": "experimental value",
    "H": "missing value: holiday or weekend",
    "I": "imputed value",
    "J": "derogation",
    "K": "data included in another category",
    "L": "missing value: data exist but were not collected",
    "M": "missing value: not available, or cannot exist",
    "N": "not significant",
    "O": "missing value",
    "P": "provisional value",
    "Q": "missing value: suppressed",
    "S": "strike and other special events (Eurostat: its own estimate)",
    "U": "low reliability",
    "V": "unvalidated value",
    "W": "includes data from another category",
    "C": "confidential",
    "R": "revised value",
    "Z": "not applicable",
}

SDMX: Final = Marks(
    {
        **{code: (code,) for code in MEANINGS},
        "NP": ("O",),  # IMF: not provided; stands where the value is null
    }
)

# Letters of Eurostat's dissemination (flags of TSV, CSV and JSON-stat), several in one text
# ("bep", ":c", "u|C"). After a bar stands the confidentiality status.
EUROSTAT: Final = Marks(
    {
        **{letter: (letter.upper(),) for letter in "bcdefgiknprsuvz"},
        ":": ("M",),
        "-": ("Z",),
        "|C": ("C",),
        "|D": ("C",),
        "|N": ("C",),
        "|S": ("C",),
        "|F": (),  # free: nothing to say
    },
    runs=True,
)

# JSON-stat leaves the letters to the publisher: Eurostat's, and the dots that statistical
# offices print ("." not applicable, ".." not available, "..." not yet available). The
# samples of the format itself write "a" for an ordinary value.
JSON_STAT: Final = Marks(
    {
        **EUROSTAT.codes,
        "a": ("A",),
        "m": ("M",),
        ".": ("M",),
        "..": ("O",),
        "...": ("O",),
    },
    runs=True,
)

# What stands in OBS_STATUS of SDMX messages: codes of the list, or the letters of Eurostat,
# which its services send in lower case and run together.
OBS_STATUS: Final = Marks(
    {**EUROSTAT.codes, **SDMX.codes, "na": ("O",), "NA": ("O",)},
    runs=True,
)

WORLD_BANK: Final = SDMX

# Symbols of Statistics Canada's tables. A to D are its grades of quality, excellent to
# acceptable; "F" is too unreliable to be published.
STATCAN: Final = Marks(
    {
        "..": ("O",),
        "...": ("M",),
        "x": ("Q",),
        "X": ("Q",),
        "E": ("U",),
        "F": ("Q", "U"),
        "r": ("R",),
        "p": ("P",),
        "e": ("E",),
        "i": ("I",),
        "0s": ("N",),
        "0^s": ("N",),
        "A": ("A",),
        "B": ("A",),
        "C": ("A",),
        "D": ("A",),
    }
)

# Texts that stand in a cell where a publisher has no figure to give (bare of blanks).
MISSING_MARKS: Final = frozenset(
    ["", ":", ".", "..", "...", "-", "--", "–", "—", "NA", "N/A", "n/a", "n.a.", "NaN", "null"]
)
MISSING: Final = ("C", "Q", "L", "H", "Z", "M", "O")  # the most telling first
LONGEST_RUN: Final = 6  # a longer text without blanks is a word, not flags run together
SEPARATOR: Final = re.compile(r"[\s,;/]+")


def coded(received: str | None, marks: Marks) -> list[str]:
    """Give the codes for the flags of one figure, in the order received, each once.

    >>> coded("b e", EUROSTAT), coded("bep", EUROSTAT), coded(":c", EUROSTAT)
    (['B', 'E'], ['B', 'E', 'P'], ['M', 'C'])
    >>> coded("u|C", EUROSTAT), coded("|C", EUROSTAT), coded("A;k9", SDMX)
    (['U', 'C'], ['C'], ['A', '?k9'])
    >>> coded("AB", SDMX), coded(":q", EUROSTAT), coded("imputation", EUROSTAT)
    (['?AB'], ['M', '?q'], ['?imputation'])
    >>> coded("F", STATCAN), coded("", SDMX), coded(None, SDMX)
    (['Q', 'U'], [], [])
    """
    codes = (code for text in SEPARATOR.split(received or "") for code in _one(text, marks))
    return list(dict.fromkeys(codes))


def why_missing(codes: Iterable[str], *, otherwise: str = "no value given") -> str:
    """Say in words why a figure with these codes and no value has none.

    >>> why_missing(["U", "C"]), why_missing([])
    ('confidential', 'no value given')
    """
    there = set(codes)
    return next((MEANINGS[code] for code in MISSING if code in there), otherwise)


def _one(text: str, marks: Marks) -> Iterable[str]:
    """Take one text apart: known as a whole, else before and after a bar, else by letter."""
    if not text:
        return ()
    if text in marks.codes:
        return marks.codes[text]
    if not marks.runs:
        return (f"?{text}",)
    head, _, tail = text.partition("|")
    letters = [*head, *(f"|{mark}" for mark in tail)]
    if not any(mark in marks.codes for mark in letters) or len(text) > LONGEST_RUN:
        return (f"?{text}",)
    return [code for mark in letters for code in marks.codes.get(mark, (f"?{mark}",))]
