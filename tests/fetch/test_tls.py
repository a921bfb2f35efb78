"""The same guards over TLS, with a certificate that is made for the test."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.fetch.bench import Bench, declare
from tests.fetch.player import Answer, playing
from tests.fetch.test_answers import GOOD

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context whose certificate requests trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here: no certificate can be made")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    call = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    call += ["-subj", "/CN=localhost", "-addext", names]
    subprocess.run(
        [*call, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_mirror_over_tls_is_asked(bench: Bench, tls: ssl.SSLContext) -> None:
    with playing({"/data": Answer(GOOD)}, tls=tls) as player:
        assert len(bench.fetch(declare(), player.address).answers) == 1


def test_a_declared_address_that_leads_to_this_machine_is_told_nothing(
    bench: Bench, tls: ssl.SSLContext
) -> None:
    with playing({"/data": Answer(GOOD)}, tls=tls) as player:
        asked = replace(declare().requests[0], url=f"{player.address}/data")
        (failure,) = bench.fetch(declare(requests=(asked,)), None).failures
    assert "leads to 127.0.0.1, an address of a private network" in failure.sentence
    assert player.asked == []


def test_a_body_that_drips_over_tls_ends_at_the_deadline(bench: Bench, tls: ssl.SSLContext) -> None:
    bench.limits["total_seconds"] = 0.5
    with playing({"/data": Answer(b"[" + b" " * 9999, drip=1)}, tls=tls) as player:
        (failure,) = bench.fetch(declare(), player.address).failures
    assert "gave no whole answer within 0.5 seconds" in failure.sentence


def test_a_certificate_that_nobody_trusts_ends_the_try_at_once(
    bench: Bench, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with playing({"/data": Answer(GOOD)}, tls=tls) as player:
        (failure,) = bench.fetch(declare(), player.address).failures
    assert "shows no certificate that can be trusted" in failure.sentence
    assert bench.clock.slept == []
