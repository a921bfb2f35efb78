"""Answers of easyquery; all specimens are constructed after their form."""

import json
from pathlib import Path
from typing import Any

from tests.extract.reading import read, refused

FORMAT = "nbs-json"


def node(strdata: str, has: bool, data: float, **codes: str) -> dict[str, Any]:
    return {
        "code": "x",
        "data": {"data": data, "dotcount": 1, "hasdata": has, "strdata": strdata},
        "wds": [{"wdcode": kind, "valuecode": code} for kind, code in codes.items()],
    }


def answer(*nodes: dict[str, Any], code: int = 200) -> bytes:
    names = [
        {"wdcode": "zb", "nodes": [{"code": "A01", "cname": "CPI", "unit": "%", "memo": "m"}]},
        {"wdcode": "reg", "nodes": [None]},
    ]
    data = {"datanodes": list(nodes), "wdnodes": names}
    return json.dumps({"returncode": code, "returndata": data}).encode()


def test_the_published_text_and_the_missing(tmp_path: Path) -> None:
    text = answer(
        node("100.7", True, 100.71505336, zb="A01", reg="110000", sj="202201"),
        node("", False, 0, zb="A01", reg="110000", sj="202202"),
        node("0", True, 0, zb="A01", reg="110000", sj="202203"),
    )
    first, second, third = read(FORMAT, text, tmp_path).to_dicts()
    assert (first["printed"], first["period"], first["unit"]) == ("100.7", "202201", "%")
    assert (first["dim:zb"], first["dim:reg"], first["att:zb_name"]) == ("A01", "110000", "CPI")
    assert second["missing"] == "no value given (hasdata false)"
    assert (third["printed"], third["missing"]) == ("0", None)
    assert first["locator"] == "/returndata/datanodes/0/data/strdata"


def test_errors_and_lists_of_codes_are_refused(tmp_path: Path) -> None:
    refused(
        FORMAT,
        b'{"returncode": 501, "returndata": "No data."}',
        tmp_path,
        "501, not with data: No data.",
    )
    refused(FORMAT, b'[{"dbcode": "hgnd", "isParent": true}]', tmp_path, "a tree of codes")
    refused(FORMAT, answer(), tmp_path, "only codes and no figure")
    refused(FORMAT, b'{"returncode": 200, "returndata": []}', tmp_path, "only codes and no figure")
