"""Eurostat, statistics API 1.0 (JSON-stat 2.0): e-commerce and cloud use of enterprises.

A survey year is one after the year of the sales; the indicators say which they count by.
"""

from pipelines.source import Measure, Request, Source

# EU members, the Union, and neighbours that take part in the survey, as Eurostat writes them.
# fmt: off
AREAS = (
    "EU27_2020", "BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY",
    "LV", "LT", "LU", "HU", "MT", "NL", "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE", "IS", "NO",
    "UK", "ME", "MK", "AL", "RS", "TR", "BA",
)
# fmt: on
# Enterprises with 10 or more persons employed, all activities but agriculture, mining, finance.
POPULATION = {"size_emp": "GE10", "nace_r2": "C10-S951_X_K"}
# Data set: indicator and unit there, indicator here. The codes are those that clients of the API
# use; a wrong one is answered with 400, and `tallybook sources` then says so.
MEASURES = {
    "isoc_ec_eseln2": ("E_AESELL", "PC_ENT", "enterprises_with_e_sales_by_survey"),
    "isoc_ec_evaln2": ("E_ETURN", "PC_TURN", "e_sales_turnover_share_by_survey"),
    "isoc_cicce_usen2": ("E_CC", "PC_ENT", "enterprises_using_cloud"),
    "isoc_ciwebn2": ("E_WEB", "PC_ENT", "enterprises_with_website"),
}

SOURCE = Source(
    id="eurostat_enterprises",
    title="Eurostat, ICT usage and e-commerce in enterprises",
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
            coverage="series",
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
        for indicator, unit, ours in MEASURES.values()
    ),
    area_dimension="geo",
    area_list="eurostat",
    frequency="A",
)
