"""Which columns of an SDMX message are dimensions, where no structure definition says so.

The concepts are those of the SDMX cross-domain list and of the publishers' own structures.
No message is read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The time dimension, the unit and the multiplier go by these names, the likeliest first.
TIME: Final = ("TIME_PERIOD", "TIME")
UNIT: Final = ("UNIT_MEASURE", "UNIT", "UOM")
# IMF's SCALE is how a table shows a value that is given in full; it is no multiplier.
MULTIPLIER: Final = ("UNIT_MULT", "UNIT_MULTIPLIER", "POWERCODE", "SCALAR_FACTOR")
STATUS: Final = ("OBS_STATUS", "OBS_FLAG", "STATUS", "STATUS_CAN")
CONFIDENTIALITY: Final = ("CONF_STATUS", "OBS_CONF", "CONF")
VINTAGE: Final = ("LAST UPDATE", "LAST_UPDATE", "UPDATED", "UPDATE_DATE")
CONFIDENTIAL: Final = ("C", "N", "S", "D", "A")  # codes of CL_CONF_STATUS that close a value

# Names that some structure uses in a key (METHODOLOGY, STATUS, SOURCE, ...) are left out.
# fmt: off
ATTRIBUTES: Final = frozenset(
    [
        "ACCESS_SHARING_LEVEL", "AVAILABILITY", "BASE_PER", "COLLECTION",
        "COLL_METHOD", "COMMENT", "COMMENT_DSET", "COMMENT_OBS", "COMMENT_TS",
        "CONF", "CONF_STATUS", "COUNTRY_UPDATE_DATE",
        "DATA_COMP", "DECIMALS", "DECIMALS_DISPLAYED", "DERIVATION_TYPE", "DISS_ORG",
        "DOM_SER_IDS", "EMBARGO_TIME", "FULL_DESCRIPTION", "LAST_UPDATE",
        "NAT_TITLE", "NB_DECIMAL", "OBS_COM", "OBS_COMMENT",
        "OBS_CONF", "OBS_FLAG", "OBS_NOTE", "OBS_PRE_BREAK", "OBS_STATUS", "OVERLAP",
        "POWERCODE", "PRE_BREAK_VALUE", "PUBL_ECB", "PUBL_MU", "PUBL_PUBLIC",
        "REFERENCEPERIOD", "REF_PERIOD_DETAIL", "REF_YEAR_PRICE", "SCALAR_FACTOR", "SCALE",
        "SECURITY_LEVEL", "SERIES_NAME", "SOURCE_AGENCY", "SOURCE_PUB",
        "STATUS_CAN", "TERMINATED", "TIME_FORMAT", "TIME_PER_COLLECT", "TITLE",
        "TITLE_COMPL", "TITLE_EN", "TITLE_FR", "UNIT_INDEX_BASE", "UNIT_MULT",
        "UNIT_MULTIPLIER", "UPDATED", "UPDATE_DATE", "VALID_FROM", "VECTOR_ID",
    ]
)
DIMENSIONS: Final = frozenset(
    [
        "FREQ", "FREQUENCY", "REF_AREA", "GEO", "COUNTRY", "COUNTERPART_AREA", "INDICATOR",
        "MEASURE", "SEX", "AGE",
    ]
)
# fmt: on
# How the examples of the standard, and test messages, name their concepts.
EXAMPLE_ATTRIBUTE: Final = re.compile(r"ATTR?_?\d")


def is_attribute(name: str) -> bool:
    """Tell whether a concept is one that structures attach, and never a part of the key.

    >>> [name for name in ("FREQ", "OBS_STATUS", "geo", "ATTR_1") if is_attribute(name)]
    ['OBS_STATUS', 'ATTR_1']
    """
    return name.upper() in ATTRIBUTES or EXAMPLE_ATTRIBUTE.match(name) is not None


def leading_dimensions(names: Sequence[str]) -> list[str]:
    """Give the names up to the first attribute: messages write the key first, in key order.

    >>> leading_dimensions(["FREQ", "CURRENCY", "DECIMALS", "COLL_METHOD", "REF_AREA", "X"])
    ['FREQ', 'CURRENCY', 'REF_AREA']
    """
    first = next((place for place, name in enumerate(names) if is_attribute(name)), len(names))
    return [name for place, name in enumerate(names) if place < first or name.upper() in DIMENSIONS]


def all_of(candidates: Iterable[str], names: Iterable[str]) -> list[str]:
    """Give all the names there are for a concept, in the spelling of the message.

    >>> all_of(STATUS, ["OBS_FLAG", "geo", "OBS_STATUS"])
    ['OBS_STATUS', 'OBS_FLAG']
    """
    spelt = {name.upper(): name for name in reversed(list(names))}
    return [spelt[name] for name in candidates if name in spelt]


def first_of(candidates: Iterable[str], names: Iterable[str]) -> str | None:
    """Give the name there is for a concept, in the spelling of the message.

    >>> first_of(UNIT, ["freq", "unit", "geo"])
    'unit'
    """
    return next(iter(all_of(candidates, names)), None)
