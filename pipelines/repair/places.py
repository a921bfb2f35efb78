"""Where damage may begin: the literals to look for, and the run of digits, blanks and tokens.

What is found there is cut and named in damage; nothing is read here.
"""

from __future__ import annotations

import re

from pipelines.repair.forms import UNIT, WORDED_SCALE, alternatives
from pipelines.repair.words import CURRENCY_SIGNS

SPREAD = re.compile("(?:6[.,]?[ ]5[.,]?438|65[.,]?[ ]438|65[.,]?438(?=[ ]))[ ]?[+±][ ]?0")
UNIT_INSIDE = "[ ]?(?:yuan|元|원)?[ ]?"
"""A unit that slipped in between the constant and its plus sign."""
UNIT_NEXT = f"(?=[ ](?!won)(?:{UNIT}))"
"""A unit that a comma parts from its number; behind a comma, won is a verb."""
LONE_ONE = r"[ ](?=[02-9][0-9]*(?:\.[0-9]+)?[ ](?:million|billion))"
MISPRINT = r"[.,]?4[.,]?(?:[0-24-9]8|3[0-79]|338)"
"""What follows 65 in a constant with one digit changed or one too many."""
CURRENCY = alternatives(CURRENCY_SIGNS)
WAYS: dict[str, tuple[tuple[str, int], ...]] = {
    "1": (
        (r"(?<=[0-9][ ]1)", -2),
        (
            rf"""(?=%?(?!st|nd|rd|th)(?:[a-z]{{2,}}|[A-Z][a-z]+))(?<![^0-9. a-z:(\n"“']1)
              |(?<=[ ]1){LONE_ONE}""",
            0,
        ),
        (
            r"""(?<=[a-z]1)(?=[0-9]{1,4}(?:[ ]?[′'°]|[ ][0-9]{1,2}[ ]?[′'])
              |[0-9]*?(?:\.[0-9]+)?(?:,000|00)(?![0-9,.])
              |[0-9.,]*+[ ](?:million|billion|trillion)|\.[0-9]{3}(?![0-9])|[0-9]*\.[0-9]{4}
              |\.?(?![0-9.,]*[0-9])
              |[0-9](?:st|nd|rd|th)?(?:,|[ ]|\.)|,[ ](?:19|20)
              |(?<=(?:ary|ber|rch|ril|May|une|uly|ust)1)(?:[89][0-9]{2})?(?![0-9]))""",
            0,
        ),
        (r"(?<=[a-z일日号]1)(?<=[0-9](?:st|nd|rd|th)1|..[일日号]1)(?![0-9A-Za-z])", -3),
        (r"(?<=and[ ]1)(?=[0-2](?![0-9]))(?<=(?:19|20)[0-9]{2}[ ]and[ ]1)", -6),
        (r"(?<=-[ ]1)(?=[0-2](?![0-9]))(?<=(?:19|20)[0-9]{2}-[ ]1)", -3),
        (r"(?=[ ]in[ ]the[ ])(?<![0-9.,]1)|(?=[ ]000(?![0-9,.]))(?<![0-9.,][ ]1)", 0),
    ),
    "4": ((r"(?=[.,]?3[.,]?8)(?:(?<=54)|(?<=5[.,:]4)|(?=38[+±]))", 0),),
    "65": ((rf"(?={MISPRINT}(?![0-9]))(?<![0-9.,]65)", 0),),
    "2": (
        (
            r"""(?<=[a-z][ ]2)(?=[12][0-9](?![0-9%:]|[.,][0-9]))
              |(?=00[12][0-9](?![0-9]))|(?=0[0-2][0-9][0-3][0-9][ ][A-Z])(?<![0-9.,]2)""",
            0,
        ),
    ),
    ",": (
        (r"(?=[ ]2[0-9]{0,2}(?![0-9]))(?<=[0-9a-z],)", 2),
        (rf"(?<=[0-9],){UNIT_NEXT}", -1),
        (r"(?=000(?![0-9]))(?<=[0-9]{4},)", -1),
    ),
    r"\.": (
        (r"(?<=[0-9]\.)(?=[ ](?:1|[0-9]++(?:[ ]?[%℃]|,000))|[0-9]++\.[0-9])", -1),
        (r"(?<=[0-9][ ]\.)(?=[ ]?[0-9]++[ ]?[%℃])", -2),
    ),
    "0": (
        (
            r"""(?<=[0-9][ ]0)(?=[0-9]{0,2},[0-9]{3}(?![0-9]))
              |(?:(?<=\.[0-9]{2}00)|(?<=\.[0-9]{3}00))(?=[ ](?:million|billion|yuan))""",
            -2,
        ),
    ),
    r"\+": ((r"(?<=438[ ]\+)(?=[ ]?0)", -2), (r"(?<=[0-9]\+)(?=0[0-9])(?<!8\+)", -1)),
    "l(?<![a-z]l)": (
        (r"(?<=[0-9.,]l)(?<![^0-9][.,]l)(?![a-z])", -1),
        (r"(?<![A-Za-z0-9]l)(?=[.,]?[0-9])", 0),
    ),
    "/": (
        (
            r"""(?=[a-z]{4})(?<=[0-9]/)|(?=0)(?<=[0-9.,]/)
              |(?=[0-9])(?<=0/)(?<![A-Za-z0-9./]0/)
              |(?=0[0-9]{2}|[0-9]{3}(?![0-9]))(?<=[a-z]1/|[0-9]0/)""",
            -1,
        ),
        (r"(?=[Kk]?[Oo]?[LlOo][Oo][Cc]-)", 0),
    ),
}
"""By the literal that damage shows: what stands around it, and the way to a digit of the number.

A literal is found ten times faster than a class of characters.
"""
PLACES = tuple(
    (
        re.compile(f"{sign}(?:{'|'.join(way for way, _ in ways)})", re.VERBOSE),
        tuple((re.compile(f"{sign}(?:{way})", re.VERBOSE), offset) for way, offset in ways),
    )
    for sign, ways in WAYS.items()
)


def places(text: str) -> list[int]:
    """Return where damage may begin, in order.

    >>> places("In 20 13 it had 65,438+05 shops.")
    [4, 19]
    """
    found: set[int] = set()
    for sign, ways in PLACES:
        hits = [hit.start() for hit in sign.finditer(text)]
        for way, offset in ways:
            found.update([hit + offset for hit in hits if way.match(text, hit)])
    return sorted(found)


LONGEST = 120
"""A run of digits and marks longer than this is no figure."""
RUN_ON = re.compile(
    rf"(?=(?s:.{{{LONGEST // 3 * 2 - 1}}})[0-9.,:+ ])"
    rf"(?:[0-9.,:+]{{{LONGEST + 1},}}+|(?:[0-9]{{1,4}}[ ]){{{LONGEST // 3},}}+)"
)
JOINED = (
    r"(?!1?[0-9]*+(?:/[0-9](?!0,000)|(?!st|nd|rd|th|[mck]m|k?m[2²]|kg)[A-Za-z]{1,2}(?![a-z])"
    r"|:[0-9]))"
)
AFTER_POINT = (
    r"(?=[0-9]*(?:[ ]1[0-9]*)*,?[0-9]*[ ]?"
    rf"(?:[%℃\u4e00-\u9fff\uac00-\ud7a3]|(?:{UNIT}|{WORDED_SCALE}|10,?000|100 million"
    r"|degrees?|acres|inch(?:es)?)"
    r"|[cdkmGMTμ]?(?:m|g|L|V|W|A|B|N|J|Pa|Hz|Wh|VA)(?![A-Za-z])"
    r"|$|[.;)\n]|,[ ]|/[0-9]+\.|to[ ][0-9]))"
)
TAIL = re.compile(rf"(?:[ ]?-?(?:{WORDED_SCALE}))?+(?:[ ]?-?(?:{UNIT}))?+")
NO_YEAR = "".join(
    f"(?<!{year})"
    for year in ("[12][90][0-9][0-9]", "[12][90][ ]1[0-9]", "[12][90][ ]1[ ]1", "[12][90][0-9][ ]1")
)
GAPPED_GROUP = "(?:[0-9][ ]1[ ]?[0-9]|[0-9]{2}[ ]1)"
COMMA_GAP = re.compile(f", {GAPPED_GROUP}$")
RUN = re.compile(
    rf"""(?:[0-9,]*{SPREAD.pattern}[0-9]*+|0/[0-9]++|[0-9][0-9,]*/(?=[a-z]{{4}})(?![Kk]?[Oo]?[LlOo][Oo][Cc]-)
      |1{LONE_ONE}[0-9]++|[0-9]++|(?=/[Kk]?[Oo]?[LlOo][Oo][Cc]-|l))
    (?:[.,:]?[0-9]++
      |(?:(?<=380)|(?<=3,800))[+]0[0-9.,]*+
      |(?<=8)[+±](?:[ ]?[.,]?[0-9]++|\.[ ][0-9]++(?=[ ](?:{WORDED_SCALE}))
        |[ ]?(?:{CURRENCY})[ ]?[1-9][0-9]*+)?+
      |(?:(?<=[+]0)|(?<=[+]0[0-9]))[ ](?=5438)
      |(?<=[+]0[0-9])[ ](?!65[.,]){SPREAD.pattern}[0-9]*+
      |[ ](?=[1]?6[.,]?5[.,]?4[.,]?3[.,]?8\+)(?<!(?:19|20)[0-9]{{2}}[ ])
        (?<![+]0[ ])(?<![+]0[0-9][ ])(?<![+]0[0-9]{{2}}[ ])[0-9]++
      |[ ](?=1){JOINED}[0-9]++(?:/10,000)?+
      |(?<=0)(?<![0-9.,]0)\.[ ](?=1)[0-9]++
      |[ ]\.[ ]?[0-9]++(?=[ ]?[%℃])
      |{NO_YEAR},[ ](?={GAPPED_GROUP}(?![0-9]|,[0-9]))[0-9]
      |{NO_YEAR}(?<=[0-9][ ]1)(?<![+]0[ ]1),[ ][0-9]{{3}}(?![0-9,])
      |\.[ ](?=1)(?!19(?:[ ]1[0-9]|[0-9][ ]1)(?![0-9])){AFTER_POINT}{JOINED}[0-9]++
      |\.[ ][0-9]++(?=[ ]?[%℃]|,000)
      |(?<=1),?[ ](?:0,)?000(?![0-9])
      |/000?(?![0-9])
      |{NO_YEAR},{UNIT_NEXT}[ ]
      |{NO_YEAR}(?:,|[ ]and)[ ]
        (?=[0-9]{{2,3}}(?:[ ]1(?![0-9])|,5438|\.[ ]1))[0-9]++
      |(?<=438)[ ]0[0-9]*+ | (?<=438){UNIT_INSIDE}[+](?=0)[0-9.]++
      |[.,]?/[Kk]?[Oo]?[LlOo][Oo][Cc]-0?/?[0-9]*+
      |[ ]/[Kk]?[Oo]?[LlOo][Oo][Cc]-0/?[0-9]*+(?=[ ][a-z])
      |(?<![0-9])0/[0-9]++ | [.,]?/0(?![0-9])
      |(?<=[0-9])[.,]?l(?![a-z]) | l(?=[.,]?[0-9])
    )*+""",
    re.VERBOSE | re.IGNORECASE,
)
