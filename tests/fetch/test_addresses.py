"""Where a question may go and where an answer may lead. All answers are constructed."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.fetch.address import MASK, Target, follow, is_public, origin
from pipelines.fetch.answers import FailedError
from tests.fetch.bench import Bench, declare
from tests.fetch.player import Answer, playing
from tests.fetch.test_answers import GOOD

if TYPE_CHECKING:
    from pipelines.fetch import Failure
    from pipelines.source import Source


def failure_of(bench: Bench, source: Source, address: str | None) -> Failure:
    report = bench.fetch(source, address)
    assert (report.answers, report.unchanged) == ((), ())
    (failure,) = report.failures
    return failure


def redirected(bench: Bench, location: str) -> Failure:
    moved = Answer(b"", 302, {"Location": location})
    with playing({"/data": moved, "/new": Answer(GOOD)}) as player:
        failure = failure_of(bench, declare(), player.address)
    assert [asked.path for asked in player.asked] == ["/data"]
    return failure


def test_a_redirect_within_the_declared_place_is_followed(bench: Bench) -> None:
    with playing({"/data": Answer(b"", 301, {"Location": "/new"}), "/new": Answer(GOOD)}) as player:
        (fetched,) = bench.fetch(declare(), player.address).answers
    assert fetched.address == f"{player.address}/new"


def test_a_redirect_to_another_port_of_loopback_is_refused(bench: Bench) -> None:
    with playing({"/new": Answer(GOOD)}) as other:
        failure = redirected(bench, f"{other.address}/new")
    assert (failure.kind, other.asked) == ("address", [])
    assert "which is not declared" in failure.sentence


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://elsewhere.example.net/new",
        "file:///etc/passwd",
        "ftp://127.0.0.1/new",
        "http://localhost:1/new",
        "//elsewhere.example.net/new",
        "http://user:word@127.0.0.1/new",
        "http://[::ffff:169.254.169.254]/",
    ],
)
def test_a_redirect_to_another_host_or_scheme_is_refused(bench: Bench, location: str) -> None:
    failure = redirected(bench, location)
    assert failure.kind == "address"


def test_what_a_publisher_sends_cannot_write_on_the_terminal(bench: Bench) -> None:
    failure = redirected(bench, "https://elsewhere.example.net/\x1b[2J\x07")
    assert failure.sentence.isprintable()


def test_redirects_in_a_circle_end(bench: Bench) -> None:
    with playing({"/data": Answer(b"", 302, {"Location": "/data"})}) as player:
        failure = failure_of(bench, declare(), player.address)
    assert "redirects more than 5 times" in failure.sentence
    assert len(player.asked) == 6


def test_a_declared_host_may_be_redirected_to_over_https_only() -> None:
    allowed = frozenset({origin("https://a.org/x"), origin("https://b.org/")})
    place = Target("https://a.org/x", "https://a.org/x", allowed)
    assert follow(place, "https://b.org/y").url == "https://b.org/y"
    with pytest.raises(FailedError, match="which is not declared"):
        follow(place, "http://b.org/y")


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "fd00::1"])
def test_a_public_name_that_resolves_to_a_private_address_is_refused(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """The name is the publisher's; where it leads is decided by whoever answers for the name."""
    with playing({"/data": Answer(GOOD)}) as player:
        port = int(player.address.rpartition(":")[2])
        monkeypatch.setattr(socket.socket, "getpeername", lambda _: (address, port))
        real = socket.getaddrinfo
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda _host, *rest, **more: real("127.0.0.1", *rest, **more)
        )
        path = f"http://stats.example.org:{port}/data"
        first = declare().requests[0]
        asked = declare(
            plain_http=True,
            requests=(type(first)("all", path),),
        )
        failure = failure_of(bench, asked, None)
    assert f"leads to {address}, an address of a private network" in failure.sentence
    assert player.asked == []  # nothing was sent on the connection


def test_http_is_refused_unless_declared(bench: Bench) -> None:
    first = declare().requests[0]
    source = declare(requests=(type(first)("all", "http://stats.example.org/data"),))
    assert "is not https" in failure_of(bench, source, None).sentence


def test_the_proxy_of_the_environment_is_asked_in_the_publishers_place(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = declare().requests[0]
    source = declare(
        plain_http=True, requests=(type(first)("all", "http://stats.example.org/data"),)
    )
    with playing({"/data": Answer(GOOD)}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        (fetched,) = bench.fetch(source, None).answers
    assert fetched.path.read_bytes() == GOOD
    assert proxy.asked[0].headers["host"] == "stats.example.org"


def test_a_mirror_is_asked_under_its_own_folder_with_the_same_query(bench: Bench) -> None:
    source = declare(path="/v2/{area}/gdp", parameters={"area": ("CHN", "U A"), "f": ("x", "y&")})
    with playing({"/mirror/v2/CHN;U%20A/gdp": Answer(GOOD)}) as player:
        assert len(bench.fetch(source, f"{player.address}/mirror/").answers) == 1
    assert player.asked[0].query == {"f": ["x", "y&"]}


def test_no_connection_is_told_once_a_host(bench: Bench) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    first = declare().requests[0]
    report = bench.fetch(declare(requests=(first, first)), address)
    sentences = [failure.sentence for failure in report.failures]
    assert "cannot be reached (Connection refused)" in sentences[0]
    assert "was not asked: 127.0.0.1 was not reached just now" in sentences[1]
    assert len(bench.clock.slept) == 3


def test_a_name_that_does_not_resolve_is_told_in_words(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    failure = failure_of(bench, declare(), None)
    assert failure.kind == "unreachable"
    assert "https://stats.example.org/data cannot be reached (Name or service not known)" in (
        failure.sentence
    )
    assert len(bench.clock.slept) == 1


KEYED = {"key_variable": "EXAMPLE_KEY", "key_parameter": "api_key"}
KEY = "s3cret+/key"


def test_a_key_travels_and_is_never_shown(bench: Bench) -> None:
    bench.environment["EXAMPLE_KEY"] = KEY
    play = [Answer(f"bad key {KEY}".encode(), 503), Answer(GOOD)]
    with playing({"/data": play}) as player:
        report = bench.fetch(declare(**KEYED, parameters={"id": "a"}), player.address)
    assert [asked.query["api_key"] for asked in player.asked] == [[KEY], [KEY]]
    shown = bench.log() + repr(report) + repr(bench.settings())
    assert "s3cret" not in shown
    assert f"id=a&api_key={MASK}" in shown
    assert report.answers[0].address.endswith(f"id=a&api_key={MASK}")


def test_a_key_is_masked_in_a_redirect_and_an_error(bench: Bench) -> None:
    bench.environment["EXAMPLE_KEY"] = KEY
    moved = Answer(b"", 302, {"Location": "https://elsewhere.example.net/?k=s3cret%2B%2Fkey"})
    with playing({"/data": moved}) as player:
        failure = failure_of(bench, declare(**KEYED), player.address)
    assert "s3cret" not in failure.sentence + bench.log()
    assert f"elsewhere.example.net/?k={MASK}" in failure.sentence


def test_a_key_that_is_missing_is_asked_for_by_name(bench: Bench) -> None:
    with playing({"/data": Answer(GOOD)}) as player:
        failure = failure_of(bench, declare(**KEYED), player.address)
    assert "put it into the environment variable EXAMPLE_KEY" in failure.sentence
    assert player.asked == []
    assert json.loads(bench.log())["outcome"] == "failed"


def test_a_key_does_not_travel_in_the_open(bench: Bench) -> None:
    bench.environment["EXAMPLE_KEY"] = KEY
    failure = failure_of(bench, declare(**KEYED), "http://mirror.example.net")
    assert "would travel in the open" in failure.sentence


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_hidden_in_ipv6_is_judged_like_itself(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))
