"""How often a host is asked: a pause between two questions, and a budget an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pipelines.fetch.address import is_loopback, origin
from pipelines.fetch.answers import FailedError

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.fetch.address import Target
    from pipelines.fetch.session import Caller

HOUR: Final = timedelta(hours=1)


def take_turn(caller: Caller, place: Target, *, per_hour: int | None) -> None:
    """Wait until a publisher may be asked again, and note that it is asked.

    A wait that is longer than the longest one allowed is a failure: the run goes on with
    other publishers, and the next one asks again.
    """
    asked, now = caller.asked[place.publisher], caller.clock()
    while asked and asked[0] <= now - HOUR:
        asked.popleft()
    wait = _seconds_to_wait(caller, place, now, per_hour)
    if wait > caller.settings.longest_wait:
        again = now + timedelta(seconds=wait)
        sentence = (
            f"was not asked: {place.publisher} was asked {per_hour} times within the hour, as "
            f"often as it allows. Start again after {again:%Y-%m-%d %H:%M} UTC."
        )
        raise FailedError(sentence, "rate")
    if wait > 0:
        caller.sleep(wait)
    asked.append(caller.clock())


def _seconds_to_wait(caller: Caller, place: Target, now: datetime, per_hour: int | None) -> float:
    asked, due = caller.asked[place.publisher], now
    if asked and not is_loopback(origin(place.url).host):
        due = asked[-1] + timedelta(seconds=caller.settings.pause)
    if per_hour is not None and len(asked) >= per_hour:
        due = max(due, asked[-per_hour] + HOUR)
    return (due - now).total_seconds()
