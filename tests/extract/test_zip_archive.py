"""Packed bytes that would do harm are refused; all specimens are constructed here."""

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest

from pipelines.extract import zip_archive
from pipelines.extract.zip_archive import Content, contents
from pipelines.refusal import Refusal


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def unpacked(source: bytes) -> list[bytes]:
    found = []
    for content in contents(source):
        with content.open() as stream:
            found.append(stream.read())
    return found


def refused(source: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as raised:
        unpacked(source)
    assert sentence in str(raised.value)
    assert raised.value.exit_code == 1


def test_a_plain_file_a_gzip_and_a_zip_give_their_bytes(tmp_path: Path) -> None:
    assert unpacked(b"a,b\n") == [b"a,b\n"]
    assert unpacked(gzip.compress(b"a,b\n")) == [b"a,b\n"]
    assert unpacked(zipped(("x.csv", b"1"), ("folder/", b""), ("folder/y.csv", b"2"))) == [
        b"1",
        b"2",
    ]
    path = tmp_path / "stored.zip"
    path.write_bytes(zipped(("x.csv", b"1"), method=zipfile.ZIP_STORED))
    [content] = contents(path)
    assert (content.head(), content.prefix) == (b"1", "member=x.csv;")
    assert content.called == "stored.zip, member x.csv"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    refused(zipped(("zeros.csv", bytes(20 * 1024**2))), "unpacks to more than 200 times its size")


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    honest = zipped(("zeros.csv", bytes(20 * 1024**2)))
    length = struct.pack("<I", 20 * 1024**2)
    assert honest.count(length) == 2
    refused(honest.replace(length, struct.pack("<I", 1000)), "damaged")


def test_a_gzip_bomb_is_refused_while_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(64 * 1024**2))
    refused(bomb, "unpacks to more than 16,777,216 bytes")
    with Content(bomb).open() as stream:
        assert stream.read(1000) == bytes(1000), "its beginning does no harm"


def test_a_sum_of_members_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "UNPACKED_BYTES", 1000)
    refused(
        zipped(("a.csv", bytes(600)), ("b.csv", bytes(600))), "more than the 1,000 bytes allowed"
    )


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "MEMBERS", 3)
    refused(zipped(*((f"{n}.csv", b"") for n in range(4))), "4 members, more than the 3 allowed")


@pytest.mark.parametrize(
    "name", ["../outside.csv", "/etc/passwd", "a/../../b.csv", "..\\outside.csv", "C:/x.csv"]
)
def test_a_path_that_leads_outside_is_refused(name: str) -> None:
    refused(zipped((name, b"1")), "leads outside")


def test_a_zip_inside_a_zip_is_refused() -> None:
    refused(zipped(("inner.zip", zipped(("x.csv", b"1")))), "an archive inside an archive")
    refused(zipped(("x.csv", gzip.compress(b"1"))), "an archive inside an archive")


def test_a_workbook_inside_a_zip_is_refused_by_its_name() -> None:
    refused(zipped(("table.xlsx", zipped(("x.xml", b"1")))), "is a workbook")


def test_an_encrypted_member_is_refused() -> None:
    plain = bytearray(zipped(("x.csv", b"1")))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(magic) + place] |= 1
    refused(bytes(plain), "is encrypted")


def test_an_empty_zip_is_refused() -> None:
    refused(zipped(), "holds no file")


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped(("x.csv", b"1"), ("x.csv", b"2"))
    refused(twice, "two members have the same name")


def test_a_zip_that_was_cut_off_is_refused() -> None:
    whole = zipped(("x.csv", b"1,2,3\n" * 100))
    refused(whole[: len(whole) // 2], "the zip is damaged")


def test_a_gzip_that_was_cut_off_is_refused() -> None:
    refused(gzip.compress(bytes(range(256)) * 50)[:-20], "the packed data are damaged")


def test_a_changed_byte_in_a_zip_is_noticed() -> None:
    whole = bytearray(zipped(("x.csv", b"1,2,3\n" * 100), method=zipfile.ZIP_STORED))
    whole[60] ^= 1
    refused(bytes(whole), "the packed data are damaged")


def test_a_member_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal, match="there is no such member"):
        Content(zipped(("x.csv", b"1")), "y.csv").open()
