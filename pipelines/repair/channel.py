"""The channel, forward: what the translation engine does to a clean figure.

Undoing the damage is the business of the rules; nothing here reads a garbled text, and no
choice is made here: `choice` says which of the seen forms of the damage is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipelines.repair.slips import (
    doubled_zero,
    leftover_zero,
    letter_for_digit,
    lone_point_for_comma,
    lost_marker,
    lost_one,
    lost_zero,
    lost_zero_in_date,
    lost_zero_in_year,
    month_word,
    point_for_comma,
    scale_in_zeros,
    silent_digit,
    silent_month,
    slipped_unit,
)
from pipelines.repair.tokens import (
    bare_constant,
    constant,
    cut_off,
    inner_blank,
    kloc_token,
    lost_blank,
    mixed_tokens,
    moved_point,
    moved_point_in_percent,
    moved_point_in_year,
    swallowed_digits,
    torn_constant,
    torn_year,
)

Garble = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One way in which the channel damages a figure, under its letter in the study of the channel.

    `garble(phrase, choice)` gives the damaged phrase, or the same one where the mechanism does
    not bite. `leaves_trace` is false where the result looks like any other figure, and
    `keeps_digits` is false where it holds too little to list the true value.
    """

    letter: str
    name: str
    garble: Garble
    leaves_trace: bool = True
    keeps_digits: bool = True


MECHANISMS: Final = (
    Mechanism("B", "constant", constant),
    Mechanism("B", "mixed tokens", mixed_tokens),
    Mechanism("C", "moved point", moved_point),
    Mechanism("C", "moved point in percent", moved_point_in_percent),
    Mechanism("C", "moved point in year", moved_point_in_year),
    Mechanism("D", "inner blank", inner_blank),
    Mechanism("W", "lost blank", lost_blank),
    Mechanism("K", "kloc token", kloc_token),
    Mechanism("F", "month word", month_word),
    Mechanism("H", "slipped unit", slipped_unit, leaves_trace=False),
    Mechanism("H", "scale in zeros", scale_in_zeros),
    Mechanism("E", "bare constant", bare_constant),
    Mechanism("E", "cut off", cut_off, keeps_digits=False),
    Mechanism("A", "torn constant", torn_constant),
    Mechanism("A", "torn year", torn_year),
    Mechanism("A", "swallowed digits", swallowed_digits),
    Mechanism("G", "doubled zero", doubled_zero),
    Mechanism("G", "lost one", lost_one, leaves_trace=False, keeps_digits=False),
    Mechanism("L", "leftover zero", leftover_zero, leaves_trace=False),
    Mechanism("S", "silent month", silent_month, leaves_trace=False),
    Mechanism("S", "silent digit", silent_digit, leaves_trace=False, keeps_digits=False),
    Mechanism("N", "lost marker", lost_marker),
    Mechanism("O", "letter for digit", letter_for_digit),
    Mechanism("P", "point for comma", point_for_comma),
    Mechanism("P", "lone point for comma", lone_point_for_comma, leaves_trace=False),
    Mechanism("Z", "lost zero in date", lost_zero_in_date),
    Mechanism("Z", "lost zero in year", lost_zero_in_year),
    Mechanism("Z", "lost zero", lost_zero, leaves_trace=False),
)
