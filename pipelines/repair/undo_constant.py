"""The rules for the constant, 65438+0 for 1, and for the token /kloc-0/.

A rule sees the text of a figure alone and proposes texts; each docstring tells the damage.
"""

from __future__ import annotations

import re

from pipelines.repair.dates import CONSTANT, KLOC
from pipelines.repair.forms import WORDED_SCALE
from pipelines.repair.numerals import plain, shift
from pipelines.repair.places import CURRENCY, UNIT_INSIDE
from pipelines.repair.undo_marks import split_range, split_unit, written

MARKS = re.compile("[.,:]")
BARE = re.compile(rf"{CONSTANT}(?:[.,]?0)*")
SPREAD = re.compile(
    r"(?:(?<=6)|(?<=6[.,])|(?<=65)|(?<=65[.,]))[ ](?=(?:5[.,]?)?438[ ]?[+±])"
    rf"|(?<=438){UNIT_INSIDE}(?=[+±][ ]?0)"
)


def spread_constant(text: str) -> tuple[str, ...]:
    """Close the blanks that stand inside the constant: 65438 +05, 65, 438+05.

    >>> spread_constant("65, 438+05 people"), spread_constant("65,438 yuan +0.25 yuan/kg")
    (('65,438+05 people',), ('65,438+0.25 yuan/kg',))
    """
    closed = SPREAD.sub("", text)
    return (closed,) if closed != text else ()


COMMA_CONSTANT = re.compile("6,?5,?4,?3,?8(?:[+±] ?,?0,?| 0(?=[0-9]|$))")
DECIMAL_COMMA = re.compile(r"[+] ?0[0-9]*,([0-9]{1,2})$")
DATED_CONSTANT = re.compile(rf"{CONSTANT}\+0(?:[.,](?=[0-9]))?")
COMMA_INSIDE = re.compile("(?<=[0-9]),(?=[0-9])")


def constant(text: str) -> tuple[str, ...]:
    """Undo the constant: 1 became 65438+0, and the digits were grouped anew.

    All commas are the engine's, so they go; what is left of a group mark after the
    replacement says nothing. A last one before one or two digits may be a decimal comma.

    >>> constant("2065,438+02"), constant("65,438+0,053 hotels")
    (('2012',), ('1053 hotels',))
    >>> constant("February 654,38+05, 1996"), constant("65438 07 kinds")
    (('February 15, 1996',), ('17 kinds',))
    >>> constant("65438+0,37 %")
    ('1.37 %', '137 %')
    """
    if text[:1].isalpha():
        undone = COMMA_INSIDE.sub("", DATED_CONSTANT.sub("1", text))
        return (undone,) if undone != text else ()
    number, far, unit = split_range(text)
    undone = "".join(
        COMMA_CONSTANT.sub("1", end).replace(",", "") if COMMA_CONSTANT.search(end) else end
        for end in (number, far)
    )
    if undone == number + far:
        return ()
    tail = DECIMAL_COMMA.search(number)
    if tail and not far:
        digits = len(tail[1])
        return (f"{undone[:-digits]}.{undone[-digits:]}{unit}", undone + unit)
    return (undone + unit,)


POINTED_CONSTANT = re.compile(rf"{CONSTANT}[+±][ ]?[.,]?0[.,]?")
POINT_AT_HEAD = re.compile(r"[0-9]6\.5438[+]0")
LATER_CONSTANT = re.compile(r"(?<=[0-9]6\.)5438[+]0")


def pointed_constant(text: str) -> tuple[str, ...]:
    """Undo the constant with a point inside: the digits are there, the point is not.

    Each addend was normalised on its own, so the points inside it are the engine's. The
    addend is read as it stands behind the 1; power_of_ten offers the other places of the point.

    >>> pointed_constant("6.5438+0.68 million"), pointed_constant("654.38+04 billion")
    (('1.68 million',), ('14 billion',))
    >>> pointed_constant("2065.438+0.9"), pointed_constant("6,543.8+0,265.438+0,000 cases")
    (('2019',), ('121000 cases',))
    >>> pointed_constant("65.438+00.754 billion")
    ('10.754 billion',)
    >>> pointed_constant("654.38+0.7%")
    ('1.7%', '10.7%')
    """
    number, unit = split_unit(text)
    if not any("." in token for token in POINTED_CONSTANT.findall(number)):
        return ()
    digits = MARKS.sub("", POINTED_CONSTANT.sub("1", number))
    if not digits.isdigit():
        return ()
    placed = POINTED_CONSTANT.sub(lambda t: "1." if t[0][-1] == "." else "1", number)
    literal = placed.replace(",", "").rstrip(".")
    if literal.count(".") > 1:
        literal = f"{digits[0]}.{digits[1:]}"
    if len(digits) == 4 and digits[:2] in ("19", "20") and YEAR_ENDS.match(unit):
        return (digits + unit,)
    texts = [digits, literal] if digits.endswith("000") else [literal]
    if POINT_AT_HEAD.search(number):
        texts.append(LATER_CONSTANT.sub("1", number, count=1))
    if unit[:1] in ("%", "％") and not OWN_POINT.search(number):
        texts.append(f"{digits[0]}0.{digits[1:]}")
    return tuple(dict.fromkeys(t + unit for t in texts))


YEAR_ENDS = re.compile("(?: years?)?$|[ ]?[-–—~][ ]?(?:19|20)[0-9]")
OWN_POINT = re.compile(r"[+]0[0-9]+\.[0-9]")
"""A point behind two digits of the addend is the figure's own: 65.438+04.6 is 14.6."""
SHORT_ADDEND = re.compile(rf"([0-9,]*?){CONSTANT}\+[ ]?((?:\.[ ]?)?[1-9][0-9.,]*)")
CURRENCY_AGAIN = re.compile(f"(?<=438[+])[ ]?(?:{CURRENCY})[ ]?(?=[1-9])")


def short_addend(text: str) -> tuple[str, ...]:
    """Undo the constant whose "+0" ran into the next digits: 65438+40 for 1 and 40.

    Behind the 1 the addend stands as it is; where it is itself a 1 with zeros, that 1 may be
    the constant's.

    >>> short_addend("6.5438+40 million"), short_addend("65,438+10,000 rooms")
    (('140 million',), ('110000 rooms', '100000 rooms', '10000 rooms'))
    >>> short_addend("965.438+RMB 700 million"), short_addend("65.438+. 46 billion")
    (('91700 million',), ('1.46 billion',))
    """
    number, unit = split_unit(CURRENCY_AGAIN.sub("", text))
    found = SHORT_ADDEND.fullmatch(number)
    if not found:
        return ()
    tail = found[2].replace(",", "").replace(" ", "")
    head = found[1].replace(",", "")
    if set(tail[1:]) == {"0"} and tail[0] == "1":
        alone = f"{head}{tail}{unit}" if head else f"{tail}0{unit}"
        return (f"{head}1{tail}{unit}", alone, tail + unit)
    return (f"{head}1{tail}{unit}",)


PLUSLESS = re.compile(rf"{CONSTANT}(?:00?\+,?0,?|[ ]?0)")
RUN_TOGETHER = re.compile("6[.,]543[.,]800(?=[1-9])")


def lost_plus(text: str) -> tuple[str, ...]:
    """Undo the constant whose plus sign was lost: 654380 for 1 or 10.

    >>> lost_plus("1,3,1654,380 billion yuan")
    ('1311 billion yuan', '13110 billion yuan')
    >>> lost_plus("6.543.8005.000")
    ('15000',)
    """
    number, unit = split_unit(text)
    joined = RUN_TOGETHER.sub("1", number)
    if joined != number:
        return (MARKS.sub("", joined) + unit,)
    found = PLUSLESS.search(number)
    if not found or BARE.fullmatch(number):
        return ()
    head, tail = number[: found.start()].replace(",", ""), number[found.end() :]
    return (f"{head}1{tail}{unit}", f"{head}10{tail}{unit}")


def bare_constant(text: str) -> tuple[str, ...]:
    """Read a bare constant: only zeros followed the 1, so any power of ten may stand there.

    A number without a unit word is about as long as it was, less two.

    >>> bare_constant("654.38 billion yuan"), bare_constant("6,543,800 mu")
    (('1 billion yuan',), ('10000 mu',))
    """
    number, unit = split_unit(text)
    if not BARE.fullmatch(number):
        return ()
    if SCALED.match(unit):
        return ("1" + unit,)
    grouped = number.replace(".", "") if DOTTED.fullmatch(number) else number
    whole = (plain(grouped) or "").partition(".")[0]
    return (shift("1", len(whole) - 3) + unit,)


DOTTED = re.compile("[0-9]+[.][0-9]{3}")
SCALED = re.compile(f"[ ]?(?:{WORDED_SCALE})")
SWALLOWED = tuple(
    re.compile(rf"{left}4[.,]?3[.,]?8[+]0(?P<point>[.]?),?") for left in ("[56][.,]?", "")
)


def swallowed(text: str) -> tuple[str, ...]:
    """Undo the constant that lost digits where it ran into the digits before it.

    One lost digit comes first, two lost digits next.

    >>> swallowed("35.06438+0.9 billion yuan")
    ('35.019 billion yuan', '35.0619 billion yuan')
    >>> swallowed("30.05438+0%"), swallowed("158.4438+0")
    (('30.01%', '30.051%'), ('158.41',))
    """
    if POINTED_CONSTANT.search(text):
        return ()
    number, unit = split_unit(text)
    found = []
    point = "" if "." in number.partition("+")[0] else r"\g<point>"
    for pattern in SWALLOWED:
        for mark in dict.fromkeys((point, "")):
            once = pattern.sub(f"1{mark}", number, count=1)
            if once != number and once + unit not in found:
                found.append(once + unit)
    return tuple(dict.fromkeys(text for one in found for text in _whole_or_comma(one)))


COMMA_POINT = re.compile("[0-9]+,[0-9]{1,2}")


def _whole_or_comma(text: str) -> tuple[str, ...]:
    """Where a comma stands before one or two last digits it may have been a point."""
    number, unit = split_unit(text)
    whole = number.replace(",", "") + unit
    is_decimal = COMMA_POINT.fullmatch(number)
    return (whole, number.replace(",", ".") + unit) if is_decimal else (whole,)


CUT_OFF = re.compile(rf"([0-9.,]*?[ ]?){CONSTANT}\+?[ ]?")


def cut_off(text: str) -> tuple[str, ...]:
    """Read a constant that ends the number: what followed the 1 is gone.

    >>> cut_off("579.65438+"), cut_off("65438+")
    (('579.1', '579.11'), ('1', '11'))
    >>> cut_off("8.565.438")
    ('851', '8511')
    """
    number, unit = split_unit(text)
    found = CUT_OFF.fullmatch(number)
    if not found or BARE.fullmatch(number):
        return ()
    head = found[1].replace(" ", "").replace(",", "")
    if number.count(".") > 1:
        head = head.replace(".", "")
    return (f"{head}1{unit}", f"{head}11{unit}")


STROKE = "/k?o?[lo]oc-0/?"
MOVED_TOKEN = re.compile(
    rf"([0-9][0-9,]*(?:\.[0-9]+)?(?:km|m)?)((?:[ ][a-z'&-]+)+)[ ]?{STROKE}", re.I
)
CUT_TOKEN = re.compile(r"(?!0/)([0-9][0-9,.]*)/(?!k?loc-)([a-z]{4,}.*)", re.S)
TORN_TOKEN = re.compile(r"/k?o?[lo]oc-.*[ ](?:0/)?([0-9]+.*)", re.I | re.S)
TOKEN = re.compile(KLOC)
POINT_BEHIND = re.compile(r"/k?o?[lo]oc-0\.(?=[0-9])", re.I)
"""A token without its second stroke: the point behind it may be the engine's."""
SLASHED = re.compile("(?!0/)([0-9]+)/([0-9]{3})")
LAST_TOKEN = re.compile(r"(?<=[0-9])0/(?=[0-9]|$)")
OVER_ZERO = re.compile(r"(?!0/)([0-9][0-9,.]*)/0(?![0-9/])(.*)", re.S)


def kloc(text: str) -> tuple[str, ...]:
    """Undo the token /kloc-0/ for 1, torn or moved behind the noun.

    >>> kloc("2/kloc-0"), kloc("0/55 doctors"), kloc("7 departments/kloc-0")
    (('21',), ('155 doctors',), ('17 departments',))
    >>> kloc("/kloc-0.05 million"), kloc("/kloc-moved to Kunming in 0/938")
    (('1.05 million', '105 million'), ('1938',))
    """
    moved = MOVED_TOKEN.fullmatch(text)
    if moved:
        return (f"1{moved[1].replace(',', '')}{moved[2]}",)
    cut = CUT_TOKEN.fullmatch(text)
    if cut:
        return written(cut, r"\g<1>1 \2", r"\1 \2")
    torn = TORN_TOKEN.fullmatch(text)
    if torn:
        return (f"1{torn[1]}",)
    over = OVER_ZERO.fullmatch(text)
    if over:
        is_year = over[1] in ("19", "20")
        return written(over, r"\g<1>10\2", *(() if is_year else (r"\g<1>1\2",)))
    pointed = POINT_BEHIND.search(text)
    if pointed:
        return (TOKEN.sub("1", text).lstrip("/ "), POINT_BEHIND.sub("1", text).lstrip("/ "))
    undone = TOKEN.sub("1", LAST_TOKEN.sub("01", text))
    if undone == text:
        return written(SLASHED.fullmatch(text), r"\g<1>1\2", r"\1\2")
    return (undone.lstrip("/ "),)
