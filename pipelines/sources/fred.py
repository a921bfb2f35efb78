"""FRED, graph CSV: retail and e-commerce sales of the United States, by the Census Bureau.

The file says neither unit nor area nor vintage: the receipt dates it, and what stands here
says the rest. REST with vintages, and with a key, is in fred_rest.py.
"""

from pipelines.source import Measure, Request, Source

# Series there: indicator, unit, power of ten of the printed value, frequency.
SERIES = {
    "ECOMSA": ("retail_ecommerce_sales_sa", "USD", 6, "Q"),
    "ECOMNSA": ("retail_ecommerce_sales", "USD", 6, "Q"),
    "ECOMPCTSA": ("retail_ecommerce_share_sa", "percent", 0, "Q"),
    "ECOMPCTNSA": ("retail_ecommerce_share", "percent", 0, "Q"),
    "MRTSSM44000USS": ("retail_trade_sales_sa", "USD", 6, "M"),
    "RSXFS": ("retail_trade_sales_advance_sa", "USD", 6, "M"),
}

MEASURES = tuple(
    Measure(
        indicator=indicator,
        where={"series_id": series},
        unit=unit,
        scale=scale,
        frequency=frequency,
    )
    for series, (indicator, unit, scale, frequency) in SERIES.items()
)

SOURCE = Source(
    id="fred",
    title="U.S. Census Bureau, retail and e-commerce sales, from FRED",
    publisher="us_census",
    licence="Public domain (U.S. Census Bureau)",
    citation="U.S. Census Bureau, retrieved from FRED, Federal Reserve Bank of St. Louis, "
    "https://fred.stlouisfed.org",
    format="fred-csv",
    cadence="weekly",
    on_drift="quarantine",
    drift={"new code": "pass", "new column": "pass", "lost column": "pass"},
    requests=tuple(
        Request(
            name=series,
            url="https://fred.stlouisfed.org/graph/fredgraph.csv",
            parameters={"id": series},
            coverage="series",
        )
        for series in SERIES
    ),
    measures=MEASURES,
    areas={"": "USA"},  # the file names no area
)
