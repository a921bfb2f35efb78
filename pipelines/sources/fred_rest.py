"""FRED, REST API: the series of fred.py with all their vintages. Off: it needs a key.

The whole real-time period is asked for: without it an answer bears the day of the question
on every value, and no two days give the same bytes.
"""

from pipelines.source import Request, Source
from pipelines.sources.fred import MEASURES, SERIES

SOURCE = Source(
    id="fred_rest",
    title="U.S. Census Bureau, retail and e-commerce sales with all vintages, from FRED",
    publisher="us_census",
    licence="Public domain (U.S. Census Bureau)",
    citation="U.S. Census Bureau, retrieved from FRED, Federal Reserve Bank of St. Louis, "
    "https://fred.stlouisfed.org",
    format="fred-json",
    cadence="weekly",
    on=False,
    requests=tuple(
        Request(
            name=series,
            url="https://api.stlouisfed.org/fred/series/observations",
            parameters={
                "series_id": series,
                "file_type": "json",
                "realtime_start": "1776-07-04",
                "realtime_end": "9999-12-31",
            },
            coverage="series",
            options={"series_id": series},  # the answer does not name its series
        )
        for series in SERIES
    ),
    measures=MEASURES,
    areas={"": "USA"},  # the answer names no area
    key_variable="FRED_API_KEY",
    key_parameter="api_key",
)
