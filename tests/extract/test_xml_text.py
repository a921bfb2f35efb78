"""Hostile and broken XML is refused with a sentence; all specimens are constructed."""

import pytest

from pipelines.extract import xml_text
from pipelines.extract.zip_archive import Content
from pipelines.refusal import Refusal


def names(source: bytes) -> list[str]:
    return [event.name for event in xml_text.events(Content(source)) if event.text is None]


def refused(source: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as raised:
        names(source)
    assert sentence in str(raised.value)
    assert raised.value.exit_code == 1


LAUGHS = b"<!DOCTYPE lolz [" + b"".join(
    b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)


def test_billion_laughs_are_refused() -> None:
    refused(LAUGHS + b"]><Data>&lol9;</Data>", "declares a document type")
    refused(LAUGHS + b']><Data a="&lol9;"/>', "declares a document type")


def test_an_external_entity_is_refused() -> None:
    outside = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    refused(outside, "declares a document type")


def test_an_external_document_type_is_refused() -> None:
    refused(b'<!DOCTYPE d SYSTEM "http://example.org/d.dtd"><d/>', "declares a document type")


def test_an_entity_that_is_not_defined_is_refused() -> None:
    refused(b"<d>&nbsp;</d>", "undefined entity")


def test_deep_nesting_is_refused() -> None:
    refused(b"<a>" * 100 + b"</a>" * 100, "nested deeper than 64 levels")


def test_a_document_that_was_cut_off_is_refused() -> None:
    refused(b"<a><b/>", "is broken at line 1")


def test_what_is_no_xml_is_refused() -> None:
    refused(b"No results", "is broken at line 1")
    refused(b"", "is broken at line 1")


def test_an_endless_text_is_refused() -> None:
    refused(b"<a>" + b"x" * (5 * 1024**2) + b"</a>", "a text of more than")


def test_an_encoding_that_is_not_known_is_refused() -> None:
    refused(b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encodings_of_messages_are_read(encoding: str) -> None:
    said = encoding.removesuffix("-sig")
    source = f'<?xml version="1.0" encoding="{said}"?><a b="é"/>'.encode(encoding)
    assert xml_text.resolve(source, "/a[1]/@b") == "é"


def test_a_path_counts_siblings_of_one_name() -> None:
    source = b'<a><b v="1"/><c v="2"/><b v="3"><d v="4"/></b></a>'
    assert xml_text.resolve(source, "/a[1]/b[2]/@v") == "3"
    assert xml_text.resolve(source, "/a[1]/b[2]/d[1]/@v") == "4"
    with pytest.raises(Refusal, match="no such attribute"):
        xml_text.resolve(source, "/a[1]/b[3]/@v")


def test_a_large_document_is_resolved_without_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_text, "CACHED", 10)
    source = b'<a><b v="1"/><b v="2"/></a>'
    assert xml_text.resolve(source, "/a[1]/b[2]/@v") == "2"
