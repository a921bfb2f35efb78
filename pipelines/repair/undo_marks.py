"""The rules for displaced blanks, moved points, unit words in digits and letters among digits.

A rule sees the text of a figure alone and proposes texts; each docstring tells the damage.
"""

from __future__ import annotations

import re

from pipelines.repair.dates import CONSTANT
from pipelines.repair.forms import WORDED_SCALE
from pipelines.repair.numerals import plain, shift

NUMBER_END = re.compile(r"[ ]?[A-Za-z%％℃°'′\u4e00-\u9fff\uac00-\ud7a3(-].*", re.S)
UNIT_BEHIND = f"({NUMBER_END.pattern}|)"


def written(found: re.Match[str] | None, *forms: str) -> tuple[str, ...]:
    """Return what a pattern found, written in each of several forms; nothing for no match."""
    return tuple(found.expand(form) for form in forms) if found else ()


def split_unit(text: str) -> tuple[str, str]:
    """Part a figure's text into its number and what follows."""
    end = NUMBER_END.search(text, 1 if text[:1] in ("-", "−") else 0)
    at = end.start() if end else len(text)
    return text[:at], text[at:]


SECOND_END = re.compile("(?:[-–—~]|[ ][-–—~][ ])(?=[0-9/])")


def split_range(text: str) -> tuple[str, str, str]:
    """Part a figure's text into its number, the dash and second number of a range, and the rest.

    >>> split_range("20 10-20 15 years"), split_range("15 mu")
    (('20 10', '-20 15', ' years'), ('15', '', ' mu'))
    """
    number, unit = split_unit(text)
    dash = SECOND_END.match(unit)
    if not dash:
        return number, "", unit
    far, rest = split_unit(unit[dash.end() :])
    return number, dash[0] + far, rest


GAP = re.compile(
    rf"(?<=[0-9.])[ ](?=1|{CONSTANT}[+±])|(?<=[0-9 ]\.)[ ](?=[0-9])|(?<=[0-9])[ ](?=\.)"
    r"|(?<=[0-9],)[ ](?=[0-9]{3})|(?<=[12][09] 1)[ ](?=[0-9]$)"
)
INNER_GAP = re.compile("(?<=[0-9])[ ](?=1(?!9?[0-9]{2}(?![0-9])))")


def blank(text: str) -> tuple[str, ...]:
    """Undo the blank that was set before an inner 1.

    >>> blank("20 13 years"), blank("95. 14%"), blank("8 1 1 beds"), blank("20 13-20 17")
    (('2013 years',), ('95.14%',), ('811 beds',), ('2013-2017',))
    """
    if text[:1].isalpha():
        joined = INNER_GAP.sub("", text)
        return (joined,) if joined != text else ()
    number, far, unit = split_range(text)
    undone = GAP.sub("", number).replace(" and ", ",") + GAP.sub("", far) + unit
    return (undone,) if undone != text else ()


UNIT_WORD = re.compile(
    r"([0-9](?:[0-9., ]*?[0-9.])?),? ((?:1 ?0?,?)?000|100 million)((?![0-9,]).*|)", re.S
)
FUSED_WAN = re.compile(r"([0-9]+\.[0-9]*[1-9])0,000(.*)", re.S)
FUSED_YI = re.compile(r"([0-9]+\.[0-9]+)100 million(.*)", re.S)


def unit_word(text: str) -> tuple[str, ...]:
    """Read a unit word that was written as a number: wan as 10,000, yi as 100 million.

    The number before it may also have lost its point, or the zeros may simply join on.

    >>> unit_word("63 1 10,000 people")
    ('6310000 people', '631000 people', '63110000 people', '63100 people')
    >>> unit_word("82 10000")
    ('8210000', '821000', '820000', '82100')
    >>> unit_word("1 100 million")
    ('1 hundred million', '1.1 billion', '0.1 hundred million')
    """
    fused = FUSED_WAN.fullmatch(text)
    if fused:
        return tuple(shift(fused[1], power) + fused[2] for power in (4, 3))
    found = UNIT_WORD.fullmatch(text)
    if not found:
        return written(FUSED_YI.fullmatch(text), r"\1 hundred million\2", r"\g<0>")
    head, word, unit = found[1].replace(" ", "").replace(",", ""), found[2], found[3]
    if word == "100 million":
        return _as_yi(head, unit)
    one, zeros = f"{head}1", word.count("0")
    if " " in found[1] and head.endswith("1"):
        head, one = one, head
    read = ((one, zeros), (one, zeros - 1), (head, zeros), (one, zeros - 2))
    return tuple(dict.fromkeys(shift(text, power) + unit for text, power in read if plain(text)))


def _as_yi(head: str, unit: str) -> tuple[str, ...]:
    as_it_stands = f"{head} hundred million{unit}"
    if "." in head:
        return (as_it_stands,)
    joined = _trimmed(shift(f"{head}100", -3))
    return (as_it_stands, f"{joined} billion{unit}", f"{shift(head, -1)} hundred million{unit}")


SPELLED_UNIT = re.compile(r"([0-9]+\.[0-9]+) 1 (10,?000|100 million)(?![0-9,])(.*)", re.S)


def spelled_unit(text: str) -> tuple[str, ...]:
    """Read a unit word written as a number behind a number with its point: 0.7 1 10,000.

    The point is printed, so none was lost; the unit stands as 10,000 or 100 million.

    >>> spelled_unit("0.7 1 10,000"), spelled_unit("1.2 1 100 million yuan")
    (('7100',), ('121000000 yuan',))
    """
    found = SPELLED_UNIT.fullmatch(text)
    if not found:
        return ()
    return (shift(f"{found[1]}1", 8 if "million" in found[2] else 4) + found[3],)


LETTER = re.compile(
    r"(?:(?<=[0-9.,])|(?<=[0-9][lIO]))[lIO](?![A-Za-z])|(?<![A-Za-z])[lIO](?=[.,lIO]*[0-9])"
)


def letter(text: str) -> tuple[str, ...]:
    """Undo a letter in place of a digit: l for 1, O for 0.

    >>> letter("103l mm"), letter("l700 hours"), letter("2O12")
    (('1031 mm',), ('1700 hours',), ('2012',))
    >>> letter("October 195l"), letter("811-82l yuan")
    (('October 1951',), ('811-821 yuan',))
    """
    undone = LETTER.sub(lambda found: "0" if found[0] == "O" else "1", text)
    return (undone,) if undone != text else ()


GLUED_WORD = re.compile(r"([0-9.]{1,6})(%?)([A-Za-z].*)", re.S)
GLUED_MONTH = re.compile("1(February|October)(.*)", re.S)
BEHIND_NOUN = re.compile("([0-9][0-9,]*)((?:[ ][A-Za-z'&-]+)+)1(?:person|people)?")


def lost_one(text: str) -> tuple[str, ...]:
    """Propose the 1 that vanished from a number glued to the next word, or moved behind it.

    >>> lost_one("21project"), lost_one("1.1%in")
    (('211 project', '121 project', '21 project'), ('1.11% in', '11.1% in', '1.1% in'))
    >>> lost_one("1October"), lost_one("4 boys1")
    (('October', 'January', '1 October'), ('14 boys', '41 boys', '4 boys'))
    """
    month = GLUED_MONTH.fullmatch(text)
    if month:
        names = ("December",) if month[1] == "February" else ("October", "January")
        return (*(f"{name}{month[2]}" for name in names), f"1 {text[1:]}")
    moved = BEHIND_NOUN.fullmatch(text)
    if moved:
        ends = (f"{moved[1]}1",) if len(moved[1]) == 1 else ()
        numbers = (f"1{moved[1]}", *ends, moved[1])
        return tuple(number + moved[2] for number in numbers)
    found = GLUED_WORD.fullmatch(text)
    if not found or found[3] in ("st", "nd", "rd", "th"):
        return ()
    digits, sign, word = found.groups()
    places = sorted(
        {digits[:i] + "1" + digits[i:] for i in range(len(digits) + 1)},
        key=lambda d: (not d.startswith(digits), d),
    )
    return tuple(f"{d}{sign} {word}" for d in (*places, digits))


AND_COMMA = re.compile(r"(?<=[0-9]) and (?=[0-9]{2,3} 1 ?0)")


def and_comma(text: str) -> tuple[str, ...]:
    """Undo the comma of a number that was read as the word and.

    >>> and_comma("1 and 29 1 000")
    ('1,29 1 000',)
    """
    undone = AND_COMMA.sub(",", text)
    return (undone,) if undone != text else ()


LOST_POINT = re.compile(r"([0-9]+) (1[0-9]*) (1[0-9]+)( (?:square|km|hectares|mm).*)", re.S)


def lost_point(text: str) -> tuple[str, ...]:
    """Propose the point that vanished between two pieces of a measured number.

    >>> lost_point("1 13 17 square kilometers")
    ('11317 square kilometers', '113.17 square kilometers')
    """
    return written(LOST_POINT.fullmatch(text), r"\1\2\3\4", r"\1\2.\3\4")


DOUBLED_ONE = re.compile("1 ([01])(,[0-9]{3}(?![0-9,]).*)", re.S)


def doubled_one(text: str) -> tuple[str, ...]:
    """Propose that of a 1, a blank and another 1 or a 0 only one digit was printed before.

    >>> doubled_one("1 1,500 mm"), doubled_one("1 0,800 meters")
    (('1,500 mm', '11,500 mm'), ('1,800 meters', '10,800 meters'))
    """
    return written(DOUBLED_ONE.fullmatch(text), r"1\2", r"1\1\2")


BEHIND_YEAR = re.compile(r"(?:[0-9]{1,2}\.)?(?:19|20) ?[0-9] ?[0-9]:([0-9].*)", re.S)


def behind_year(text: str) -> tuple[str, ...]:
    """Propose the number behind a year and a colon, with or without a list number before it.

    >>> behind_year("3.20 18:238 million people"), behind_year("5.2016:1770,000 people")
    (('238 million people',), ('1770,000 people',))
    """
    return written(BEHIND_YEAR.fullmatch(text), r"\1")


POINT_GROUP = re.compile(
    rf"([0-9]+) (1[0-9]*)\.([0-9]{{3}})((?![0-9]|[ ]?(?:{WORDED_SCALE})).*|)", re.S
)


def point_group(text: str) -> tuple[str, ...]:
    """Propose the point before three digits as a thousands mark.

    >>> point_group("7 1.800 square meters")
    ('71800 square meters', '71.800 square meters')
    """
    return written(POINT_GROUP.fullmatch(text), r"\1\2\3\4", r"\1\2.\3\4")


ZERO_AND_POINT = re.compile(rf"([0-9]*1) ?0\.([0-9]+){UNIT_BEHIND}", re.S)
ZERO_AND_POINTS = re.compile(rf"([0-9]+)\.([0-9]*1)0\.([0-9]+){UNIT_BEHIND}", re.S)


def leftover_zero(text: str) -> tuple[str, ...]:
    """Propose the number without the 0 that was left of a token: 10.67 for 1.67.

    >>> leftover_zero("10.67 million"), leftover_zero("34.910.3 billion")
    (('10.67 million', '1.67 million'), ('3491.3 billion', '34910.3 billion', '34.913 billion'))
    """
    once = written(ZERO_AND_POINT.fullmatch(text), r"\g<0>", r"\1.\2\3")
    twice = (r"\1\2.\3\4", r"\1\g<2>0.\3\4", r"\1.\2\3\4")
    return once or written(ZERO_AND_POINTS.fullmatch(text), *twice)


TWO_POINTS = re.compile(rf"([0-9]+)\.([0-9]+)\.([0-9]+){UNIT_BEHIND}", re.S)


def two_points(text: str) -> tuple[str, ...]:
    """Read a number with two points: the first was a thousands mark, or neither is.

    >>> two_points("3.610.26 billion")
    ('3610.26 billion', '3.61026 billion')
    """
    return written(TWO_POINTS.fullmatch(text), r"\1\2.\3\4", r"\1.\2\3\4")


def lost_blank(text: str) -> tuple[str, ...]:
    """Set the blank that was lost before a figure glued to what stands before it.

    >>> lost_blank("November 29th")
    (' November 29th',)
    """
    return () if text[:1] == " " else (f" {text}",)


ANGLE = re.compile(r"([0-9]{1,3})(?: ?° ?| )([0-9]{1,2}) ?[′']|([0-9]{3,5}) ?[′']")
WESTERNMOST, EASTERNMOST = 100, 139
"""Degrees of longitude that begin with a token where a text from China names them."""


def angle(text: str) -> tuple[str, ...]:
    """Propose degrees and minutes where the sign between them, or a digit, is gone.

    >>> angle("11718 ′"), angle("115 35 ′")
    (('117°18′',), ('115°35′',))
    >>> angle("1145'"), angle("171'")
    (('110°45′', '111°45′', '112°45′', '113°45′', '114°45′', '11°45′'), ('17°1′', '117°11′'))
    """
    found = ANGLE.fullmatch(text)
    if not found:
        return ()
    digits = found[3] or found[1] + found[2].zfill(2)
    if len(digits) == 3 and found[3]:
        one = f"{digits[:2]}°{digits[2]}′"
        return (one, f"1{digits[:2]}°1{digits[2]}′") if digits[2] == "1" else (one,)
    degrees, minutes = int(digits[:-2]), digits[-2:]
    more = range(degrees * 10, degrees * 10 + 5)
    lost = [d for d in more if WESTERNMOST <= d <= EASTERNMOST and degrees > 9]
    return tuple(f"{d}°{minutes}′" for d in (*lost, degrees) if d <= 180 and minutes < "60")


POWERS = (-1, 1, -2, 2, 3, 4, -3, -4, 8, 5, 0)


def power_of_ten(text: str) -> tuple[str, ...]:
    """Propose the same digits at other powers of ten: the unit word was not rescaled.

    >>> power_of_ten("1.68 million")[:4]
    ('0.168 million', '16.8 million', '0.0168 million', '168 million')
    """
    number, unit = split_unit(text)
    value = plain(number)
    if value is None:
        return ()
    return tuple(_trimmed(shift(value, power)) + unit for power in POWERS)


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
