"""The words of printed figures as tables: scales, units, currencies, months, qualifiers.

Data only; what is made of them is in grammar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.repair.figure import Kind, Qualifier

SCALES: dict[str, int] = {
    "hundred": 2,
    "thousand": 3,
    "thousands": 3,
    "ten thousand": 4,
    "wan": 4,
    "10,000": 4,
    "10000": 4,
    "hundred thousand": 5,
    "million": 6,
    "millions": 6,
    "mn": 6,
    "mln": 6,
    "ten million": 7,
    "10 million": 7,
    "hundred million": 8,
    "100 million": 8,
    "yi": 8,
    "billion": 9,
    "billions": 9,
    "bn": 9,
    "trillion": 12,
    "trillions": 12,
    "mil millones": 9,
    "millones": 6,
    "millions de": 6,
    "Millionen": 6,
    "Milliarden": 9,
    "百": 2,
    "千": 3,
    "万": 4,
    "萬": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "億": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
    "萬億": 12,
    "兆": 12,
}

BIG_UNIT = 4
"""From this power of ten on, a scale word puts the power of ten at stake (law 7)."""

UNITS: dict[str, tuple[Kind, str]] = {
    "%": ("percent", "percent"),
    "％": ("percent", "percent"),
    "percent": ("percent", "percent"),
    "per cent": ("percent", "percent"),
    "percentage points": ("percent", "percentage_point"),
    "percentage point": ("percent", "percentage_point"),
    "个百分点": ("percent", "percentage_point"),
    "百分点": ("percent", "percentage_point"),
    "‰": ("ratio", "per_mille"),
    "per mille": ("ratio", "per_mille"),
    "times": ("ratio", "times"),
    "fold": ("ratio", "times"),
    "倍": ("ratio", "times"),
    "yuan": ("amount", "CNY"),
    "Yuan": ("amount", "CNY"),
    "yuans": ("amount", "CNY"),
    "RMB": ("amount", "CNY"),
    "rmb": ("amount", "CNY"),
    "renminbi": ("amount", "CNY"),
    "CNY": ("amount", "CNY"),
    "元人民币": ("amount", "CNY"),
    "人民币": ("amount", "CNY"),
    "元": ("amount", "CNY"),
    "圆": ("amount", "CNY"),
    "US dollars": ("amount", "USD"),
    "US dollar": ("amount", "USD"),
    "U.S. dollars": ("amount", "USD"),
    "American dollars": ("amount", "USD"),
    "dollars": ("amount", "USD"),
    "dollar": ("amount", "USD"),
    "USD": ("amount", "USD"),
    "美元": ("amount", "USD"),
    "euros": ("amount", "EUR"),
    "de euros": ("amount", "EUR"),
    "euro": ("amount", "EUR"),
    "EUR": ("amount", "EUR"),
    "€": ("amount", "EUR"),
    "欧元": ("amount", "EUR"),
    "pounds sterling": ("amount", "GBP"),
    "GBP": ("amount", "GBP"),
    "英镑": ("amount", "GBP"),
    "yen": ("amount", "JPY"),
    "JPY": ("amount", "JPY"),
    "日元": ("amount", "JPY"),
    "Hong Kong dollars": ("amount", "HKD"),
    "HK dollars": ("amount", "HKD"),
    "HKD": ("amount", "HKD"),
    "港元": ("amount", "HKD"),
    "won": ("amount", "KRW"),
    "rupees": ("amount", "INR"),
    "roubles": ("amount", "RUB"),
    "rubles": ("amount", "RUB"),
    "people": ("count", "person"),
    "persons": ("count", "person"),
    "person": ("count", "person"),
    "students": ("count", "person"),
    "users": ("count", "person"),
    "employees": ("count", "person"),
    "inhabitants": ("count", "person"),
    "netizens": ("count", "person"),
    "人次": ("count", "visit"),
    "人": ("count", "person"),
    "名": ("count", "person"),
    "person-times": ("count", "visit"),
    "visits": ("count", "visit"),
    "households": ("count", "household"),
    "household": ("count", "household"),
    "户": ("count", "household"),
    "pieces": ("count", "piece"),
    "piece": ("count", "piece"),
    "parcels": ("count", "piece"),
    "件": ("count", "piece"),
    "个": ("count", "piece"),
    "家": ("count", "enterprise"),
    "enterprises": ("count", "enterprise"),
    "companies": ("count", "enterprise"),
    "square meters": ("count", "square_metre"),
    "square metres": ("count", "square_metre"),
    "square meter": ("count", "square_metre"),
    "sqm": ("count", "square_metre"),
    "m2": ("count", "square_metre"),
    "m²": ("count", "square_metre"),
    "平方米": ("count", "square_metre"),
    "square kilometers": ("count", "square_kilometre"),
    "square kilometres": ("count", "square_kilometre"),
    "km2": ("count", "square_kilometre"),
    "km²": ("count", "square_kilometre"),
    "平方公里": ("count", "square_kilometre"),
    "hectares": ("count", "hectare"),
    "公顷": ("count", "hectare"),
    "mu": ("count", "mu"),
    "亩": ("count", "mu"),
    "kilometers": ("count", "kilometre"),
    "kilometres": ("count", "kilometre"),
    "km": ("count", "kilometre"),
    "公里": ("count", "kilometre"),
    "meters": ("count", "metre"),
    "metres": ("count", "metre"),
    "mm": ("count", "millimetre"),
    "tons": ("count", "tonne"),
    "tonnes": ("count", "tonne"),
    "吨": ("count", "tonne"),
    "kg": ("count", "kilogram"),
    "kilograms": ("count", "kilogram"),
    "公斤": ("count", "kilogram"),
    "hours": ("count", "hour"),
    "hour": ("count", "hour"),
    "小时": ("count", "hour"),
    "days": ("count", "day"),
    "天": ("count", "day"),
    "months": ("count", "month"),
    "℃": ("count", "celsius"),
    "°C": ("count", "celsius"),
    "kWh": ("count", "kilowatt_hour"),
}
"""Units as printed after a number. "years" is not one: after a year it marks a period."""

CURRENCY_SIGNS: dict[str, str] = {
    "$": "USD",
    "US$": "USD",
    "USD": "USD",
    "HK$": "HKD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "人民币": "CNY",
}
"""Currency marks printed before a number. The yen sign is read as yuan: the texts are Chinese."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "January Jan",
            "February Feb",
            "March Mar",
            "April Apr",
            "May",
            "June Jun",
            "July Jul",
            "August Aug",
            "September Sept Sep",
            "October Oct",
            "November Nov",
            "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}

MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()

QUALIFIERS: dict[str, Qualifier] = {
    "about": "about",
    "around": "about",
    "approximately": "about",
    "roughly": "about",
    "some": "about",
    "约": "about",
    "大约": "about",
    "近": "nearly",
    "nearly": "nearly",
    "almost": "nearly",
    "more than": "more_than",
    "over": "more_than",
    "exceeded": "more_than",
    "exceeding": "more_than",
    "exceeds": "more_than",
    "above": "more_than",
    "超过": "more_than",
    "超": "more_than",
    "at least": "at_least",
    "not less than": "at_least",
    "no less than": "at_least",
    "不少于": "at_least",
    "至少": "at_least",
    "less than": "less_than",
    "under": "less_than",
    "below": "less_than",
    "fewer than": "less_than",
    "不足": "less_than",
    "up to": "up_to",
    "as much as": "up_to",
    "at most": "up_to",
    "not more than": "up_to",
    "no more than": "up_to",
    "多达": "up_to",
    "高达": "up_to",
}

PERIOD_WORDS = frozenset(
    (
        "in In by By since Since of from From to until Until during During year Year years early "
        "late end between Between and through before after around fiscal FY mid for the The "
        "As For plan Plan exam Project 在 至 到 从 自"
    ).split()
)
"""Words that, before a bare number of four digits, make it a year."""

CJK_DIGITS: dict[str, int] = {
    **{c: n for n, c in enumerate("零一二三四五六七八九")},
    **{c: n for n, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
}

CJK_POWERS: dict[str, int] = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}

CJK_SCALES: dict[str, int] = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％＋－　", "0123456789.,%+- ")
