"""JSON-stat: all specimens here are constructed, after the format's page and real answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.reading import read, refused

FORMAT = "json-stat"


def cube(value: str, **members: Any) -> str:
    """A constructed data set of 2 areas by 3 years; `value` is put in as it stands."""
    whole = {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-02-01",
        "id": ["geo", "time"],
        "size": [2, 3],
        "dimension": {
            "geo": {"category": {"index": {"FR": 1, "DE": 0}, "label": {"DE": "Germany"}}},
            "time": {"category": {"index": ["2011", "2012", "2013"]}},
        },
    } | members
    kept = {name: member for name, member in whole.items() if member is not None}
    return json.dumps(kept)[:-1] + f', "value": {value}}}'


def test_a_list_is_laid_out_row_by_row_with_the_last_dimension_fastest(tmp_path: Path) -> None:
    cells = read(FORMAT, cube("[1.50, 2, null, 4E1, 0, -6.0]").encode(), tmp_path)
    assert cells["printed"].to_list() == ["1.50", "2", "null", "4E1", "0", "-6.0"]
    assert cells["dim:geo"].to_list() == ["DE", "DE", "DE", "FR", "FR", "FR"]
    assert cells["dim:time"].to_list() == cells["period"].to_list() == ["2011", "2012", "2013"] * 2
    assert [why is not None for why in cells["missing"]] == [False, False, True] + [False] * 3
    assert cells["vintage"].unique().to_list() == ["2026-02-01"]


def test_an_object_is_sparse_and_in_any_order(tmp_path: Path) -> None:
    cells = read(FORMAT, cube('{"5": 6, "0": 1, "3": null}').encode(), tmp_path)
    found = cells.select("locator", "dim:geo", "period", "printed").rows()
    assert found == [
        ("/value/5", "FR", "2013", "6"),
        ("/value/0", "DE", "2011", "1"),
        ("/value/3", "FR", "2011", "null"),
    ]


def test_a_status_without_a_value_is_a_missing_cell_with_its_reason(tmp_path: Path) -> None:
    content = cube('{"0": 1}', status={"1": ":", "2": "|C", "4": ":c", "0": "u"})
    cells = read(FORMAT, content.encode(), tmp_path)
    assert cells["printed"].to_list() == ["1", None, None, None]
    assert cells["locator"].to_list() == ["/value/0", "/value/1", "/value/2", "/value/4"]
    assert cells["status"].to_list() == ["u", ":", "|C", ":c"]
    assert cells["obs_status"].to_list() == [["U"], ["M"], ["C"], ["M", "C"]]
    assert cells["missing"].to_list()[0] is None
    assert cells["missing"].to_list()[2] == "confidential"


@pytest.mark.parametrize(
    ("status", "received", "codes"),
    [
        ("e", ["e"] * 6, [["E"]] * 6),
        (["p"], ["p"] * 6, [["P"]] * 6),
        (["", "b", None, "bep", "q", "b q"], [None, "b", None, "bep", "q", "b q"],
         [[], ["B"], [], ["B", "E", "P"], ["?q"], ["B", "?q"]]),
        ({"5": "n"}, [None] * 5 + ["n"], [[]] * 5 + [["N"]]),
        ({"value": [None, ":", None, None, None, "s"]}, [None, ":", None, None, None, "s"],
         [[], ["M"], [], [], [], ["S"]]),
        (None, [None] * 6, [[]] * 6),
    ],
    ids=["text", "list-of-one", "list", "object", "inside-of-value", "none"],
)  # fmt: skip
def test_a_status_of_any_form_is_kept_and_coded(
    tmp_path: Path, status: object, received: list[str | None], codes: list[list[str]]
) -> None:
    cells = read(FORMAT, cube("[1, 2, 3, 4, 5, 6]", status=status).encode(), tmp_path)
    assert cells["status"].to_list() == received
    assert cells["obs_status"].to_list() == codes
    assert cells["missing"].null_count() == 6, "a flag beside a value takes no value away"


def test_units_are_read_from_the_metric(tmp_path: Path) -> None:
    dimension = {
        "what": {
            "category": {
                "index": ["pop", "gsp", "rate", "odd"],
                "unit": {
                    "pop": {"base": "people", "multiplier": 3, "decimals": 1},
                    "gsp": {"symbol": "$", "position": "start", "label": "million"},
                    "rate": {"label": "per cent", "symbol": "%", "multiplier": 0},
                    "odd": {"unit": "Number", "multiplier": "Units"},
                },
            }
        },
        "time": {"category": {"label": {"2013": "2013"}}},
    }
    content = cube(
        "[1, 2, 3, 4]", id=["what", "time"], size=[4, 1], dimension=dimension,
        role={"metric": ["what"], "time": ["time"]},
    )  # fmt: skip
    cells = read(FORMAT, content.encode(), tmp_path)
    assert cells["unit"].to_list() == ["people", "$ million", "per cent %", "Number"]
    assert cells["scale"].to_list() == [3, None, 0, None]
    assert cells["att:unit_multiplier"].to_list() == ["3", None, "0", "Units"]
    assert cells["att:unit_decimals"].to_list() == ["1", None, None, None]
    assert cells["period"].to_list() == ["2013"] * 4


def test_the_code_of_a_dimension_named_unit_is_the_unit(tmp_path: Path) -> None:
    dimension = {
        "unit": {"category": {"index": ["PC", "MIO_EUR"]}},
        "TIME_PERIOD": {"category": {"index": ["2013"]}},
    }
    content = cube("[1, 2]", id=["unit", "TIME_PERIOD"], size=["2", "1"], dimension=dimension)
    cells = read(FORMAT, content.encode(), tmp_path)
    assert cells["unit"].to_list() == ["PC", "MIO_EUR"]
    assert cells["period"].to_list() == ["2013", "2013"]
    assert cells["scale"].to_list() == [None, None]


def test_a_label_is_the_period_where_only_it_names_a_year(tmp_path: Path) -> None:
    dimension = {"t": {"category": {"index": ["CI_1", "2013Q2"], "label": {"CI_1": "2013 Q1"}}}}
    content = cube("[1, 2]", id=["t"], size=[2], dimension=dimension, role={"time": ["t"]})
    cells = read(FORMAT, content.encode(), tmp_path)
    assert cells["period"].to_list() == ["2013 Q1", "2013Q2"]
    assert cells["dim:t"].to_list() == ["CI_1", "2013Q2"]


def test_sizes_that_lack_only_ones_still_say_where_values_belong(tmp_path: Path) -> None:
    one = {"category": {"index": {"x": 0}}}
    many = {"category": {"index": ["a", "b", "c"]}}
    dimension = {"A": one, "B": many, "C": one}
    cells = read(
        FORMAT,
        cube("[1, 2, 3]", id=["A", "B", "C"], size=[3, 1], dimension=dimension).encode(),
        tmp_path,
    )
    assert cells.select("dim:A", "dim:B", "dim:C").rows() == [("x", code, "x") for code in "abc"]


def test_two_dimensions_of_time_make_no_period_unless_one_is_named(tmp_path: Path) -> None:
    content = cube("[1, 2, 3, 4, 5, 6]", role={"time": ["time", "geo"]}).encode()
    assert read(FORMAT, content, tmp_path)["period"].null_count() == 6
    assert read(FORMAT, content, tmp_path, time="time")["period"].null_count() == 0


def test_version_1_with_names_inside_of_dimension_and_a_bundle(tmp_path: Path) -> None:
    inner = {
        "id": ["A"],
        "size": [2],
        "role": {"time": ["A"]},
        "A": {"category": {"index": {"2012": 0, "2013": 1}}},
    }
    old: dict[str, Any] = {"version": None, "class": None, "id": None, "size": None}
    first = cube("[1, 2]", **old, dimension=inner)
    second = cube('{"1": 3}', **old, dimension=inner, updated="2026-03-03")
    content = f'{{"a/b": {first}, "c": {second}, "note": "x"}}'.encode()
    cells = read(FORMAT, content, tmp_path)
    assert cells["locator"].to_list() == ["/a~1b/value/0", "/a~1b/value/1", "/c/value/1"]
    assert cells["att:dataset"].to_list() == ["a/b", "a/b", "c"]
    assert cells["period"].to_list() == ["2012", "2013", "2013"]
    assert cells["vintage"].to_list() == ["2026-02-01", "2026-02-01", "2026-03-03"]


def test_a_collection_gives_the_data_sets_inside_of_it(tmp_path: Path) -> None:
    link = f'{{"item": [{{"class": "dataset", "href": "x"}}, {cube("[1, 2, 3, 4, 5, 6]")}]}}'
    content = f'{{"version": "2.0", "class": "collection", "link": {link}}}'.encode()
    cells = read(FORMAT, content, tmp_path)
    assert cells["locator"].to_list()[0] == "/link/item/1/value/0"
    assert cells.height == 6


def test_the_timestamp_of_the_data_and_the_code_of_the_data_set_are_kept(tmp_path: Path) -> None:
    annotation = [{"type": "DISSEMINATION_TIMESTAMP_DATA", "date": "2026-01-24T23:00:00+0100"}]
    content = cube("[1, 2, 3, 4, 5, 6]", extension={"id": "ISOC", "annotation": annotation})
    cells = read(FORMAT, content.encode(), tmp_path)
    assert cells["att:dataset"].unique().to_list() == ["ISOC"]
    assert cells["att:data_timestamp"].unique().to_list() == ["2026-01-24T23:00:00+0100"]


def test_milliseconds_of_the_oldest_service_are_the_vintage_as_received(tmp_path: Path) -> None:
    content = cube("[1, 2, 3, 4, 5, 6]", updated=None, lastUpdateDate=1446764400000)
    cells = read(FORMAT, content.encode(), tmp_path)
    assert cells["vintage"].unique().to_list() == ["1446764400000"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (cube("[1, 2, 3, 4, 5]"), "5 values stand at /value"),
        (cube('{"6": 1}'), 'position "6"'),
        (cube('{"-1": 1}'), 'position "-1"'),
        (cube('{"01": 1}'), 'position "01"'),
        (cube('{"' + "9" * 5000 + '": 1}'), "lies outside of the cube"),
        (cube("[1, 2, 3, 4, 5, [6]]"), "a list or an object"),
        (cube("7"), "a number stands at /value"),
        (cube("[1, 2, 3, 4, 5, 6]", status={"9": "e"}), 'position "9" at /status'),
        (cube("[1, 2, 3, 4, 5, 6]", status=["e", "e"]), "2 values stand at /status"),
        (cube("[1]", size=[2]), "the sizes are 2, where"),
        (cube("[1]", size=[3, 2]), "the sizes are 3, 2, where"),
        (cube("[1]", size=[2, "three"]), '"three" stands'),
        (cube("[1]", size=[1, 2, 3]), "the sizes are 1, 2, 3, where"),
        (
            cube("[]", id=[f"d{n}" for n in range(70)], size=[2] * 70,
                 dimension={f"d{n}": {"category": {"index": ["a", "b"]}} for n in range(70)}),
            "more cells than can be counted",
        ),
        (cube("[1]", id=["geo", "geo"], size=[2, 2]), "geo 2, geo 2"),
        (cube("[1]", id=["geo", "sex"]), "null stands at /dimension/sex"),
        (cube("[1]", dimension={"geo": {}, "time": {}}), "/dimension/geo/category"),
        (
            cube("[1, 2]", id=["A"], size=[2],
                 dimension={"A": {"category": {"index": {"x": 0, "y": 2}}}}),
            "are not 0 to 1, each once",
        ),
        (
            cube("[1, 2]", id=["A"], size=[2],
                 dimension={"A": {"category": {"index": ["x", "x"]}}}),
            "a category stands twice",
        ),
        (
            cube("[1, 2]", id=["A"], size=[2],
                 dimension={"A": {"category": {"label": {"x": "X", "y": "Y"}}}}),
            "null stands at /dimension/A/category/index",
        ),
        ('{"version": "2.0", "class": "dimension", "category": {}}', "a JSON-stat dimension"),
        (
            '{"version": "2.0", "class": "collection", "link": {"item": [{"href": "x"}]}}',
            "a JSON-stat collection of links",
        ),
        ('{"a": 1}', "no JSON-stat data set"),
        (
            '{"error": [{"status": 400, "id": 100, "label": "no such code"}]}',
            "answers with error 400: no such code. Correct the request.",
        ),
        (
            '{"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Try later."}}',
            "warning 413: ASYNCHRONOUS_RESPONSE. Try later. Ask for less at a time",
        ),
        (cube("[1, 2, 3, 4, 5, 6]")[:-5], "cut short"),
        ("[]", "a list stands at the top"),
    ],
)  # fmt: skip
def test_cubes_that_do_not_agree_and_error_answers_are_refused(
    tmp_path: Path, content: str, sentence: str
) -> None:
    refused(FORMAT, content.encode(), tmp_path, sentence)


SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data(), SIZES)
def test_every_position_has_the_codes_that_counting_gives(
    tmp_path: Path, data: st.DataObject, sizes: list[int]
) -> None:
    """Codes by position are counted here with nested loops, not with strides."""
    names = [f"d{order}" for order in range(len(sizes))]
    keys: list[tuple[str, ...]] = [()]
    for order, size in enumerate(sizes):
        keys = [(*key, f"{order}{category}") for key in keys for category in range(size)]
    dimension = {
        name: {"category": {"index": [f"{order}{category}" for category in range(size)]}}
        for order, (name, size) in enumerate(zip(names, sizes, strict=True))
    }
    taken = data.draw(st.lists(st.integers(0, len(keys) - 1), unique=True, min_size=1))
    value = "{" + ", ".join(f'"{place}": {place}.0' for place in taken) + "}"
    content = cube(value, id=names, size=sizes, dimension=dimension).encode()
    cells = read(FORMAT, content, tmp_path)
    found = cells.select("printed", *(f"dim:{name}" for name in names)).rows()
    assert found == [(f"{place}.0", *keys[place]) for place in taken]
