"""Statistics Canada, full table 20-10-0056 as a zip of CSV: retail sales, the e-commerce share.

Off: the names of its members are to be confirmed on a first live run. Tables are locked early
in the morning and then answer 409.
"""

from pipelines.source import Measure, Request, Source

SOURCE = Source(
    id="statcan",
    title="Statistics Canada, monthly retail trade (table 20-10-0056)",
    publisher="statcan",
    licence="Statistics Canada Open Licence",
    citation="Statistics Canada, table 20-10-0056, https://www150.statcan.gc.ca",
    format="statcan-csv",
    cadence="monthly",
    on=False,
    requests=(
        Request(
            name="20100056",
            url="https://www150.statcan.gc.ca/n1/tbl/csv/20100056-eng.zip",
            coverage="series",
        ),
    ),
    measures=(
        Measure(
            indicator="retail_ecommerce_sales",
            where={
                "North American Industry Classification System (NAICS)": "Retail trade [44-45]",
                "Sales": "Retail e-commerce sales",
                "Adjustments": "Unadjusted",
            },
            units={"Dollars": ("CAD", 0)},
        ),
    ),
    area_dimension="GEO",
    area_list="statcan",
    frequency="M",
    retry_on=(409,),
)
