"""OECD, SDMX REST (SDMX-CSV): ICT use by businesses, outside the European Union too.

Sixty downloads an hour are allowed: one request takes all measures. No Accept header is set,
because `text/csv` alone is answered with 500.
"""

from pipelines.source import Measure, Request, Source

# Measure there: indicator here. The codes are those that clients of the API use; their meaning is
# to be held against the publisher's code list on a first live run. Percentage of enterprises
# with 10 or more persons employed.
MEASURES = {
    "B1_B": "enterprises_with_website",
    "G3_B": "enterprises_using_cloud",
    "H1_B": "enterprises_employing_ict_specialists",
}
POPULATION = {"UNIT_MEASURE": "PT_ENT", "ACTIVITY": "_T", "SIZE_CLASS": "S_GE10"}

SOURCE = Source(
    id="oecd",
    title="OECD, ICT access and usage by businesses",
    publisher="oecd",
    licence="CC BY 4.0 (OECD terms of use)",
    citation="OECD, ICT Access and Usage by Businesses, https://data-explorer.oecd.org",
    format="sdmx-csv",
    cadence="monthly",
    on_drift="quarantine",
    drift={"new code": "pass", "new column": "pass", "lost column": "pass"},
    requests=(
        Request(
            name="DF_BUSINESSES",
            url="https://sdmx.oecd.org/public/rest/data/OECD.STI.DEP,DSD_ICT_B@DF_BUSINESSES,1.0/"
            ".A.{measure}.PT_ENT._T.S_GE10",
            parameters={
                "measure": tuple(MEASURES),
                "dimensionAtObservation": "AllDimensions",
                "format": "csv",
            },
            coverage="series",
            split="measure",
            separator="+",
        ),
    ),
    measures=tuple(
        Measure(indicator=ours, where={"MEASURE": theirs, **POPULATION}, unit="percent")
        for theirs, ours in MEASURES.items()
    ),
    area_dimension="REF_AREA",
    area_list="oecd",
    areas={"EU27": "EU27_2020"},
    frequency="A",
    rate_per_hour=60,
)
