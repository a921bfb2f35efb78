"""Where we ask, and where an answer may lead us: schemes, hosts, redirects and private networks.

No connection is made here.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlencode, urljoin, urlsplit

from pipelines.fetch.answers import FailedError
from pipelines.fetch.content import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.fetch.settings import Settings
    from pipelines.source import Request, Source

PORTS: Final = {"https": 443, "http": 80}
MASK: Final = "***"
LONGEST_SHOWN: Final = 120  # characters of an address in a sentence; receipt and log have it all


class Origin(NamedTuple):
    """Scheme, host and port: what two addresses must share to be the same place."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask, and where it may lead. `shown` is the address for people.

    `publisher` is the host that the source declares, whatever mirror stands in for it: how
    often may be asked is a matter of the publisher.
    """

    url: str = field(repr=False)  # may hold a key
    shown: str
    origins: frozenset[Origin]
    publisher: str = ""
    private: Origin | None = None  # the one place that may lie in a private network
    key: str | None = field(default=None, repr=False)

    @property
    def brief(self) -> str:
        """The address for a sentence: the middle of a long one is left out.

        >>> brief = Target("", "https://a.org/" + "x" * 200 + "?b=1", frozenset()).brief
        >>> brief[:16], brief[86:94], brief[-5:]
        ('https://a.org/xx', 'xx...xxx', 'x?b=1')
        """
        long = len(self.shown) > LONGEST_SHOWN
        return f"{self.shown[:88]}...{self.shown[-28:]}" if long else self.shown

    def mask(self, text: str) -> str:
        """Take the key out of a text.

        >>> Target("", "", frozenset(), key="s e").mask("a=s%20e&b=s+e, s e")
        'a=***&b=***, ***'
        """
        if not self.key:
            return text
        forms = {self.key, quote(self.key, safe=""), quote(self.key).replace("%20", "+")}
        return re.sub("|".join(re.escape(form) for form in forms), MASK, text)


def origin(url: str) -> Origin:
    """Give the origin of an address; refuse what is no web address.

    >>> origin("https://Example.org/a?b")
    Origin(scheme='https', host='example.org', port=443)
    """
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS[parts.scheme]
        host = parts.hostname or ""
    except (KeyError, ValueError):
        host, port = "", 0
    if not host or parts.username is not None:
        sentence = f'"{url}" is no web address; expected https://host/path.'
        raise FailedError(sentence, "address")
    return Origin(parts.scheme, host.rstrip("."), port)


def target(
    source: Source,
    request: Request,
    parameters: Mapping[str, str | tuple[str, ...]],
    settings: Settings,
) -> Target:
    """Make the address of a request, at the publisher or at the mirror that a setting names."""
    url, query = _fill(request, parameters)
    publisher = origin(url).host
    mirror = settings.address(source.id)
    allowed = {origin(url), *(Origin("https", host, 443) for host in source.hosts)}
    if mirror:
        url = mirror.rstrip("/") + (urlsplit(url).path or "/") + _question(urlsplit(url).query)
        allowed = {origin(url)}
    elif not url.startswith("https:") and not source.plain_http:
        sentence = f'"{url}" is not https; declare the address as https, or plain_http=True.'
        raise FailedError(sentence, "address")
    place = origin(url)
    whole = url + _question(query, url)
    private = place if mirror else None
    plain = Target(whole, whole, frozenset(allowed), publisher, private)
    return _with_key(plain, source, settings) if source.key_variable else plain


def _fill(request: Request, parameters: Mapping[str, str | tuple[str, ...]]) -> tuple[str, str]:
    """Put parameters into the path where it names them, and the others into a query."""
    url, query = request.url, []
    for name, value in parameters.items():
        values = (value,) if isinstance(value, str) else value
        if f"{{{name}}}" in url:
            joined = request.separator.join(quote(one, safe="") for one in values)
            url = url.replace(f"{{{name}}}", joined)
        else:
            query += [(name, one) for one in values]
    return url, urlencode(query, safe=":,~*")


def _question(query: str, url: str = "") -> str:
    return f"{'&' if '?' in url else '?'}{query}" if query else ""


def _with_key(place: Target, source: Source, settings: Settings) -> Target:
    """Add the key, which travels over https or not at all, a mirror on this machine excepted."""
    key = settings.key(source)
    if key is None:
        sentence = (
            f"{source.id} needs a key; put it into the environment variable {source.key_variable} "
            "and start again."
        )
        raise FailedError(sentence, "key")
    at = origin(place.url)
    if at.scheme != "https" and not is_loopback(at.host):
        sentence = f"the key of {source.id} would travel in the open to {at.host}; use https there."
        raise FailedError(sentence, "key")
    parameter = str(source.key_parameter)
    return replace(
        place,
        url=place.url + _question(urlencode({parameter: key}), place.url),
        shown=place.shown + _question(f"{parameter}={MASK}", place.shown),
        key=key,
    )


def is_loopback(host: str) -> bool:
    """Tell whether a host, as written, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def follow(place: Target, location: str) -> Target:
    """Give the target of a redirect, or refuse it: it may not leave the declared origins."""
    url = urljoin(place.url, location)
    try:
        leads_to = origin(url)
    except FailedError:
        leads_to = Origin(urlsplit(url).scheme, "", 0)
    if leads_to not in place.origins:
        sentence = (
            f"{place.brief} redirects to {plain(place.mask(url))}, which is not declared; if the "
            "publisher has moved, check the new address and declare it (url, or hosts)."
        )
        raise FailedError(sentence, "address")
    publisher = place.publisher if leads_to == origin(place.url) else leads_to.host
    return replace(place, url=url, shown=place.mask(url), publisher=publisher)


def must_be_public(address: str, place: Target) -> None:
    """Refuse to talk to an address of a private network that no setting has declared.

    >>> must_be_public("169.254.169.254", Target("", "https://a.org/x", frozenset()))
    Traceback (most recent call last):
    pipelines.fetch.answers.FailedError: https://a.org/x leads to 169.254.169.254, ...
    """
    if place.private is not None and origin(place.url) == place.private:
        return
    if not is_public(address):
        sentence = (
            f"{place.brief} leads to {address}, an address of a private network; publishers live "
            "on public ones. For a mirror of your own, name it in TALLYBOOK_ADDRESS_<SOURCE>."
        )
        raise FailedError(sentence, "address")


def is_public(address: str) -> bool:
    """Tell whether an IP address lies in the public internet, IPv4 hidden in IPv6 included.

    >>> [is_public(a) for a in ("8.8.8.8", "10.0.0.1", "::ffff:127.0.0.1", "100.64.0.1", "::1")]
    [True, False, False, False, False]
    """
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast
