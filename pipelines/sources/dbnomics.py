"""DBnomics v22: Eurostat's online buyers at second hand, for days on which Eurostat is away.

Off: the vintage is the moment at which DBnomics took a series in, not Eurostat's own.
"""

import json

from pipelines.source import Measure, Paging, Request, Source

POPULATION = {"indic_is": "I_BLT12", "unit": "PC_IND", "ind_type": "IND_TOTAL"}

SOURCE = Source(
    id="dbnomics",
    title="Eurostat, persons who bought online, from DBnomics",
    publisher="eurostat",
    licence="CC BY 4.0 (reuse policy of the European Commission)",
    citation="Eurostat, retrieved from DBnomics, https://db.nomics.world",
    format="dbnomics-json",
    cadence="monthly",
    on=False,
    requests=(
        Request(
            name="isoc_ec_ib20",
            url="https://api.db.nomics.world/v22/series/Eurostat/isoc_ec_ib20",
            parameters={
                "dimensions": json.dumps({name: [code] for name, code in POPULATION.items()}),
                "observations": "1",
                "metadata": "false",
            },
            coverage="nothing",
            paging=Paging(parameter="offset", style="offset", size=1000, size_parameter="limit"),
        ),
    ),
    measures=(Measure(indicator="individuals_buying_online", where=POPULATION, unit="percent"),),
    area_dimension="geo",
    area_list="eurostat",
    frequency="A",
)
