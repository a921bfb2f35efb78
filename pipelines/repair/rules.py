"""The rules in one ordered tuple: the whole behaviour of the engine on one screen.

Whether a proposal is taken is the judge's; what each rule undoes stands in its docstring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair import undo_abroad, undo_constant, undo_marks, undo_period
from pipelines.repair.scattered import scattered

if TYPE_CHECKING:
    from collections.abc import Callable


class Rule(NamedTuple):
    """A rule: its name, its version, what its damage costs, and the function.

    One of `needs` must stand in a text, or the rule has nothing to say. `first` says that it
    applies to a printed text only, never to what another rule made, and `open` that digits
    are known to be gone.
    """

    name: str
    version: int
    cost: float
    undo: Callable[[str], tuple[str, ...]]
    needs: tuple[str, ...] = ()
    first: bool = False
    open: bool = False


RULES: tuple[Rule, ...] = (
    Rule("scattered", 1, 1.0, scattered, (" ", "5438", "+"), first=True, open=True),
    Rule("spread_constant", 1, 0.5, undo_constant.spread_constant, ("438",)),
    Rule("torn_year", 3, 1.0, undo_period.torn_year, ("438", "1")),
    Rule("month_abroad", 2, 1.0, undo_abroad.month_abroad, ("月", "월", "65438")),
    Rule("date_order", 2, 1.0, undo_period.date_order, (" ", "-", "/", ".")),
    Rule("ordinal_one", 1, 1.0, undo_period.ordinal_one, ("t1", "d1", "h1")),
    Rule("month", 3, 1.0, undo_period.month, ("5438", "/", "1February", "1October")),
    Rule("kloc", 3, 1.0, undo_constant.kloc, ("/",)),
    Rule("constant", 3, 1.0, undo_constant.constant, ("8+", "8,+", "8±", "8 0", "80+")),
    Rule("pointed_constant", 3, 1.0, undo_constant.pointed_constant, ("+", "±")),
    Rule("bare_constant", 2, 2.0, undo_constant.bare_constant, ("38", "3.8", "43,8")),
    Rule("short_addend", 3, 2.0, undo_constant.short_addend, ("+",)),
    Rule("lost_plus", 2, 1.5, undo_constant.lost_plus, ("80", "8 0", "8,0")),
    Rule("swallowed", 2, 1.5, undo_constant.swallowed, ("8+0",)),
    Rule("cut_off", 1, 3.0, undo_constant.cut_off, ("38", "3.8", "3,8")),
    Rule("short_year", 1, 2.0, undo_period.short_year, ("19", "20"), first=True, open=True),
    Rule("june_artefact", 1, 2.0, undo_period.june_artefact, ("June",)),
    Rule("glued_day", 1, 1.0, undo_period.glued_day),
    Rule("and_comma", 1, 1.0, undo_marks.and_comma, (" and ",)),
    Rule("lost_point", 1, 1.0, undo_marks.lost_point, (" ",)),
    Rule("year_month", 1, 1.0, undo_period.year_month, (" ", "-"), first=True),
    Rule("spelled_unit", 1, 1.0, undo_marks.spelled_unit, (" 1 10",)),
    Rule("unit_word", 3, 1.0, undo_marks.unit_word, (" ", "0,000")),
    Rule("behind_year", 1, 1.0, undo_marks.behind_year, (":",), first=True),
    Rule("doubled_one", 1, 1.0, undo_marks.doubled_one, (" 1,", " 0,"), first=True),
    Rule("point_group", 2, 1.0, undo_marks.point_group, (" ",), first=True),
    Rule("blank", 2, 1.0, undo_marks.blank, (" ",)),
    Rule("letter", 3, 1.0, undo_marks.letter, ("l", "I", "O")),
    Rule("doubled_year", 2, 1.0, undo_period.doubled_year, ("200",)),
    Rule("lost_zeros", 3, 1.0, undo_period.lost_zeros, (" 2", ", ", "21", "22")),
    Rule("lost_one", 2, 2.0, undo_marks.lost_one, first=True),
    Rule("leftover_zero", 1, 2.0, undo_marks.leftover_zero, ("0.",), first=True),
    Rule("two_points", 1, 2.0, undo_marks.two_points, (".",)),
    Rule("angle", 1, 2.0, undo_marks.angle, ("′", "'")),
    Rule("year_word", 1, 0.0, undo_period.year_word, ("year",)),
    Rule("lost_blank", 1, 0.0, undo_marks.lost_blank),
    Rule("power_of_ten", 2, 1.0, undo_marks.power_of_ten),
)
BY_NAME = {rule.name: rule for rule in RULES}
VERSION = "1 " + " ".join(f"{rule.name}:{rule.version}" for rule in RULES)
