"""How often a host is asked: a pause between two questions, and a budget an hour."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pipelines.fetch.answers import FailedError

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.fetch.session import Caller

HOUR: Final = timedelta(hours=1)


def take_turn(caller: Caller, host: str, *, per_hour: int | None) -> None:
    """Wait until a host may be asked again, and note that it is asked.

    A wait that is longer than the longest one allowed is a failure: the run goes on with
    other publishers, and the next one asks again.
    """
    asked, now = caller.asked[host], caller.clock()
    while asked and asked[0] <= now - HOUR:
        asked.popleft()
    wait = _seconds_to_wait(caller, host, now, per_hour)
    if wait > caller.settings.longest_wait:
        again = now + timedelta(seconds=wait)
        sentence = (
            f"{host} was asked {per_hour} times within the hour, as often as it allows; "
            f"start again after {again:%Y-%m-%d %H:%M} UTC."
        )
        raise FailedError(sentence, "rate")
    if wait > 0:
        caller.sleep(wait)
    asked.append(caller.clock())


def _seconds_to_wait(caller: Caller, host: str, now: datetime, per_hour: int | None) -> float:
    asked, due = caller.asked[host], now
    if asked and not _is_on_this_machine(host):
        due = asked[-1] + timedelta(seconds=caller.settings.pause)
    if per_hour is not None and len(asked) >= per_hour:
        due = max(due, asked[-per_hour] + HOUR)
    return (due - now).total_seconds()


def _is_on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
