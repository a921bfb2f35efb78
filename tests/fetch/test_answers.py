"""What comes of every kind of answer over real HTTP. All answers are constructed."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pipelines.fetch import Failure, LastReceipt
from tests.fetch.bench import START, Bench, declare
from tests.fetch.player import Answer, Asked, Play, playing

if TYPE_CHECKING:
    from pathlib import Path

GOOD = b'[{"page":1,"pages":1,"per_page":50,"total":0,"lastupdated":"2026-01-01"},null]'
PAGE = b"<!DOCTYPE html><html><head><title>Down for\nmaintenance</title></head></html>"


def only_failure(bench: Bench, play: Play, **source: object) -> Failure:
    """Fetch what fails; nothing may be left in the folder of answers."""
    with playing({"/data": play}) as player:
        report = bench.fetch(declare(**source), player.address)
    assert report.answers == ()
    assert bench.kept() == []
    (failure,) = report.failures
    return failure


def test_an_answer_comes_whole_with_its_hash_status_headers_and_moment(bench: Bench) -> None:
    answer = Answer(
        GOOD, headers={"ETag": '"a"', "Content-Type": "application/json", "X-Other": "1"}
    )
    with playing({"/data": answer}) as player:
        report = bench.fetch(declare(coverage="series"), player.address)
    (fetched,) = report.answers
    assert fetched.path.read_bytes() == GOOD
    # sha256 of GOOD, by sha256sum
    assert fetched.sha256 == "c999cef5aecb4be447ef8f81e0311824f0fe3e751fd9c894794623c9c1adee0d"
    assert (fetched.bytes, fetched.status, fetched.received) == (len(GOOD), 200, START)
    assert (fetched.media_type, fetched.coverage) == ("application/json", "series")
    assert fetched.headers["etag"] == '"a"'
    assert "x-other" not in fetched.headers
    assert fetched.address == f"{player.address}/data"


def test_the_agent_has_a_name_and_no_cookie_or_password_travels(bench: Bench) -> None:
    play = [Answer(b"", 503, {"Set-Cookie": "a=b"}), Answer(GOOD)]
    with playing({"/data": play}) as player:
        bench.fetch(declare(), player.address)
    assert [asked.headers["user-agent"] for asked in player.asked] == ["Tallybook"] * 2
    assert not any({"cookie", "authorization"} & asked.headers.keys() for asked in player.asked)


def test_200_with_html_where_json_was_due_is_a_failure_that_names_the_page(bench: Bench) -> None:
    failure = only_failure(bench, Answer(PAGE))
    assert failure.kind == "content"
    assert "is an HTML page where JSON was due" in failure.sentence
    assert '"Down for maintenance"' in failure.sentence
    assert len(bench.clock.slept) == 1  # it may be a hiccup: asked twice


def test_html_in_place_of_a_table_of_text_is_a_failure(bench: Bench) -> None:
    failure = only_failure(bench, Answer(b"\n  <html><body>no such id"), format="fred-csv")
    assert "is an HTML page where a table of text was due" in failure.sentence


def test_a_truncated_body_is_a_failure_after_four_tries(bench: Bench) -> None:
    failure = only_failure(bench, Answer(GOOD[:40], length=len(GOOD)))
    assert "broke off in the middle" in failure.sentence
    assert len(bench.clock.slept) == 3


def test_a_body_without_length_that_breaks_off_is_told_by_its_json(bench: Bench) -> None:
    failure = only_failure(bench, Answer(GOOD[:40], length=-1))
    assert "breaks off before the end of its JSON" in failure.sentence


def test_a_gzip_stream_that_breaks_off_is_not_taken_for_whole(bench: Bench) -> None:
    packed = gzip.compress(b'[{"a":1}]' * 9999)[:-200]
    failure = only_failure(bench, Answer(packed, headers={"Content-Encoding": "gzip"}))
    assert "is a gzip stream that ends before its end" in failure.sentence


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_answer_is_kept_unpacked(bench: Bench, encoding: str) -> None:
    packed = gzip.compress(GOOD) if encoding == "gzip" else zlib.compress(GOOD)
    with playing({"/data": Answer(packed, headers={"Content-Encoding": encoding})}) as player:
        (fetched,) = bench.fetch(declare(), player.address).answers
    assert fetched.path.read_bytes() == GOOD


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_wrong_content_encoding_is_a_failure(bench: Bench, encoding: str) -> None:
    failure = only_failure(bench, Answer(GOOD, headers={"Content-Encoding": encoding}))
    assert encoding in failure.sentence


def test_204_is_a_failure_and_not_an_empty_table(bench: Bench) -> None:
    failure = only_failure(bench, Answer(b"", 204))
    assert "answers 204 (No Content) where 200 was due" in failure.sentence
    assert bench.clock.slept == []


def test_an_empty_body_is_a_failure(bench: Bench) -> None:
    assert "is empty where JSON was due" in only_failure(bench, Answer(b" \n")).sentence


def test_429_waits_as_long_as_the_publisher_asks(bench: Bench) -> None:
    with playing({"/data": [Answer(b"", 429, {"Retry-After": "17"}), Answer(GOOD)]}) as player:
        assert len(bench.fetch(declare(), player.address).answers) == 1
    assert bench.clock.slept == [17.0]


def test_429_with_a_date_waits_until_then(bench: Bench) -> None:
    later = {"Retry-After": "Mon, 05 Jan 2026 06:00:30 GMT"}
    with playing({"/data": [Answer(b"", 429, later), Answer(GOOD)]}) as player:
        assert len(bench.fetch(declare(), player.address).answers) == 1
    assert bench.clock.slept == [30.0]


def test_429_that_asks_for_a_day_ends_the_try_and_says_so(bench: Bench) -> None:
    failure = only_failure(bench, Answer(b"", 429, {"Retry-After": "86400"}))
    assert "asks to stay away for 86,400 seconds" in failure.sentence
    assert bench.clock.slept == []


def test_three_503_then_success(bench: Bench) -> None:
    with playing({"/data": [Answer(b"", 503)] * 3 + [Answer(GOOD)]}) as player:
        report = bench.fetch(declare(), player.address)
    assert (len(report.answers), len(report.failures)) == (1, 0)
    assert bench.clock.slept == [2.0, 4.0, 8.0]
    outcomes = [json.loads(line)["outcome"] for line in bench.log().splitlines()]
    assert outcomes == ["again", "again", "again", "new"]


def test_four_503_are_a_failure(bench: Bench) -> None:
    failure = only_failure(bench, [Answer(b"", 503)] * 4 + [Answer(GOOD)])
    assert (failure.kind, "answers 503" in failure.sentence) == ("status", True)


def test_404_is_not_tried_again_and_its_words_are_told_on_one_line(bench: Bench) -> None:
    failure = only_failure(bench, Answer(b"No\x1b[2J such\ndataset", 404))
    assert "answers 404 (Not Found) (No [2J such dataset)" in failure.sentence
    assert bench.clock.slept == []


def test_a_status_that_a_source_declares_as_passing_is_tried_again(bench: Bench) -> None:
    with playing({"/data": [Answer(b"", 400), Answer(GOOD)]}) as player:
        assert len(bench.fetch(declare(retry_on=(400,)), player.address).answers) == 1


def test_a_body_that_drips_for_ever_ends_at_the_deadline(bench: Bench) -> None:
    bench.limits["total_seconds"] = 0.5
    failure = only_failure(bench, Answer(b"[" + b" " * 10_000, drip=1))
    assert failure.kind == "deadline"
    assert "gave no whole answer within 0.5 seconds" in failure.sentence


def test_a_dripping_body_without_length_does_not_pass_as_whole(bench: Bench) -> None:
    bench.limits["total_seconds"] = 0.5
    failure = only_failure(bench, Answer(b"[]" + b" " * 10_000, drip=2, length=-1))
    assert failure.kind == "deadline"


def test_no_answer_at_all_ends_at_the_read_timeout(bench: Bench) -> None:
    bench.limits |= {"read_seconds": 0.05}
    assert "does not answer in time" in only_failure(bench, Answer(b"[]", drip=1)).sentence


def test_an_endless_body_ends_at_the_limit_of_bytes(bench: Bench) -> None:
    bench.limits["most_bytes"] = 1 << 20
    failure = only_failure(bench, Answer(b"[" * 65536, repeat=64))
    assert (failure.kind, "more than 1,048,576 bytes" in failure.sentence) == ("size", True)


def test_a_gzip_bomb_ends_at_the_limit_of_inflation(bench: Bench) -> None:
    bomb = gzip.compress(bytes(64 << 20))
    failure = only_failure(bench, Answer(bomb, headers={"Content-Encoding": "gzip"}))
    assert (failure.kind, "times the bytes received" in failure.sentence) == ("size", True)


def test_a_large_unpacked_body_ends_at_its_limit(bench: Bench) -> None:
    bench.limits["most_decoded"] = 100_000
    packed = gzip.compress(b"0123456789" * 20_000)
    failure = only_failure(bench, Answer(packed, headers={"Content-Encoding": "gzip"}))
    assert "unpacks to more than 100,000 bytes" in failure.sentence


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('[{"a":"é"}]'.encode("latin-1"), "not valid utf-8 near byte 7"),
        ('[{"a":1}]'.encode("utf-16"), "encoded as UTF-16 where utf-8 was due"),
        (b"\xff\xfe\x00\x00[", "encoded as UTF-32"),
        (b"version https://git-lfs.github.com/spec/v1\noid x\n", "is a Git LFS pointer"),
        (b"not json", "is no JSON: it begins"),
    ],
)
def test_bytes_that_are_no_utf8_json_are_a_failure(bench: Bench, body: bytes, words: str) -> None:
    assert words in only_failure(bench, Answer(body)).sentence


def test_a_byte_order_mark_of_utf8_is_taken_as_received(bench: Bench) -> None:
    with playing({"/data": Answer(b"\xef\xbb\xbf" + GOOD)}) as player:
        (fetched,) = bench.fetch(declare(), player.address).answers
    assert fetched.path.read_bytes() == b"\xef\xbb\xbf" + GOOD


def test_a_table_in_another_declared_encoding_is_taken(bench: Bench) -> None:
    body = "指标,2024年\n".encode("gb18030")
    source = declare(format="nbs-csv", options={"encoding": "gb18030"})
    with playing({"/data": Answer(body)}) as player:
        (fetched,) = bench.fetch(source, player.address).answers
    assert fetched.path.read_bytes() == body


def test_a_table_that_is_not_in_its_declared_encoding_is_a_failure(bench: Bench) -> None:
    source = declare(format="nbs-csv", options={"encoding": "gb18030"})
    with playing({"/data": Answer("指标".encode("utf-16"))}) as player:
        (failure,) = bench.fetch(source, player.address).failures
    assert "is encoded as UTF-16 where gb18030 was due" in failure.sentence


def test_an_error_message_with_status_200_is_a_failure_with_its_words(bench: Bench) -> None:
    told = b'[{"message":[{"id":"175","key":"Invalid format","value":"deleted or archived"}]}]'
    failure = only_failure(bench, Answer(told))
    assert "answers with an error: 175 Invalid format deleted or archived" in failure.sentence


def test_xml_that_breaks_off_is_a_failure(bench: Bench) -> None:
    failure = only_failure(bench, Answer(b"<?xml version='1.0'?><a><b"), format="sdmx-ml")
    assert "breaks off before the end of its XML" in failure.sentence


def test_the_same_bytes_again_are_nothing_new(bench: Bench) -> None:
    with playing({"/data": Answer(GOOD)}) as player:
        (fetched,) = bench.fetch(declare(), player.address).answers
        latest = {"all": LastReceipt(fetched.sha256, START, fetched.headers)}
        fetched.path.unlink()
        report = bench.fetch(declare(), player.address, latest)
    assert (report.answers, [one.because for one in report.unchanged]) == ((), ["same bytes"])
    assert bench.kept() == []


def test_304_to_a_conditional_request_is_nothing_new(bench: Bench) -> None:
    latest = {"all": LastReceipt("0" * 64, START, {"etag": '"a"', "last-modified": "Sun"})}
    with playing({"/data": Answer(b"", 304)}) as player:
        report = bench.fetch(declare(), player.address, latest)
    assert [one.because for one in report.unchanged] == ["not modified"]
    assert report.unchanged[0].sha256 == "0" * 64
    assert player.asked[0].headers["if-none-match"] == '"a"'
    assert player.asked[0].headers["if-modified-since"] == "Sun"


def test_304_that_nobody_asked_for_is_a_failure(bench: Bench) -> None:
    assert "answers 304" in only_failure(bench, Answer(b"", 304)).sentence


def test_an_unchanged_etag_with_changed_bytes_is_new(bench: Bench) -> None:
    latest = {"all": LastReceipt("0" * 64, START, {"etag": '"a"'})}
    with playing({"/data": Answer(GOOD, headers={"ETag": '"a"'})}) as player:
        assert len(bench.fetch(declare(), player.address, latest).answers) == 1


def test_an_etag_is_trusted_for_a_week_then_the_bytes_decide(bench: Bench) -> None:
    def lying(asked: Asked) -> Answer:
        return Answer(b"", 304) if "if-none-match" in asked.headers else Answer(GOOD)

    latest = {"all": LastReceipt("0" * 64, START, {"etag": '"a"'})}
    bench.clock.now = START + timedelta(days=6)
    with playing({"/data": lying}) as player:
        assert len(bench.fetch(declare(), player.address, latest).unchanged) == 1
        bench.clock.now = START + timedelta(days=8)
        assert len(bench.fetch(declare(), player.address, latest).answers) == 1


def test_a_full_answer_that_brought_nothing_new_renews_the_trust_in_an_etag(bench: Bench) -> None:
    with playing({"/data": Answer(GOOD)}) as player:
        (fetched,) = bench.fetch(declare(), player.address).answers
        latest = {"all": LastReceipt(fetched.sha256, START, {"etag": '"a"'})}
        for days in (8, 9):
            bench.clock.now = START + timedelta(days=days)
            bench.fetch(declare(), player.address, latest)
    conditional = ["if-none-match" in asked.headers for asked in player.asked]
    assert conditional == [False, False, True]


def test_one_request_that_fails_leaves_the_others(bench: Bench) -> None:
    first = declare().requests[0]
    other = declare(path="/other").requests[0]
    with playing({"/data": Answer(b"", 404), "/other": Answer(GOOD)}) as player:
        report = bench.fetch(declare(requests=(first, other)), player.address)
    assert (len(report.answers), len(report.failures)) == (1, 1)


def test_what_a_killed_run_left_behind_is_swept_a_day_later(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    folder.mkdir()
    for name in (".incoming-old", "keep"):
        (folder / name).write_bytes(b"x")
    bench.clock.now += timedelta(days=36_500)
    with playing({"/data": Answer(b"", 404)}) as player:
        bench.fetch(declare(), player.address)
    assert [path.name for path in bench.kept()] == ["keep"]
