"""NBS China: exports that a person saves from data.stats.gov.cn into the inbox of this source.

Off, and a file source: the site refuses scripts. The indicators are those of its annual
database; 地区 (area) is empty where an export is of the whole country.
"""

from pipelines.source import Measure, Source

SOURCE = Source(
    id="nbs_china",
    title="National Bureau of Statistics of China, exports of the annual database",
    publisher="nbs",
    licence="As data.stats.gov.cn states; the source must be named",
    citation="National Bureau of Statistics of China, https://data.stats.gov.cn",
    format="nbs-csv",
    cadence="yearly",
    on=False,
    files="*.csv",
    measures=(
        Measure(
            indicator="retail_sales",
            where={"指标": "社会消费品零售总额(亿元)"},
            units={"亿元": ("CNY", 8)},
        ),
        Measure(
            indicator="express_parcels",
            where={"指标": "快递量(万件)"},
            units={"万件": ("piece", 4)},
        ),
        Measure(
            indicator="internet_users",
            where={"指标": "互联网上网人数(万人)"},
            units={"万人": ("person", 4)},
        ),
    ),
    area_dimension="地区",
    areas={"": "CHN"},
)
