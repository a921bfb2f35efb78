"""Our World in Data, grapher CSV with short column names: use of the internet and of mobiles.

The CSV alone is asked for, not the zip with its metadata: that holds the moment of download,
so that no two of them are the same bytes. Units stand here; the receipt dates the values.
"""

from pipelines.source import Measure, Request, Source

# Chart: column there, indicator and unit here.
CHARTS = {
    "share-of-individuals-using-the-internet": (
        "it_net_user_zs",
        "internet_penetration",
        "percent",
    ),
    "number-of-internet-users": ("num_internet_users", "internet_users", "person"),
    "mobile-cellular-subscriptions-per-100-people": (
        "it_cel_sets_p2",
        "mobile_subscriptions",
        "per_100_people",
    ),
}

SOURCE = Source(
    id="owid",
    title="Our World in Data, internet and mobile use",
    publisher="owid",
    licence="CC BY 4.0; data of third parties keep their own licence",
    citation="Our World in Data, https://ourworldindata.org, from the World Bank and the "
    "International Telecommunication Union",
    format="owid-csv",
    cadence="monthly",
    on_drift="quarantine",
    drift={"new code": "pass", "new column": "pass", "lost column": "pass"},
    requests=tuple(
        Request(
            name=chart,
            url=f"https://ourworldindata.org/grapher/{chart}.csv",
            parameters={"v": "1", "csvType": "full", "useColumnShortNames": "true"},
            coverage="series",
        )
        for chart in CHARTS
    ),
    measures=tuple(
        Measure(indicator=ours, where={"Indicator": column}, unit=unit)
        for column, ours, unit in CHARTS.values()
    ),
    area_dimension="Code",
    area_list="iso3",
    # Regions of their own making have no code or one of their own; the world is the world.
    areas={"OWID_WRL": "WLD", "OWID_KOS": "XKX"},
    frequency="A",
)
