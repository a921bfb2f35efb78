"""The rules: each tells one damage and undoes it, from the text of a figure to proposed texts.

A rule sees the figure alone, never the page; whether a proposal is taken is the judge's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipelines.repair.grammar import plain, shift
from pipelines.repair.words import MONTH_NAMES, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = "[.,:]?"
CONSTANT = rf"6{MARK}5(?:{MARK}| )4{MARK}3{MARK}8"
COMMA_CONSTANT = re.compile(r"6,?5[, ]?4,?3,?8[+±][ ]?,?0,?|6,?5,?4,?3,?8 0(?=[0-9]|$)")
DATED_CONSTANT = re.compile(rf"{CONSTANT}\+0[.,]?(?=[0-9]|,|$)")
DOUBLED_ZERO = re.compile(r"6,?5,?4,?3,?80\+,?0,?")
POINTED_CONSTANT = re.compile(rf"{CONSTANT}[+±][ ]?[.,]?0[.,]?")
SHORT_POINTED = re.compile(rf"(?P<head>^|[ ])(?P<constant>{CONSTANT})\+(?=[1-9])")


def constant(text: str) -> tuple[str, ...]:
    """Undo the constant: 1 became 65438+0, and the digits were grouped anew.

    All commas are the engine's, so they go; what is left of a group mark after the
    replacement says nothing.

    >>> constant("2065,438+02"), constant("65,438+0,053 hotels")
    (('2012',), ('1053 hotels',))
    >>> constant("February 654,38+05, 1996"), constant("65438 07 kinds")
    (('February 15, 1996',), ('17 kinds',))
    """
    if text[:1].isalpha():
        undone = DATED_CONSTANT.sub("1", text)
        return (undone,) if undone != text else ()
    number, unit = _split(text)
    if not COMMA_CONSTANT.search(number):
        return ()
    return (COMMA_CONSTANT.sub("1", number).replace(",", "") + unit,)


NUMBER_END = re.compile(r"[ ]?[A-Za-z%％℃°'′\u4e00-\u9fff(-].*", re.S)


def _split(text: str) -> tuple[str, str]:
    """Part a figure's text into its number and what follows."""
    end = NUMBER_END.search(text)
    at = end.start() if end else len(text)
    return text[:at], text[at:]


def pointed_constant(text: str) -> tuple[str, ...]:
    """Undo the constant with a point inside: the digits are there, the point is not.

    Each addend was normalised on its own, so the points inside it are the engine's. The
    reading is written with its point after the first digit; power_of_ten offers the others.

    >>> pointed_constant("6.5438+0.68 million"), pointed_constant("654.38+04 billion")
    (('1.68 million',), ('1.4 billion',))
    >>> pointed_constant("2065.438+0.9"), pointed_constant("6,543.8+0,265.438+0,000 cases")
    (('2019',), ('121000 cases', '1.21000 cases'))
    >>> pointed_constant("654.38+0.7%")
    ('1.7%', '10.7%')
    """
    number, unit = _split(text)
    if not any(_has_point(found[0]) for found in POINTED_CONSTANT.finditer(number)):
        return ()
    digits = re.sub("[.,:]", "", POINTED_CONSTANT.sub("1", number))
    if not digits.isdigit():
        return ()
    mantissa = f"{digits[0]}.{digits[1:]}".rstrip(".")
    if len(digits) == 4 and digits[:2] in ("19", "20") and unit in ("", " year", " years"):
        return (digits + unit,)
    texts = ([digits] if digits.endswith("000") else []) + [mantissa]
    if re.search(r"[0-9]6\.5438[+]0", number):
        texts.append(re.sub(r"(?<=[0-9]6\.)5438[+]0", "1", number, count=1))
    if unit[:1] in ("%", "％"):
        texts.append(f"{digits[0]}0.{digits[1:]}")
    return tuple(t + unit for t in texts)


def _has_point(token: str) -> bool:
    return "." in token


def short_addend(text: str) -> tuple[str, ...]:
    """Undo the constant whose "+0" ran into the next digits: 65438+40 for 1 and 40.

    >>> short_addend("6.5438+40 million"), short_addend("65,438+10,000 rooms")
    (('1.40 million',), ('1.10000 rooms', '10000 rooms', '110000 rooms', '100000 rooms'))
    """
    number, unit = _split(text)
    found = re.fullmatch(rf"([0-9]*){CONSTANT}\+[ ]?([1-9][0-9.,]*)", number)
    if not found:
        return ()
    head, tail = found[1], re.sub("[.,]", "", found[2])
    digits = f"{head}1{tail}"
    mantissa = f"{digits[0]}.{digits[1:]}"
    if re.search(",000$", found[2]) and tail[0] != "1":
        return (digits + unit, mantissa + unit)
    if set(tail[1:]) == {"0"} and tail[0] == "1":
        return tuple(t + unit for t in (mantissa, tail, digits, f"{head}{tail}0"))
    return (mantissa + unit,)


def lost_plus(text: str) -> tuple[str, ...]:
    """Undo the constant whose plus sign was lost: 654380 for 1 or 10.

    >>> lost_plus("1,3,1654,380 billion yuan")
    ('1311 billion yuan', '13110 billion yuan')
    """
    number, unit = _split(text)
    found = DOUBLED_ZERO.search(number) or re.search(rf"{CONSTANT}[ ]?0", number)
    if not found or number in BARE_NUMBERS:
        return ()
    head, tail = number[: found.start()].replace(",", ""), number[found.end() :]
    return (f"{head}1{tail}{unit}", f"{head}10{tail}{unit}")


BARE_NUMBERS = frozenset(
    (
        "65,438",
        "65438",
        "654.38",
        "6.5438",
        "65.438",
        "6543.8",
        "6,543,800",
        "654,380",
        "65,438,000",
    )
)


def bare_constant(text: str) -> tuple[str, ...]:
    """Read a bare constant: only zeros followed the 1, so any power of ten may stand there.

    >>> bare_constant("654.38 billion yuan"), bare_constant("6,543,800 mu")
    (('1 billion yuan',), ('100000 mu',))
    """
    number, unit = _split(text)
    if number not in BARE_NUMBERS:
        return ()
    if number in ("6,543,800", "65,438,000", "654,380"):
        return (("1" + "0" * (len(number.replace(",", "")) - 2)) + unit,)
    return ("1" + unit,)


SWALLOWED = re.compile(
    rf"(?:(?<!6)5{MARK}4{MARK}3{MARK}8|6{MARK}4{MARK}3{MARK}8|43{MARK}8)[+]0[.,]?"
)
TWICE_SWALLOWED = re.compile(r"(?<=[0-9])438[+]0[.,]?")


ONCE_SWALLOWED = re.compile(r"(?:6?5|6)4[.,]?3[.,]?8[+]0(?P<point>[.]?),?")
TWICE_SWALLOWED = re.compile(r"4[.,]?3[.,]?8[+]0(?P<point>[.]?),?")


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
    number, unit = _split(text)
    found = []
    point = "" if "." in number.partition("+")[0] else r"\g<point>"
    for pattern in (ONCE_SWALLOWED, TWICE_SWALLOWED):
        for mark in dict.fromkeys((point, "")):
            once = pattern.sub(f"1{mark}", number, count=1)
            if once != number and once + unit not in found:
                found.append(once + unit)
    return tuple(dict.fromkeys(text for one in found for text in _whole_or_comma(one)))


def _whole_or_comma(text: str) -> tuple[str, ...]:
    """Where a comma stands before one or two last digits it may have been a point."""
    number, unit = _split(text)
    whole = number.replace(",", "") + unit
    is_decimal = re.fullmatch("[0-9]+,[0-9]{1,2}", number)
    return (whole, number.replace(",", ".") + unit) if is_decimal else (whole,)


def cut_off(text: str) -> tuple[str, ...]:
    """Read a constant that ends the number: what followed the 1 is gone.

    >>> cut_off("579.65438+"), cut_off("65438+")
    (('579.1', '579.11'), ('1', '11'))
    """
    number, unit = _split(text)
    found = re.fullmatch(rf"([0-9.,]*?[ ]?){CONSTANT}\+?[ ]?", number)
    if not found or number in BARE_NUMBERS:
        return ()
    head = found[1].replace(" ", "").replace(",", "")
    return (f"{head}1{unit}", f"{head}11{unit}")


GAP = re.compile(
    r"(?<=[0-9.])[ ](?=1)|(?<=[0-9]\.)[ ](?=[0-9])|(?<=[0-9])[ ](?=\.[0-9])|(?<=[0-9],)[ ](?=[0-9]{3})"
)


INNER_GAP = re.compile(
    "(?<=[0-9])[ ](?=1(?!9?[0-9]{2}(?![0-9])))|(?<=(?:19|20))[ ](?=1[ ]?[0-9](?![0-9]))"
)


def blank(text: str) -> tuple[str, ...]:
    """Undo the blank that was set before an inner 1.

    >>> blank("20 13 years"), blank("95. 14%"), blank("8 1 1 beds")
    (('2013 years',), ('95.14%',), ('811 beds',))
    """
    if text[:1].isalpha():
        joined = INNER_GAP.sub("", text)
        return (joined,) if joined != text else ()
    number, unit = _split(text)
    joined = GAP.sub("", number).replace(" and ", ",")
    return (joined + unit,) if joined != number else ()


def unit_word(text: str) -> tuple[str, ...]:
    """Read a unit word that was written as a number: wan as 10,000, yi as 100 million.

    The number before it may also have lost its point, or the zeros may simply join on.

    >>> unit_word("63 1 10,000 people")
    ('6310000 people', '631000 people', '63110000 people', '63100 people')
    >>> unit_word("82 10000"), unit_word("1 100 million")
    (('8210000', '820000', '821000', '82100'), ('1 hundred million', '1.1 billion', '0.1 hundred million'))
    """
    fused = re.fullmatch(r"([0-9]+\.[0-9]*[1-9])0,000(.*)", text)
    if fused:
        return tuple(shift(fused[1], power) + fused[2] for power in (4, 3))
    found = UNIT_WORD.fullmatch(text)
    if not found:
        return ()
    head, word, unit = found[1].replace(" ", "").replace(",", ""), found[2], found[3]
    if word == "100 million":
        return _as_yi(head, unit)
    zeros = word.count("0")
    if head.endswith("1") and len(head) > 1 and found[1].endswith(" 1"):
        powers, literal = (zeros, zeros - 1, zeros - 2), head + word.replace(",", "")
    elif not found[1].endswith("1") or " " not in found[1]:
        one = head + "1"
        readings = (
            one + "0" * zeros,
            head + "0" * zeros,
            one + "0" * (zeros - 1),
            one + "0" * (zeros - 2),
        )
        return tuple(dict.fromkeys(shift(r, 0) + unit for r in readings if plain(r)))
    else:
        powers, literal = (zeros, zeros - 1), head + word.replace(",", "")
    texts = [shift(head, power) for power in powers if plain(head)]
    texts.insert(2, literal)
    return tuple(dict.fromkeys(t + unit for t in texts))


UNIT_WORD = re.compile(
    r"([0-9][0-9., ]*?) (10,?000|1,?000|1 ?000|000|100 million)((?![0-9,]).*|)", re.S
)


def spelled_unit(text: str) -> tuple[str, ...]:
    """Read a unit word written as a number behind a number with its point: 0.7 1 10,000.

    The point is printed, so none was lost; the unit stands as 10,000 or 100 million.

    >>> spelled_unit("0.7 1 10,000"), spelled_unit("1.2 1 100 million yuan")
    (('7100',), ('121000000 yuan',))
    """
    found = re.fullmatch(r"([0-9]+\.[0-9]+) 1 (10,?000|100 million)(?![0-9,])(.*)", text, re.S)
    if not found:
        return ()
    return (
        shift(f"{found[1]}1", 4 if found[2].startswith("10,") or found[2] == "10000" else 8)
        + found[3],
    )


def _as_yi(head: str, unit: str) -> tuple[str, ...]:
    texts = [f"{head} hundred million{unit}"]
    if "." not in head:
        joined = shift(f"{head}100", -3)
        texts.append(f"{joined.rstrip('0').rstrip('.')} billion{unit}")
        texts.append(f"{shift(head, -1)} hundred million{unit}")
    return tuple(texts)


def kloc(text: str) -> tuple[str, ...]:
    """Undo the token /kloc-0/ for 1, torn or moved behind the noun.

    >>> kloc("2/kloc-0"), kloc("0/55 doctors"), kloc("7 departments/kloc-0")
    (('21',), ('155 doctors',), ('17 departments',))
    >>> kloc("/kloc-0.05 million"), kloc("/kloc-moved to Kunming in 0/938")
    (('1.05 million',), ('1938',))
    """
    moved = re.fullmatch(r"([0-9][0-9,]*)((?:[ ][A-Za-z'&-]+)+)[ ]?/k?loc-0/?", text, re.I)
    if moved:
        return (f"1{moved[1]}{moved[2]}",)
    cut = re.fullmatch(r"([0-9]+)/([a-z]{4,}.*)", text, re.S)
    if cut and not text.startswith("0/") and not cut[2].startswith(("kloc", "loc-")):
        return (f"{cut[1]}1 {cut[2]}", f"{cut[1]} {cut[2]}")
    torn = re.fullmatch(r"/k?loc-.*[ ]0/([0-9]+.*)", text, re.I | re.S)
    if torn:
        return (f"1{torn[1]}",)
    undone = re.sub(
        r"/k?loc-0/?|(?<![0-9])0/(?=[0-9])|(?<=[0-9])/0(?![0-9])", "1", text, flags=re.I
    )
    if undone == text:
        undone = re.sub(r"(?<=[0-9])0/(?=[0-9]|$)", "01", text)
    if re.fullmatch(r"(?:19|20)/0", text):
        undone = f"{text[:2]}10"
    return (undone.lstrip("/ "),) if undone != text else ()


def letter(text: str) -> tuple[str, ...]:
    """Undo a letter in place of a digit: l for 1, O for 0.

    >>> letter("103l mm"), letter("l700 hours"), letter("2O12")
    (('1031 mm',), ('1700 hours',), ('2012',))
    """
    number, unit = _split_letters(text)
    if text[:1].isalpha() and text[:1] not in "lIO":
        undone = re.sub(r"(?<=[0-9 ])l(?=[0-9, ]|$)", "1", text)
        return (undone,) if undone != text else ()
    undone = number.replace("l", "1").replace("I", "1").replace("O", "0")
    return (undone + unit,) if undone != number else ()


def _split_letters(text: str) -> tuple[str, str]:
    found = re.match(r"(?:[0-9]|[lIO](?=[0-9]))[0-9lIO.,]*(?![A-Za-z])", text)
    at = found.end() if found else 0
    return text[:at], text[at:]


TAIL_MONTHS = {
    "January": ("November",),
    "February": ("December",),
}
OPEN_MONTH = ("January", "October")
TORN_MONTH = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2}|200[12][0-9])(?:,|[ ]?and)?[ ])?"
    r"(?:(?:June[ ,]*)?(?P<one>1)?6?5438\+?[ ]*"
    r"(?P<tail>January|February|1?October|10(?=[ ]?month|/|$)|0?(?=[ ]?month))(?:[ ]?months?)?"
    r"(?:[/ ]*(?P<day>[0-9]{1,2}(?:st|nd|rd|th)?))?(?P<rest>(?:,?[ ][0-9]{4})?)"
    r"|(?P<reversed>February)[ ]65438\+?|June(?P<kloc>/kloc-0)/?)"
)


def month(text: str) -> tuple[str, ...]:
    """Undo a month whose number was read as a name: 65438+February is 12, and 1 meets 10.

    The leading 6 may have become June.

    >>> month("65438+February"), month("165438+1October 29th"), month("June 5438+ 10")
    (('December',), ('November 29th',), ('January', 'October'))
    >>> month("20021and February 65438+"), month("June 65438+February, 2022")
    (('December 2021',), ('December 2022',))
    """
    found = TORN_MONTH.fullmatch(text)
    if not found:
        return ()
    tail = "February" if found["reversed"] else found["tail"] or ""
    names: tuple[str, ...] = TAIL_MONTHS.get(tail, OPEN_MONTH)
    if found["one"]:
        names = ("November",) if names is OPEN_MONTH else ()
    day = f" {found['day']}" if found["day"] else ""
    if day and "/" in text:
        return tuple(
            f"{name} {number}" for name in names for number in (found["day"], f"1{found['day']}")
        )
    rest = (found["rest"] or "") if day else (found["rest"] or "").lstrip(",")
    if found["year"] and not rest:
        year = found["year"] if len(found["year"]) == 4 else f"20{found['year'][3:]}"
        rest = f", {year}" if day else f" {year}"
    return tuple(f"{name}{day}{rest}" for name in names)


def torn_year(text: str) -> tuple[str, ...]:
    """Undo a year torn by a word: its last digit was read as a year or stands after the noun.

    >>> torn_year("2065438+On May 6, 2009"), torn_year("2026:5438+0")
    (('May 6, 2019',), ('2021',))
    >>> torn_year("20265438 college entrance examination applicants +0")
    ('2021 college entrance examination applicants',)
    """
    plus = re.fullmatch(r"([A-Z][a-z]+,? )?2065438\+200([0-9])", text)
    if plus:
        return (f"{(plus[1] or '').replace(',', '')}201{plus[2]}",)
    apart = re.fullmatch(r"65438\+(?: [a-z]+)+ 10", text)
    if apart:
        return ("January", "October")
    dated = re.fullmatch(
        r"(20)65438\+(?:On |In )?((?:[a-z]+ )*)([A-Z][a-z]+(?: [0-9]{1,2})?)?,? ?200([0-9])", text
    )
    if dated:
        year = f"{dated[1]}1{dated[4]}"
        if dated[3]:
            return (f"{dated[3]}{',' if dated[3][-1].isdigit() else ''} {year}",)
        return (f"{year} {dated[2]}".rstrip(),)
    split = re.fullmatch(
        r"((?:19|20)[0-9]?)6:?5438((?:[ ][A-Za-z]+)*)[ ]?\+0([0-9]?)((?:[ ].*)?)", text
    )
    if split and len(split[1]) + len(split[3]) == 3:
        return (f"{split[1]}1{split[3]}{split[2]}{split[4]}",)
    turned = re.fullmatch(r"5438\+0 in (20[0-9])6", text)
    if turned:
        return (f"{turned[1]}1",)
    noun = re.fullmatch(r"65,?438((?: [a-z]+)+) ?\+0([0-9]*)", text)
    if noun:
        return (f"1{noun[2]}{noun[1]}",)
    spread = re.fullmatch(r"65438(?: to |-)0([0-9]{3})", text)
    return (f"1{spread[1]}",) if spread else ()


def doubled_year(text: str) -> tuple[str, ...]:
    """Undo 20021 for 2021: a year that came back with a digit too many.

    >>> doubled_year("20021"), doubled_year("20021year")
    (('2021',), ('2021',))
    """
    found = re.fullmatch(r"(.* )?200(2[0-9]|1[0-9])(?:[ ]?(?:year|and|,))?", text)
    return (f"{found[1] or ''}20{found[2]}",) if found else ()


def lost_one(text: str) -> tuple[str, ...]:
    """Propose the 1 that vanished from a number glued to the next word.

    >>> lost_one("21project"), lost_one("1.1%in")
    (('211 project', '121 project', '21 project'), ('1.11% in', '11.1% in', '1.1% in'))
    """
    found = re.fullmatch(r"([0-9.]{1,6})(%?)([A-Za-z].*)", text, re.S)
    if not found or found[3] in ("st", "nd", "rd", "th"):
        return ()
    digits, sign, word = found.groups()
    places = sorted(
        {digits[:i] + "1" + digits[i:] for i in range(len(digits) + 1)},
        key=lambda d: (not d.startswith(digits), d),
    )
    return tuple(f"{d}{sign} {word}" for d in (*places, digits))


def lost_zeros(text: str) -> tuple[str, ...]:
    """Undo the deleted zeros of a date: 211 for 2011, 29 for 2009; and of 316, mu.

    >>> lost_zeros("November 1, 211"), lost_zeros("October 214"), lost_zeros("316, mu")
    (('November 1, 2011',), ('October 2014',), ('316,000 mu',))
    >>> lost_zeros("October 22")
    ()
    """
    dated = re.fullmatch(r"([A-Z][a-z]+(?: [0-3]?[0-9](?:st|nd|rd|th)?,)?) 2([0-9]{0,2})", text)
    if dated:
        tail = dated[2]
        if not tail:
            return (f"{dated[1]} 2000",) if "," in dated[1] else ()
        if len(tail) == 1 and "," in dated[1] and tail != "0":
            years = (f"200{tail}", f"20{tail}0") if tail in "12" else (f"200{tail}",)
            return tuple(f"{dated[1]} {year}" for year in years)
        return (f"{dated[1]} 20{tail}",) if len(tail) == 2 and tail[0] in "12" else ()
    grouped = re.fullmatch(r"([0-9]{1,3}(?:,[0-9]{3})*), ([a-z].*)", text)
    return (f"{grouped[1]},000 {grouped[2]}",) if grouped else ()


def short_year(text: str) -> tuple[str, ...]:
    """Propose the years that 20 1 may have been: its last digit is gone.

    >>> short_year("20 1 year")
    ('2010', '2011', '2001')
    """
    found = re.fullmatch(r"(19|20) ?1(?: years?)?", text)
    return tuple(f"{found[1]}{tail}" for tail in ("10", "11", "01")) if found else ()


def june_artefact(text: str) -> tuple[str, ...]:
    """Propose the months that a June with a comma behind it may have been.

    The leading 6 of a constant became June; the rest of the month is gone.

    >>> june_artefact("June, 2016"), june_artefact("June 5, 2019")
    (('June 2016', 'October 2016', 'January 2016'), ('June 5, 2019', 'June 15, 2019'))
    """
    day = re.fullmatch(r"June ([0-9])(, [0-9]{4})", text)
    if day:
        return (text, f"June 1{day[1]}{day[2]}")
    found = re.fullmatch(r"June, ((?:19|20)[0-9]{2})", text)
    return tuple(f"{name} {found[1]}" for name in ("June", "October", "January")) if found else ()


def and_comma(text: str) -> tuple[str, ...]:
    """Undo the comma of a number that was read as the word and.

    >>> and_comma("1 and 29 1 000")
    ('1,29 1 000',)
    """
    undone = re.sub(r"(?<=[0-9]) and (?=[0-9]{2,3} 1 ?0)", ",", text)
    return (undone,) if undone != text else ()


def lost_point(text: str) -> tuple[str, ...]:
    """Propose the point that vanished between two pieces of a measured number.

    >>> lost_point("1 13 17 square kilometers")
    ('11317 square kilometers', '113.17 square kilometers')
    """
    found = re.fullmatch(r"([0-9]+ 1[0-9]*) (1[0-9]+)( (?:square|km|hectares|mm).*)", text, re.S)
    if not found:
        return ()
    head = found[1].replace(" ", "")
    return (f"{head}{found[2]}{found[3]}", f"{head}.{found[2]}{found[3]}")


def year_month(text: str) -> tuple[str, ...]:
    """Undo the lost words for year and month: 1987 12 is December 1987.

    >>> year_month("1987 12"), year_month("20 13 and 12"), year_month("20 18 and 2 1 year")
    (('December 1987',), ('December 2013',), ())
    """
    found = re.fullmatch(
        r"((?:19|20)[ ]?[0-9][ ]?[0-9])(?: and | |- ?)(1 ?[0-2])(?: months?)?", text
    )
    if not found:
        return ()
    number = int(found[2].replace(" ", ""))
    return (f"{MONTH_NAMES[number - 1]} {found[1].replace(' ', '')}",)


def year_word(text: str) -> tuple[str, ...]:
    """Drop the word year that stayed behind a year.

    >>> year_word("2013 years")
    ('2013',)
    """
    found = re.fullmatch(r"((?:19|20)[0-9]{2}) ?years?", text)
    return (found[1],) if found else ()


def point_group(text: str) -> tuple[str, ...]:
    """Propose the point before three digits as a thousands mark.

    >>> point_group("7 1.800 square meters")
    ('71800 square meters', '71.800 square meters')
    """
    found = re.fullmatch(r"([0-9]+) (1[0-9]*)\.([0-9]{3})((?![0-9]).*|)", text, re.S)
    if not found:
        return ()
    head = f"{found[1]}{found[2]}"
    return (f"{head}{found[3]}{found[4]}", f"{head}.{found[3]}{found[4]}")


def lost_blank(text: str) -> tuple[str, ...]:
    """Set the blank that was lost before a figure glued to what stands before it.

    >>> lost_blank("November 29th")
    (' November 29th',)
    """
    return () if text[:1] == " " else (f" {text}",)


def leftover_zero(text: str) -> tuple[str, ...]:
    """Propose the number without the 0 that was left of a token: 10.67 for 1.67.

    >>> leftover_zero("10.67 million"), leftover_zero("34.910.3 billion")
    (('10.67 million', '1.67 million'), ('3491.3 billion', '34910.3 billion', '34.913 billion'))
    """
    number, unit = _split(text)
    twice = re.fullmatch(r"([0-9]+)\.([0-9]*1)0\.([0-9]+)", number)
    if twice:
        return (
            f"{twice[1]}{twice[2]}.{twice[3]}{unit}",
            f"{twice[1]}{twice[2]}0.{twice[3]}{unit}",
            f"{twice[1]}.{twice[2]}{twice[3]}{unit}",
        )
    found = re.fullmatch(r"([0-9]*1) ?0\.([0-9]+)", number)
    return (text, f"{found[1]}.{found[2]}{unit}") if found else ()


def two_points(text: str) -> tuple[str, ...]:
    """Read a number with two points: the first was a thousands mark, or neither is.

    >>> two_points("3.610.26 billion")
    ('3610.26 billion', '3.61026 billion')
    """
    number, unit = _split(text)
    found = re.fullmatch(r"([0-9]+)\.([0-9]+)\.([0-9]+)", number)
    if not found:
        return ()
    return (f"{found[1]}{found[2]}.{found[3]}{unit}", f"{found[1]}.{found[2]}{found[3]}{unit}")


POWERS = (-1, 1, -2, 2, 3, 4, -3, -4, 8)


def power_of_ten(text: str) -> tuple[str, ...]:
    """Propose the same digits at other powers of ten: the unit word was not rescaled.

    >>> power_of_ten("1.68 million")[:4]
    ('0.168 million', '16.8 million', '0.0168 million', '168 million')
    """
    number, unit = _split(text)
    value = plain(number)
    if value is None:
        return ()
    return tuple(_trimmed(shift(value, power)) + unit for power in POWERS)


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


class Rule(NamedTuple):
    """A rule: its name, its version, what its damage costs, and the function.

    `first` says that it applies to a printed text only, never to what another rule made.
    """

    name: str
    version: int
    cost: float
    undo: Callable[[str], tuple[str, ...]]
    first: bool = False


RULES: tuple[Rule, ...] = (
    Rule("torn_year", 1, 1.0, torn_year),
    Rule("month", 1, 1.0, month),
    Rule("kloc", 1, 1.0, kloc),
    Rule("constant", 1, 1.0, constant),
    Rule("pointed_constant", 1, 1.0, pointed_constant),
    Rule("bare_constant", 1, 2.0, bare_constant),
    Rule("short_addend", 1, 2.0, short_addend),
    Rule("lost_plus", 1, 1.5, lost_plus),
    Rule("swallowed", 1, 1.5, swallowed),
    Rule("cut_off", 1, 3.0, cut_off),
    Rule("short_year", 1, 2.0, short_year, first=True),
    Rule("june_artefact", 1, 2.0, june_artefact),
    Rule("and_comma", 1, 1.0, and_comma),
    Rule("lost_point", 1, 1.0, lost_point),
    Rule("year_month", 1, 1.0, year_month),
    Rule("spelled_unit", 1, 1.0, spelled_unit),
    Rule("unit_word", 1, 1.0, unit_word),
    Rule("point_group", 1, 1.0, point_group, first=True),
    Rule("blank", 1, 1.0, blank),
    Rule("letter", 1, 1.0, letter),
    Rule("doubled_year", 1, 1.0, doubled_year),
    Rule("lost_zeros", 1, 1.0, lost_zeros),
    Rule("lost_one", 1, 2.0, lost_one, first=True),
    Rule("leftover_zero", 1, 2.0, leftover_zero, first=True),
    Rule("two_points", 1, 2.0, two_points),
    Rule("year_word", 1, 0.0, year_word),
    Rule("lost_blank", 1, 0.0, lost_blank),
    Rule("power_of_ten", 1, 1.0, power_of_ten),
)
BY_NAME = {rule.name: rule for rule in RULES}
VERSION = "1 " + " ".join(f"{rule.name}:{rule.version}" for rule in RULES)
__all__ = ["BY_NAME", "RULES", "UNITS", "VERSION", "Rule"]
