"""Answers in the form of each publisher. All of them are constructed: no figure is a real one.

A test tool: what stands here is written by hand or counted up, never read from the code under
test, so that a test may compare with it.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.sources.fred import SERIES
from pipelines.sources.oecd import MEASURES as OECD
from pipelines.sources.owid import CHARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipelines.source import Request

# (area as the publisher writes it, period as it writes it): the printed value.
Values = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A constructed answer: its bytes, and how many values and gaps were put into it."""

    body: bytes
    values: int
    missing: int = 0


def counted(areas: list[str], periods: list[str], start: str, step: int = 1) -> Values:
    """Count values up from `start` in its last digit, area by area."""
    whole, point, digits = start.partition(".")
    values, number = {}, int(whole + digits)
    for area in areas:
        for period in periods:
            text = str(number)
            values[area, period] = (
                f"{text[: -len(digits)]}.{text[-len(digits) :]}" if point else text
            )
            number += step
    return values


def world_bank(request: Request) -> Specimen:
    """Construct a page that is all; the value of one year is not there."""
    indicator = request.name
    start = {"SP.POP.TOTL": "1000000001", "NY.GDP.MKTP.CN": "120000000000001"}
    areas = ["CHN"] if len(request.parameters["economy"]) == 1 else ["CHN", "USA", "WLD"]
    values = counted(areas, ["2024", "2023", "2022"], start.get(indicator, "41.25"))
    rows = [
        {
            "indicator": {"id": indicator, "value": f"{indicator} (constructed)"},
            "country": {"id": {"CHN": "CN", "USA": "US", "WLD": "1W"}[area], "value": area},
            "countryiso3code": area,
            "date": year,
            "value": None if (area, year) == ("CHN", "2024") else json.loads(value),
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for (area, year), value in values.items()
    ]
    size = int(request.paging.size if request.paging else 50)
    head = {"page": 1, "pages": 1, "per_page": size, "total": len(rows), "sourceid": "2"}
    body = json.dumps([{**head, "lastupdated": "2025-12-01"}, rows])
    return Specimen(body.encode(), len(rows) - 1, 1)


def eurostat(request: Request) -> Specimen:
    """Construct a cube of JSON-stat 2.0: sparse, out of order, with flags and one confidential."""
    pinned = {
        name: str(value)
        for name, value in request.parameters.items()
        if name not in ("format", "lang", "geo")
    }
    years = ["2018", "2019"] if request.name == "isoc_ec_ibuy" else ["2022", "2023", "2024"]
    axes = {"freq": ["A"], **{name: [code] for name, code in pinned.items()}}
    axes |= {"geo": ["EU27_2020", "DE", "EL"], "time": years}
    cells = 3 * len(years)
    value = {str(place): 20 + place / 4 for place in reversed(range(1, cells))}
    status = {"0": "|C", "1": "b", "2": "ep"} if cells > 2 else {}
    return _cube(request.name, axes, value, status, cells)


def _cube(
    name: str,
    axes: Mapping[str, list[str]],
    value: Mapping[str, float],
    status: Mapping[str, str],
    cells: int,
) -> Specimen:
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": f"{name} (constructed)",
        "source": "ESTAT",
        "updated": "2025-12-01T11:00:00+0100",
        "value": value,
        "status": status,
        "id": list(axes),
        "size": [len(codes) for codes in axes.values()],
        "dimension": {
            axis: {
                "label": axis,
                "category": {
                    "index": {code: place for place, code in enumerate(codes)},
                    "label": {code: code for code in codes},
                },
            }
            for axis, codes in axes.items()
        },
    }
    return Specimen(json.dumps(document).encode(), cells - 1, 1)


QUARTERS = [f"{year}-{month}-01" for year in (2023, 2024) for month in ("01", "04", "07", "10")]
MONTHS = [f"2024-{month:02}-01" for month in range(1, 13)]


def fred(request: Request) -> Specimen:
    """Construct a graph file; the value of the last period is not there yet."""
    series = request.name
    periods = MONTHS if SERIES[series][3] == "M" else QUARTERS
    start = "15.1" if SERIES[series][1] == "percent" else "271001"
    values = counted([""], periods, start)
    lines = [f"{period},{value}" for (_, period), value in values.items()]
    lines[-1] = f"{periods[-1]},."
    body = "\n".join([f"observation_date,{series}", *lines])
    return Specimen(body.encode(), len(lines) - 1, 1)


def fred_rest(request: Request) -> Specimen:
    """Construct two vintages of two quarters."""
    rows = [
        {"realtime_start": known, "realtime_end": until, "date": date, "value": value}
        for known, until, date, value in (
            ("2024-05-17", "2024-08-18", "2024-01-01", "289204"),
            ("2024-08-19", "9999-12-31", "2024-01-01", "288111"),
            ("2024-08-19", "9999-12-31", "2024-04-01", "291642"),
        )
    ]
    head = {"realtime_start": "1776-07-04", "realtime_end": "9999-12-31", "units": "lin"}
    body = json.dumps({**head, "count": 3, "offset": 0, "limit": 100000, "observations": rows})
    return Specimen(body.encode(), len(rows))


def owid(request: Request) -> Specimen:
    """Construct a chart with three areas of ours and a region of theirs, which has no code."""
    column, _, unit = CHARTS[request.name]
    entities = {"China": "CHN", "United States": "USA", "World": "OWID_WRL"}
    start = "1000000001" if unit == "person" else "70.125"
    values = counted(list(entities), ["2021", "2022", "2023"], start)
    lines = [f"{name},{entities[name]},{year},{value}" for (name, year), value in values.items()]
    body = "\n".join([f"Entity,Code,Year,{column}", *lines, "Africa,,2023,43.5"])
    return Specimen(body.encode(), len(lines))


def oecd(request: Request) -> Specimen:
    """Construct rows of SDMX-CSV in no order, with flags, and one empty value."""
    flow = request.name
    lines = []
    for place, measure in enumerate(OECD):
        values = counted(["DEU", "KOR", "EU27"], ["2024", "2022"], f"{40 + place}.01")
        lines += [
            f"OECD.STI.DEP:{flow}(1.0),{area},A,{measure},PT_ENT,_T,S_GE10,{year},{value},A,0,2"
            for (area, year), value in values.items()
        ]
    lines.append(f"OECD.STI.DEP:{flow}(1.0),JPN,A,B1_B,PT_ENT,_T,S_GE10,2024,,B,0,2")
    head = "DATAFLOW,REF_AREA,FREQ,MEASURE,UNIT_MEASURE,ACTIVITY,SIZE_CLASS,TIME_PERIOD,OBS_VALUE"
    body = "\r\n".join([f"{head},OBS_STATUS,UNIT_MULT,DECIMALS", *reversed(lines), ""])
    return Specimen(body.encode(), len(lines) - 1, 1)


def dbnomics(request: Request) -> Specimen:
    """Construct one page with two series; one value is the text NA."""
    pinned = json.loads(str(request.parameters["dimensions"]))
    docs = [
        {
            "@frequency": "annual",
            "dataset_code": request.name,
            "series_code": f"A.{geo}",
            "series_name": f"constructed {geo}",
            "dimensions": {"freq": "A", **{k: v[0] for k, v in pinned.items()}, "geo": geo},
            "indexed_at": "2025-12-02T01:24:17.455Z",
            "period": ["2022", "2023"],
            "period_start_day": ["2022-01-01", "2023-01-01"],
            "value": values,
        }
        for geo, values in (("DE", [81.5, "NA"]), ("EL", [55.25, 56]))
    ]
    meta = {"args": {"limit": 1000, "offset": 0}, "version": "22.1.3"}
    series = {"docs": docs, "limit": 1000, "offset": 0, "num_found": len(docs)}
    dataset = {"code": request.name, "provider_code": "Eurostat"}
    body = json.dumps({"_meta": meta, "dataset": dataset, "errors": None, "series": series})
    return Specimen(body.encode(), 3, 1)


def statcan(request: Request) -> Specimen:
    """Construct a table in a zip: thousands by SCALAR_ID, one value not available."""
    naics = "North American Industry Classification System (NAICS)"
    head = ["REF_DATE", "GEO", "DGUID", naics, "Sales", "Adjustments", "UOM", "UOM_ID"]
    head += ["SCALAR_FACTOR", "SCALAR_ID", "VECTOR", "COORDINATE", "VALUE", "STATUS", "SYMBOL"]
    head += ["TERMINATED", "DECIMALS"]
    key = ["Canada", "", "Retail trade [44-45]", "Retail e-commerce sales", "Unadjusted"]
    key += ["Dollars", "81", "thousands", "3", "v1", "1.1"]
    rows = [
        ["2024-01", *key, "3456789", "", "", "", "0"],
        ["2024-02", *key, "", "..", "", "", "0"],
    ]
    quoted = [",".join(f'"{cell}"' for cell in row) for row in (head, *rows)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{request.name}.csv", "\ufeff" + "\n".join(quoted))
        archive.writestr(f"{request.name}_MetaData.csv", '"Cube Title"\n"constructed"\n')
    return Specimen(packed.getvalue(), 1, 1)


NBS_EXPORT = (
    "数据库：年度数据\n"
    "时间：最近3年\n"
    "指标,2024年,2023年,2022年\n"
    "社会消费品零售总额(亿元),480001,470002,\n"
    "快递量(万件),17000001,13000002,11000003\n"
    "注：构造的样本。\n"
).encode("gb18030")

ANSWERS: dict[str, Callable[[Request], Specimen]] = {
    "world_bank": world_bank,
    "eurostat_enterprises": eurostat,
    "eurostat_individuals": eurostat,
    "fred": fred,
    "fred_rest": fred_rest,
    "owid": owid,
    "oecd": oecd,
    "dbnomics": dbnomics,
    "statcan": statcan,
}
