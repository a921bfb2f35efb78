"""Eurostat, statistics API 1.0 (JSON-stat 2.0): use of the internet, buying online, skills.

`isoc_ec_ibuy` ends with 2019 and `isoc_ec_ib20` begins with 2020: together they are one
indicator, and the break stands in the code list `break`.
"""

from pipelines.source import Measure, Request, Source
from pipelines.sources.eurostat_enterprises import AREAS

POPULATION = {"ind_type": "IND_TOTAL"}
# Data set: indicator and unit there, indicator here.
MEASURES = {
    "isoc_ci_ifp_iu": ("I_IU3", "PC_IND", "individuals_using_internet"),
    "isoc_ec_ib20": ("I_BLT12", "PC_IND", "individuals_buying_online"),
    "isoc_ec_ibuy": ("I_BLT12", "PC_IND", "individuals_buying_online"),
    "isoc_sk_dskl_i21": ("I_DSK2_BAB", "PC_IND", "basic_digital_skills"),
    "isoc_ec_ibos": ("I_BPG_EU", "PC_IND_BUY3", "online_buyers_from_other_eu"),
}

SOURCE = Source(
    id="eurostat_individuals",
    title="Eurostat, ICT usage in households and by individuals",
    publisher="eurostat",
    licence="CC BY 4.0 (reuse policy of the European Commission)",
    citation="Eurostat, https://ec.europa.eu/eurostat",
    format="json-stat",
    cadence="monthly",
    on_drift="quarantine",
    drift={"new code": "pass", "new column": "pass", "lost column": "pass"},
    requests=tuple(
        Request(
            name=dataset,
            url="https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data/" + dataset,
            parameters={
                "format": "JSON",
                "lang": "EN",
                "indic_is": indicator,
                "unit": unit,
                **POPULATION,
                "geo": AREAS,
            },
            # Half of the years of one series is no whole series.
            coverage="nothing" if dataset in ("isoc_ec_ib20", "isoc_ec_ibuy") else "series",
            split="geo",
        )
        for dataset, (indicator, unit, _) in MEASURES.items()
    ),
    measures=tuple(
        Measure(
            indicator=ours,
            where={"indic_is": indicator, "unit": unit, **POPULATION},
            unit="percent",
        )
        for indicator, unit, ours in dict.fromkeys(MEASURES.values())
    ),
    area_dimension="geo",
    area_list="eurostat",
    frequency="A",
)
