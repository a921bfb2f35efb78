"""Limits, deadlines and addresses of fetching, from the environment where one may set them."""

from __future__ import annotations

import platform
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipelines.source import Source

MIB: Final = 1 << 20
ADDRESS: Final = "TALLYBOOK_ADDRESS_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to ask. Seconds and bytes; the environment holds keys and is never shown."""

    inbox: Path  # a file source has its folder here
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    user_agent: str = "Tallybook"
    connect_seconds: float = 10
    read_seconds: float = 60  # without a single byte
    total_seconds: float = 900  # for a whole answer, however steadily it drips
    longest_wait: float = 300  # that a publisher may ask for with Retry-After
    pause: float = 0.35  # between two questions to one host: two or three a second are usual
    most_bytes: int = 1024 * MIB  # on the wire
    most_decoded: int = 4096 * MIB
    most_inflation: int = 200  # decoded to received; tables of text reach 20 to 50
    most_redirects: int = 5
    most_pages: int = 500
    trust_validators_days: int = 7  # then an answer is asked for in full, whatever its ETag says

    def address(self, source: str) -> str | None:
        """Give the address that stands in for a source's own, where one is set."""
        return self.environment.get(address_variable(source)) or None

    def key(self, source: Source) -> str | None:
        """Give the key of a source, from the environment alone."""
        return self.environment.get(source.key_variable or "") or None


def address_variable(source: str) -> str:
    """Name the setting that redirects a source.

    >>> address_variable("world_bank")
    'TALLYBOOK_ADDRESS_WORLD_BANK'
    """
    return ADDRESS + source.upper()


def settings_from(environment: Mapping[str, str], *, home: Path) -> Settings:
    """Make the settings of a home. TALLYBOOK_CONTACT (a mail or web address) joins the agent."""
    contact = environment.get("TALLYBOOK_CONTACT", "")
    if not contact.isprintable() or not contact.isascii():
        message = "TALLYBOOK_CONTACT must be a mail or web address in plain ASCII; set it anew."
        raise Refusal(message)
    return Settings(
        inbox=home / "inbox",
        log=home / "fetch-log.ndjson",
        environment=dict(environment),
        user_agent=_agent(contact),
    )


def _agent(contact: str) -> str:
    about = "; ".join(filter(None, ["statistics pipeline", contact]))
    return f"Tallybook/{_version()} ({about}) Python/{platform.python_version()}"


def _version() -> str:
    try:
        return version("tallybook")
    except PackageNotFoundError:
        return "0"  # run from a folder of sources that was never installed
