"""World Bank, Indicators API v2: users, networks, output and trade, one request an indicator.

`lastupdated` of the answer is the vintage. All years of an indicator fit on one page, so an
answer covers whole series.
"""

from pipelines.source import Measure, Paging, Request, Source

# The economies with the largest online markets, those of the European Union, and groups to set
# them against. One code that the Bank does not know spoils a whole answer: then it is split.
# fmt: off
ECONOMIES = (
    "CHN", "USA", "JPN", "KOR", "IND", "IDN", "THA", "VNM", "MYS", "PHL", "SGP", "HKG", "MAC",
    "AUS", "NZL", "RUS", "TUR", "SAU", "ARE", "ZAF", "EGY", "NGA", "KEN", "CAN", "MEX", "BRA",
    "ARG", "CHL", "COL", "GBR", "CHE", "NOR", "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK",
    "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA", "LVA", "LTU", "LUX", "MLT", "NLD",
    "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "WLD", "EUU", "OED", "EAS", "HIC", "UMC",
    "LMC", "LIC",
)
# fmt: on
# Indicator there: indicator and unit here. Values are in the plain unit: `decimal` is display.
MEASURES = {
    "BX.GSR.CCIS.ZS": ("ict_service_exports_share", "percent"),
    "FX.OWN.TOTL.ZS": ("account_ownership", "percent"),
    "IT.CEL.SETS.P2": ("mobile_subscriptions", "per_100_people"),
    "IT.NET.BBND.P2": ("fixed_broadband_subscriptions", "per_100_people"),
    "IT.NET.SECR.P6": ("secure_internet_servers", "per_million_people"),
    "IT.NET.USER.ZS": ("internet_penetration", "percent"),
    "NE.CON.PRVT.CD": ("household_consumption", "USD"),
    "NY.GDP.MKTP.CD": ("gdp", "USD"),
    "SP.POP.TOTL": ("population", "person"),
    "TX.VAL.ICTG.ZS.UN": ("ict_goods_exports_share", "percent"),
    "TX.VAL.TECH.CD": ("high_technology_exports", "USD"),
}
# In the currency of each economy, so asked for one only.
MEASURES_OF_CHINA = {
    "NY.GDP.MKTP.CN": ("gdp_cny", "CNY"),
    "PA.NUS.FCRF": ("exchange_rate_cny", "CNY_per_USD"),
}


def _request(indicator: str, economies: tuple[str, ...]) -> Request:
    return Request(
        name=indicator,
        url="https://api.worldbank.org/v2/country/{economy}/indicator/" + indicator,
        parameters={"economy": economies, "format": "json"},
        coverage="series",
        paging=Paging(parameter="page", style="page", size=10_000, size_parameter="per_page"),
        split="economy",
    )


SOURCE = Source(
    id="world_bank",
    title="World Bank, World Development Indicators",
    publisher="world_bank",
    licence="CC BY 4.0",
    citation="World Bank, World Development Indicators, https://data.worldbank.org",
    format="world-bank-json",
    cadence="monthly",
    on_drift="quarantine",
    drift={"new code": "pass", "new column": "pass", "lost column": "pass"},
    requests=(
        *(_request(indicator, ECONOMIES) for indicator in MEASURES),
        *(_request(indicator, ("CHN",)) for indicator in MEASURES_OF_CHINA),
    ),
    measures=tuple(
        Measure(indicator=ours, where={"indicator": theirs}, unit=unit)
        for theirs, (ours, unit) in {**MEASURES, **MEASURES_OF_CHINA}.items()
    ),
    area_dimension="country",
    area_list="worldbank",
    frequency="A",
    retry_on=(400,),  # comes now and then for requests that are right
)
