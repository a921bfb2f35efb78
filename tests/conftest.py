"""What tests of several rooms share: small code lists of our own making."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipelines.codelists import HEADERS, read_codelists

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.codelists import Codelists

# Constructed; the codes are real ones so that sentences read well.
ROWS = {
    "theme": ["growth,Growth"],
    "publisher": ["nbs,Bureau of Statistics", "mofcom,Ministry of Commerce", "press,The Press"],
    "area": ["CHN,China,country,CN,CHN,CN,CHN,,CHN,", "USA,America,country,US,USA,US,USA,,USA,"],
    "unit": [
        "CNY,yuan,amount,",
        "USD,dollar,amount,",
        "percent,percent,percent,",
        "person,person,count,",
        "village,village,count,",
        "piece,piece,count,",
    ],
    "unit_alias": ["100 million CNY,CNY,8,en", "万人,person,4,zh"],
    "indicator": [
        "online_retail,Online retail,,growth,CNY,amount,true,online_retail_growth,,,",
        "online_retail_growth,Growth of it,,growth,percent,percent,true,,,,",
        "cross_border,Cross-border trade,,growth,CNY,amount,true,cross_border_growth,,,",
        "cross_border_growth,Growth of it,,growth,percent,percent,true,,,,",
        "double_11,Double 11,,growth,CNY,amount,true,,,11-11,11-11",
        "penetration,Penetration,,growth,percent,percent,true,,,,",
        "internet_users,Users,,growth,person,count,true,,,,",
        "villages,Villages,,growth,village,count,true,,,,",
    ],
    "phrase": [
        "online retail,indicator,online_retail,level,",
        "online retail sales,indicator,online_retail,level,",
        "网络零售额,indicator,online_retail,level,",
        "cross-border e-commerce,indicator,cross_border,level,",
        '"""11"" shopping carnival",indicator,double_11,level,',
        "internet penetration,indicator,penetration,level,",
        "internet users,indicator,internet_users,level,",
        "taobao villages,indicator,villages,level,",
        "china,area,CHN,,",
        "中国,area,CHN,,",
        "united states,area,USA,,",
        "bureau of statistics,publisher,nbs,,",
    ],
}


@pytest.fixture(scope="session")
def lists_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with constructed code lists."""
    folder = tmp_path_factory.mktemp("codelists")
    for name, header in HEADERS.items():
        lines = [",".join(header), *ROWS[name]]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="session")
def lists(lists_folder: Path) -> Codelists:
    """Constructed code lists: eight indicators, two areas, six units, three publishers."""
    return read_codelists(lists_folder)
